// Libraries with one fault each in their code, and the clean one; the same department as a directory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "variants.hpp"

namespace engross::test {
namespace {

const std::string libraries = ENGROSS_FAULTY_LIBRARIES;
const std::string sources = ENGROSS_FAULTY_SOURCES;

struct CodeFault {
  const char* name;
  std::vector<std::string> unsuccessful;
};

void PrintTo(const CodeFault& fault, std::ostream* to) {
  *to << fault.name;
}

class SeededCodeFault : public testing::TestWithParam<CodeFault> {};

TEST_P(SeededCodeFault, FailsExactlyItsCases) {
  const std::vector<CaseResult> results = check_all(libraries + GetParam().name + ".so", sources + GetParam().name);
  std::string all;
  for (const CaseResult& result : results)
    if (result.status != CaseStatus::success) all += shown(result);
  EXPECT_EQ(unsuccessful(results), GetParam().unsuccessful) << all;
}

INSTANTIATE_TEST_SUITE_P(
    Library, SeededCodeFault,
    testing::Values(CodeFault{"harbour-sound", {}},
                    CodeFault{"harbour-random", {"same-answers failed conformance.other-answer"}},
                    CodeFault{"harbour-order", {"same-answers failed conformance.other-answer"}},
                    CodeFault{"harbour-resources", {"same-answers failed conformance.other-answer"}},
                    CodeFault{"harbour-huge", {"odd-questions failed conformance.crashed"}},
                    CodeFault{"harbour-null", {"odd-questions failed conformance.crashed"}},
                    CodeFault{"harbour-opens", {"odd-questions failed conformance.crashed"}},
                    CodeFault{"harbour-hangs", {"odd-questions failed conformance.hung"}},
                    CodeFault{"harbour-fails",
                              {"same-answers warning conformance.only-failures", "samples-render failed library.threw",
                               "rules-tests failed library.threw"}},
                    CodeFault{"harbour-extension", {"unknown-extensions failed conformance.extension"}},
                    CodeFault{"harbour-exports", {"exports-one-symbol failed conformance.exports"}},
                    CodeFault{"harbour-version", {"manifest-agrees failed library.lied"}}),
    [](const testing::TestParamInfo<CodeFault>& row) {
      std::string name = row.param.name;
      std::ranges::replace(name, '-', '_');
      return name;
    });

TEST(DirectoryOfCode, IsCheckedButItsLettersNeedTheLibrary) {
  const std::vector<CaseResult> results = check_all(sources + "harbour-sound", sources + "harbour-sound");
  EXPECT_THAT(unsuccessful(results), testing::IsEmpty());
  for (const CaseResult& result : results)
    if (result.name == "samples-render" || result.name == "golden-letters" || result.name == "rules-tests") {
      EXPECT_EQ(result.status, CaseStatus::skipped) << shown(result);
    }
}

TEST(ContentOnlyLibrary, HasNothingToAskButItsFiles) {
  const std::vector<CaseResult> results = check_all(libraries + "harbour.so", clean_department);
  EXPECT_THAT(unsuccessful(results), testing::IsEmpty());
  for (const CaseResult& result : results) {
    if (result.name == "odd-questions") {
      EXPECT_EQ(result.status, CaseStatus::skipped) << shown(result);
    } else {
      EXPECT_EQ(result.status, CaseStatus::success) << shown(result);
    }
  }
}

TEST(Library, WithoutItsSourceSkipsWhatOnlyTheDirectoryHas) {
  const std::vector<CaseResult> results = check_all(libraries + "harbour.so", "");
  EXPECT_THAT(unsuccessful(results), testing::IsEmpty());
  for (const CaseResult& result : results)
    if (result.name == "samples-render" || result.name == "golden-letters" || result.name == "rules-tests") {
      EXPECT_NE(result.reason.find("--source DIR"), std::string::npos) << shown(result);
    }
}

}  // namespace
}  // namespace engross::test
