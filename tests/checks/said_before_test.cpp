// What a reader was told before is found, and what stands in every letter is not.
#include "checks/said_before.hpp"

#include "compose/harbour.hpp"

namespace engross::test {
namespace {

// The harbour's letter about lights, to somebody who had earlier letters.
std::string found_after(const std::string& history, bool edited = false) {
  const auto department = harbour();
  const Case case_ = case_of(case_text(R"("topics": ["lights"], "history": )" + history));
  ComposeCache cache;
  auto composed = compose_case(case_, *department, cache);
  EXPECT_THAT(composed, Succeeds());
  if (edited)
    for (Section& section : composed->letter.sections)
      for (Block& block : section.blocks) {
        auto why = std::make_shared<Provenance>(*block.provenance);
        why->edited = true;
        block.provenance = why;
      }
  Diagnostics found;
  find_said_before(composed->letter, case_, answering_paragraphs(*department), found);
  std::string out;
  for (const Diagnostic& one : found) {
    EXPECT_TRUE(one.span.source) << one.message;
    EXPECT_EQ(one.severity, Severity::warning);
    out += one.code + ": " + one.message + "\n";
  }
  return out;
}

TEST(SaidBefore, TellsTheLatestLetterThatHasTheParagraph) {
  EXPECT_EQ(found_after(R"([{"reference": "H-0", "date": "2016-05-03", "paragraphs": ["lights"]}])"),
            "check.said-before: \"lights\" went to the same correspondent on 2016-05-03 already, in H-0\n");
  EXPECT_EQ(found_after(R"([{"reference": "H-2", "date": "2016-06-03", "paragraphs": ["goodbye", "lights"]},
                            {"reference": "H-0", "date": "2016-05-03", "paragraphs": ["lights"]}])"),
            "check.said-before: \"lights\" went to the same correspondent on 2016-06-03 already, in H-2\n");
  EXPECT_EQ(found_after(R"([{"reference": "H-0", "paragraphs": ["lights"]}])"),
            "check.said-before: \"lights\" went to the same correspondent already, in H-0\n");
}

TEST(SaidBefore, LeavesAloneWhatStandsInEveryLetterAndWhatIsNew) {
  EXPECT_EQ(found_after("[]"), "");
  EXPECT_EQ(found_after(R"([{"reference": "H-0", "date": "2016-05-03"}])"), "");
  EXPECT_EQ(found_after(R"([{"reference": "H-0", "paragraphs": ["thanks", "goodbye", "moorings"]}])"), "");
  EXPECT_EQ(found_after(R"([{"reference": "H-0", "paragraphs": ["lights"]}])", true), "")
      << "an officer's own words are not the library's";
}

}  // namespace
}  // namespace engross::test
