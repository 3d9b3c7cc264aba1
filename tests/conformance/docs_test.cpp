// docs/conformance.md tells every case, in order, with the sentence that the program says.
#include <gtest/gtest.h>

#include "conformance/conformance_case.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

TEST(ConformancePage, TellsEveryCaseWithItsSentence) {
  const std::string page = read_file(std::string(ENGROSS_SOURCE_DIR) + "/docs/conformance.md");
  std::string told, known;
  for (std::size_t at = page.find("\n### "); at != std::string::npos; at = page.find("\n### ", at + 1)) {
    const std::size_t heading_end = page.find('\n', at + 1);
    told += page.substr(at + 5, page.find('\n', heading_end + 1) - at - 5) + "\n";
  }
  for (const ConformanceCase& one : conformance_cases())
    known += std::string(one.name) + "\n" + std::string(one.sentence) + "\n";
  EXPECT_EQ(told, known);
}

TEST(ConformanceCases, AreFoundByName) {
  for (const std::string& name : case_names()) {
    ASSERT_NE(case_named(name), nullptr) << name;
    EXPECT_EQ(case_named(name)->name, name);
  }
  EXPECT_EQ(case_named("no-such-case"), nullptr);
}

}  // namespace
}  // namespace engross::test
