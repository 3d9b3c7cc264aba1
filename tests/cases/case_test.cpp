#include "cases/case.hpp"

#include <fmt/format.h>

#include <fstream>

#include "cases/tables.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::Succeeds;

Result<Case> read(std::string_view members) {
  return Case::from(make_source("case.json", test::case_text(members)));
}

std::string errors(const Result<Case>& result) {
  std::string shown;
  if (result) return shown;
  for (const Diagnostic& d : result.error()) shown += (shown.empty() ? "" : " | ") + d.code + " " + d.message;
  return shown;
}

TEST(Case, TakesGoodCasesAndSaysWhatIsWrongWithBadOnes) {
  for (const test::CaseRow& row : test::good_cases) EXPECT_EQ(errors(read(row.members)), "") << row.members;
  for (const test::CaseRow& row : test::bad_cases) EXPECT_EQ(errors(read(row.members)), row.errors) << row.members;
}

TEST(Case, NamesPlaceAndRemedyOfEveryError) {
  for (const test::CaseRow& row : test::bad_cases) {
    const Result<Case> result = read(row.members);
    ASSERT_FALSE(result) << row.members;
    for (const Diagnostic& d : result.error()) {
      EXPECT_TRUE(d.span.source) << row.members;
      EXPECT_LT(d.span.begin, d.span.end) << row.members;
      EXPECT_FALSE(d.hints.empty()) << row.members << d.message;
    }
  }
}

TEST(Case, ReadsTheSampleOfTheReferenceLetter) {
  std::ifstream file(ENGROSS_SOURCE_DIR "/samples/dfe/2016-0046030.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Result<Case> result = Case::from(make_source("2016-0046030.json", text));
  ASSERT_THAT(result, Succeeds());
  EXPECT_EQ(result->reference, "2016-0046030");
  EXPECT_EQ(result->department, "dfe");
  EXPECT_EQ(result->template_name, "reply");
  EXPECT_EQ(result->date, Date::from_ymd(2016, 10, 26));
  EXPECT_EQ(result->incoming.dated, Date::from_ymd(2016, 9, 30));
  EXPECT_EQ(result->correspondent.title, "Councillor");
  EXPECT_EQ(result->correspondent.address.size(), 4U);
  EXPECT_EQ(result->correspondent.postcode, "TF3 4NT");
  EXPECT_EQ(result->correspondent.span.text().substr(0, 1), "{");
  EXPECT_THAT(result->topics, testing::ElementsAre("child-sexual-exploitation", "pshe"));
  EXPECT_THAT(result->signatories, testing::SizeIs(1));
  EXPECT_EQ(result->on_behalf_of, "the Secretary of State");
  EXPECT_FALSE(result->paragraphs);
  EXPECT_FALSE(result->constituent);
  EXPECT_NE(find_path(result->document.root, "facts.area"), nullptr);
}

TEST(Case, KeepsEveryField) {
  const Result<Case> result = read(R"({"template": "holding", "languages": ["cy", "cy-x-a"],
      "incoming": {"received": "2016-10-03", "reference": "theirs", "channel": "e-mail"},
      "deadline": {"policy": "foi-20"},
      "recipients": [{"surname": "B", "suffix": "MP"}], "constituent": {"forename": "C", "country": "Wales"},
      "subject": "S", "marking": "OFFICIAL", "salutation": "Dear Ruth", "close": "Yours ever", "top_and_tail": true,
      "signatory": ["x", "y"], "enclosures": ["One", "Two"], "copies": ["Three"],
      "history": [{"reference": "R1", "date": "2016-01-02"}, {"reference": "R2"}],
      "paragraphs": [{"use": "pshe"}, {"text": "Plain\n\nwords"}, {"markdown": "*own*"}]})");
  ASSERT_THAT(result, Succeeds());
  EXPECT_EQ(result->template_name, "holding");
  EXPECT_THAT(result->languages, testing::ElementsAre("cy", "cy-x-a"));
  EXPECT_EQ(result->incoming.received, Date::from_ymd(2016, 10, 3));
  EXPECT_EQ(result->incoming.reference + "/" + result->incoming.channel, "theirs/e-mail");
  EXPECT_EQ(result->deadline_policy, "foi-20");
  ASSERT_EQ(result->recipients.size(), 1U);
  EXPECT_EQ(result->recipients[0].suffix, "MP");
  ASSERT_TRUE(result->constituent);
  EXPECT_EQ(result->constituent->country, "Wales");
  EXPECT_EQ(result->subject + result->marking, "SOFFICIAL");
  EXPECT_EQ(result->salutation, "Dear Ruth");
  EXPECT_EQ(result->close, "Yours ever");
  EXPECT_TRUE(result->top_and_tail);
  EXPECT_THAT(result->signatories, testing::ElementsAre("x", "y"));
  EXPECT_THAT(result->enclosures, testing::ElementsAre("One", "Two"));
  EXPECT_THAT(result->copies, testing::ElementsAre("Three"));
  ASSERT_EQ(result->history.size(), 2U);
  EXPECT_EQ(result->history[0].date, Date::from_ymd(2016, 1, 2));
  EXPECT_FALSE(result->history[1].date);
  ASSERT_TRUE(result->paragraphs);
  ASSERT_EQ(result->paragraphs->size(), 3U);
  EXPECT_EQ(result->paragraphs->at(0).kind, CaseParagraph::Kind::use);
  EXPECT_EQ(result->paragraphs->at(1).value, "Plain\n\nwords");
  EXPECT_EQ(result->paragraphs->at(2).span.text(), "\"*own*\"");
}

