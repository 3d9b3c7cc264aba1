// What rules and paragraphs see of earlier letters.
#include "compose/earlier_facts.hpp"

#include "compose/harbour.hpp"
#include "letter/text_copy.hpp"

namespace engross::test {
namespace {

std::string facts(const std::string& history) {
  return to_json(earlier_facts(case_of(case_text(history.empty() ? "" : "\"history\": " + history))), false);
}

TEST(EarlierFacts, CountLettersAndTellTheLatestOfEachKind) {
  EXPECT_EQ(facts(""), "null");
  EXPECT_EQ(facts("[]"), "null");
  EXPECT_EQ(facts(R"([{"reference": "R-3", "date": "2016-05-03", "template": "holding"},
                      {"reference": "R-2", "date": "2016-04-01", "template": "reply"},
                      {"reference": "R-1", "date": "2016-01-01", "template": "holding"}])"),
            R"({"count":3,"holding":{"reference":"R-3","date":"2016-05-03","template":"holding"},)"
            R"("last":{"reference":"R-3","date":"2016-05-03","template":"holding"},)"
            R"("reply":{"reference":"R-2","date":"2016-04-01","template":"reply"}})");
}

TEST(EarlierFacts, TakeTheLastInTheListWhereNoDayDecides) {
  EXPECT_EQ(facts(R"([{"reference": "R-1"}, {"reference": "R-2"}])"), R"({"count":2,"last":{"reference":"R-2"}})");
  EXPECT_EQ(facts(R"([{"reference": "R-1", "date": "2016-01-01"}, {"reference": "R-2"}])"),
            R"({"count":2,"last":{"reference":"R-1","date":"2016-01-01"}})");
  EXPECT_EQ(facts(R"([{"reference": "R-1", "template": "count"}])"),
            R"({"count":1,"last":{"reference":"R-1","template":"count"}})");
}

TEST(EarlierFacts, ChooseAParagraphThatNamesTheEarlierLetter) {
  const auto department = harbour(
      {{"paragraphs/full.md",
        "---\ntitle: After a holding reply\nowner: O\nrevision: 1\norder: 1\nwhen: exists(earlier.holding.date)\n---\n"
        "I wrote on {{#long_date}}earlier.holding.date{{/long_date}} ({{earlier.holding.reference}}).\n"}});
  ComposeCache cache;
  const Case with = case_of(case_text(
      R"("topics": ["lights"], "history": [{"reference": "H-0", "date": "2016-05-03", "template": "holding"}])"));
  const auto composed = compose_case(with, *department, cache);
  ASSERT_THAT(composed, Succeeds());
  EXPECT_NE(write_text(composed->letter).find("I wrote on 3 May 2016 (H-0)."), std::string::npos);
  const Case without = case_of(case_text(R"("topics": ["lights"], "history": [{"reference": "H-0"}])"));
  const auto plain = compose_case(without, *department, cache);
  ASSERT_THAT(plain, Succeeds());
  EXPECT_EQ(write_text(plain->letter).find("I wrote on"), std::string::npos);
}

}  // namespace
}  // namespace engross::test
