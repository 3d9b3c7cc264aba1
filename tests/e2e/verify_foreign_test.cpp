// engross verify on signatures as other programs write them.
#include <gtest/gtest.h>

#include "command.hpp"
#include "verification/letters.hpp"

namespace engross::test {
using namespace engross::verification;
namespace {

// NSS (pdfsig, Okular) leaves lengths open, which only BER does. Such a file is not said to be damaged.
TEST(VerifyForeign, NamesBerAsUnsupported) {
  std::string pdf = signed_letter({.level = Level::b_b});
  const std::size_t at = pdf.find("<3082");
  ASSERT_NE(at, std::string::npos);
  pdf.replace(at, 5, "<3080");
  Desk desk;
  write_file(desk.folder / "letter.pdf", pdf);
  const Outcome outcome = desk.engross({"verify", desk.folder / "letter.pdf"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.out, "its /Contents is in BER")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "[verify.unsupported]")) << outcome.out;
}

}  // namespace
}  // namespace engross::test
