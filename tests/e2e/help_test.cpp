// What --help says.
#include <gtest/gtest.h>

#include "command.hpp"

namespace engross::test {
namespace {

TEST(Help, ShowsAnExampleOfEachFamily) {
  for (const char* family : {"signatories", "records", "paragraphs", "department"}) {
    const Outcome help = run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", family, "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_TRUE(holds(help.out, std::string("Example: engross ") + family + " list")) << help.out;
  }
}

}  // namespace
}  // namespace engross::test