TEST(Case, CollectsErrorsInTheOrderOfTheFile) {
  const Result<Case> result = Case::from(make_source(
      "case.json", "{\n  \"refrence\": \"1\",\n  \"date\": \"tomorrow\",\n  \"correspondent\": {\"sirname\": 1}\n}\n"));
  ASSERT_FALSE(result);
  std::string shown;
  for (const Diagnostic& d : result.error()) shown += test::place(d) + " " + d.code + "; ";
  EXPECT_EQ(
      shown,
      "1:1 cases.missing; 1:1 cases.missing; 2:3 cases.unknown-field; 3:11 cases.date; 4:21 cases.unknown-field; ");
}

TEST(Case, SuggestsTheFieldThatWasMeant) {
  const auto hints = [](std::string_view members) {
    const Result<Case> result = read(members);
    return result ? std::vector<std::string>() : result.error()[0].hints;
  };
  EXPECT_THAT(hints(R"({"refrence": "1"})"),
              testing::ElementsAre("did you mean \"reference\"?", testing::HasSubstr("\"facts\"")));
  EXPECT_THAT(hints(R"({"correspondent": {"sirname": "1"}})"), testing::ElementsAre("did you mean \"surname\"?"));
  EXPECT_THAT(hints(R"({"incoming": {"sender": "1"}})"),
              testing::ElementsAre("it may have dated, received, reference, channel"));
  EXPECT_THAT(hints(R"({"reference": 12})"), testing::ElementsAre("put it in double quotes: \"12\""));
}

TEST(Case, RefusesWhatIsNoObjectAndWhatIsNoJson) {
  EXPECT_THAT(Case::from(make_source("c", "[]")), FailsWith("cases.type"));
  EXPECT_THAT(Case::from(make_source("c", "null")), FailsWith("cases.type"));
  EXPECT_THAT(Case::from(make_source("c", "")), FailsWith("data.empty"));
  EXPECT_THAT(Case::from(make_source("c", "{\"reference\": \"1\", \"reference\": \"2\"}")),
              FailsWith("data.duplicate-key"));
}

TEST(Case, TellsNoEndOfFaults) {
  std::string text = R"({"reference": "1", "department": "d", "correspondent": {})";
  for (int i = 0; i < 1000; ++i) text += fmt::format(", \"x{}\": 1", i);
  const auto made = Case::from(make_source("c", text + "}"));
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().size(), 21U);
  EXPECT_EQ(made.error().back().code, "base.left-out");
}

TEST(Case, CapsItsLists) {
  const auto with = [](std::string_view field, std::string_view item, int times) {
    std::string list;
    for (int i = 0; i < times; ++i) list += (i > 0 ? "," : "") + std::string(item);
    return read(fmt::format("{{\"{}\": [{}]}}", field, list));
  };
  EXPECT_THAT(with("recipients", "{}", 50), Succeeds());
  EXPECT_THAT(with("recipients", "{}", 51), FailsWith("cases.too-many"));
  EXPECT_THAT(with("topics", "\"a\"", 500), Succeeds());
  EXPECT_THAT(with("topics", "\"a\"", 501), FailsWith("cases.too-many"));
  EXPECT_THAT(with("paragraphs", "{\"use\":\"a\"}", 501), FailsWith("cases.too-many"));
}

}  // namespace
}  // namespace engross
