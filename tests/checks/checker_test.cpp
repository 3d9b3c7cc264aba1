// Letters with one thing wrong, and letters with nothing wrong: the codes that a check must give, and no others.
#include "checks/checker.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/diagnostics.hpp"

namespace engross {
namespace {

Block words(const std::string& text) {
  Inline run;
  run.text = text;
  run.origin.span = {make_source("paragraphs/p.md", text), 0, static_cast<std::uint32_t>(text.size())};
  Block block;
  block.inlines = {run};
  return block;
}

struct Parts {
  std::string salutation = "Dear Councillor Watling";
  std::string body = "Thank you for your letter.";
  std::string close = "Yours sincerely";
  bool top_and_tail = false;
  std::string address = "Councillor Watling\nTown Hall\nTelford\nTF3 4NT";
  std::string facts = "{}";
};

Letter letter_of(const Parts& parts) {
  Letter letter;
  letter.top_and_tail = parts.top_and_tail;
  const auto add = [&](Part part, const std::string& text) {
    if (!text.empty()) letter.sections.push_back({part, {words(text)}});
  };
  add(Part::addressee, parts.address);
  add(Part::salutation, parts.salutation);
  add(Part::body, parts.body);
  add(Part::close, parts.close);
  return letter;
}

std::vector<std::string> codes_of(const Parts& parts, const Department& department = {}) {
  const std::string json =
      R"({"reference": "1", "department": "d", "correspondent": {"title": "Councillor", "surname": "Watling"}, "facts": )" +
      parts.facts + "}";
  const auto case_ = Case::from(make_source("case.json", json));
  EXPECT_TRUE(case_.has_value()) << print(case_ ? Diagnostics{} : case_.error());
  std::vector<std::string> codes;
  for (const Diagnostic& d : Checker(department).check(letter_of(parts), *case_)) {
    codes.push_back(d.code);
    EXPECT_FALSE(d.message.empty());
    EXPECT_FALSE(d.hints.empty()) << d.code << " says what is wrong but not what to do";
  }
  return codes;
}

using Codes = std::vector<std::string>;

TEST(Checker, FindsEveryLeakInTheBody) {
  for (const char* body :
       {"Dear {{name}} of", "of ((name)) and", "a ${name} b", "see [INSERT date] here", "see [insert date] here",
        "on XXXX October", "the date is TBC", "the date is TBD.", "TODO check", "<<Name>> wrote", "«Name» wrote",
        "Lorem Ipsum dolor", "[Name of school] wrote", "a \xEF\xBF\xBD b"}) {
    const Codes codes = codes_of({.body = body});
    ASSERT_FALSE(codes.empty()) << body;
    for (const std::string& code : codes) EXPECT_EQ(code, "check.leak") << body;
  }
}

TEST(Checker, FindsGapsWhereAValueWas) {
  EXPECT_EQ(codes_of({.body = "You wrote about ."}), Codes{"check.gap"});
  EXPECT_EQ(codes_of({.salutation = "Dear ,"}), (Codes{"check.gap", "check.gap"}));
  EXPECT_EQ(codes_of({.salutation = "Dear"}), Codes{"check.gap"});
}

TEST(Checker, MatchesGreetingAndClose) {
  EXPECT_EQ(codes_of({.close = "Yours faithfully"}), Codes{"check.salutation-close"});
  EXPECT_EQ(codes_of({.salutation = "Dear Sir or Madam"}), Codes{"check.salutation-close"});
  EXPECT_EQ(codes_of({.salutation = ""}), Codes{"check.no-close"});
  EXPECT_EQ(codes_of({.close = ""}), Codes{"check.no-close"});
  EXPECT_EQ(codes_of({.salutation = "Dear Sir or Madam", .close = "Yours faithfully"}), Codes{});
  EXPECT_EQ(codes_of({.salutation = "Dear Minister", .close = "Yours faithfully"}), Codes{});
  EXPECT_EQ(codes_of({.salutation = "Annwyl Gynghorydd Watling", .close = "Yn gywir"}), Codes{});
  EXPECT_EQ(codes_of({.salutation = "", .close = "", .top_and_tail = true}), Codes{});
}

// A name that is a piece of another word does not name the reader.
TEST(Checker, FindsNamesAsWholeWords) {
  for (const char* person :
       {R"({"surname": "De"})", R"({"forename": "M", "surname": "Ma"})", R"({"forename": "D", "surname": "Minis"})"}) {
    const auto case_ = Case::from(
        make_source("c", R"({"reference": "1", "department": "d", "correspondent": )" + std::string(person) + "}"));
    ASSERT_THAT(case_, test::Succeeds());
    const Letter office = letter_of({.salutation = "Dear Minister", .close = "Yours faithfully"});
    EXPECT_THAT(print(Checker(Department{}).check(office, *case_)),
                testing::Not(testing::HasSubstr("salutation-close")))
        << person;
    const std::string surname = case_->correspondent.surname;
    const Letter named = letter_of({.salutation = "Dear Mr\u00A0" + surname, .close = "Yours faithfully"});
    EXPECT_THAT(print(Checker(Department{}).check(named, *case_)), testing::HasSubstr("salutation-close")) << person;
  }
}

TEST(Checker, SaysOnceThatThereAreMoreUnusedFacts) {
  std::string facts;
  for (int i = 0; i < 1000; ++i) facts += (i == 0 ? "{\"f" : ", \"f") + std::to_string(i) + "\": 1";
  Codes expected(20, "check.unused-fact");
  expected.emplace_back("base.left-out");
  EXPECT_EQ(codes_of({.facts = facts + "}"}), expected);
  Department off;
  off.severities.emplace("check.unused-fact", "off");
  EXPECT_EQ(codes_of({.facts = facts + "}"}, off), Codes{});
}

TEST(Checker, FindsSlipsOfThePen) {
  EXPECT_EQ(codes_of({.body = "We read the the letter."}), Codes{"check.doubled-word"});
  EXPECT_EQ(codes_of({.body = "We read  the letter."}), Codes{"check.double-space"});
  EXPECT_EQ(codes_of({.body = "The The letter."}), Codes{"check.doubled-word"});
}

// Each sort is told up to a number of times, and many slips do not hide a leak behind them.
TEST(Checker, SaysOnceThatThereAreMoreSlips) {
  std::string body;
  for (int i = 0; i < 1000; ++i) body += "The the. ";
  Codes expected(20, "check.doubled-word");
  expected.emplace_back("base.left-out");
  EXPECT_EQ(codes_of({.body = body}), expected);
  expected.insert(expected.begin(), 2, "check.leak");  // what opens, and what closes
  EXPECT_EQ(codes_of({.body = body + "{{name}}"}), expected);
}

TEST(Checker, LeavesGoodEnglishAlone) {
  for (const char* body :
       {"He said that that was so, and had had enough.", "See section 1 (2) and (3).", "A saving of .5 per cent.",
        "We wait ... and see.", "It costs £1,000 [sic].", "The XX Corps marched.", "Use brackets [like these].",
        "Mr Todd and Ms Tbcovsky wrote.", "5 < 6 and 7 > 6", "The cat. The dog.", "no, no, it is"})
    EXPECT_EQ(codes_of({.body = body}), Codes{}) << body;
}

TEST(Checker, WantsWordsAndAnAddress) {
  EXPECT_EQ(codes_of({.body = ""}), Codes{"check.no-body"});
  EXPECT_EQ(codes_of({.body = "  "}), (Codes{"check.empty-paragraph", "check.double-space"}));
  EXPECT_EQ(codes_of({.address = ""}), Codes{"check.no-address"});
  EXPECT_EQ(codes_of({.address = "Councillor Watling"}), Codes{"check.no-address"});
}

// Of what is not there, the file that should have it is told: the draft when there is one, else the case.
TEST(Checker, MissesWordsWhereTheyShouldStand) {
  const auto case_ = Case::from(
      make_source("case.json", R"({"reference": "1", "department": "d", "correspondent": {}, "topics": ["x"]})"));
  ASSERT_THAT(case_, test::Succeeds());
  const SourceRef draft = make_source("reply.md", "---\n---\n::: salutation\n:::\n::: body\n:::\n");
  const Letter letter = letter_of({.body = "", .close = ""});
  const auto places = [&](const DraftOfLetter& from) {
    std::string out;
    for (const Diagnostic& d : Checker(Department{}).check(letter, *case_, from))
      out += d.code + " " + (d.span.source ? d.span.source->name + ":" + test::place(d) : "nowhere") + "\n";
    return out;
  };
  EXPECT_EQ(places({}), "check.no-close paragraphs/p.md:1:1\ncheck.no-body case.json:1:70\n");
  EXPECT_EQ(places({.draft = draft, .composed = &letter}), "check.no-close reply.md:3:1\ncheck.no-body reply.md:5:1\n");
}

TEST(Checker, SaysThatAGivenGreetingIsLeftToTheHand) {
  const auto case_ = Case::from(make_source(
      "c",
      R"({"reference": "1", "department": "d", "correspondent": {}, "top_and_tail": true, "salutation": "Dear A"})"));
  ASSERT_THAT(case_, test::Succeeds());
  const Diagnostics found =
      Checker(Department{}).check(letter_of({.salutation = "", .close = "", .top_and_tail = true}), *case_);
  ASSERT_EQ(found.size(), 1U) << print(found);
  EXPECT_EQ(found[0].code, "check.top-and-tail");
  EXPECT_EQ(found[0].span.text(), "\"Dear A\"");
}

TEST(Checker, NamesTheFactThatNothingUses) {
  Department department;
  Paragraph paragraph;
  paragraph.id = "visit";
  paragraph.optional = {"facts.visit"};
  department.paragraphs.push_back(paragraph);
  EXPECT_EQ(codes_of({.facts = R"({"visit": "3 May", "notes": "for people"})"}, department), Codes{});
  EXPECT_EQ(codes_of({.facts = R"({"vist": "3 May"})"}, department), Codes{"check.unused-fact"});
}

TEST(Checker, GradesAsTheDepartmentWishes) {
  Department department;
  department.severities = {{"check.doubled-word", "error"}, {"check.double-space", "off"}};
  const auto case_ = Case::from(make_source("c", R"({"reference": "1", "department": "d", "correspondent": {}})"));
  ASSERT_THAT(case_, test::Succeeds());
  const Diagnostics found = Checker(department).check(letter_of({.body = "the the  end"}), *case_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "check.doubled-word");
  EXPECT_EQ(found[0].severity, Severity::error);
}

TEST(Checker, PointsAtTheWordsInTheParagraph) {
  const auto case_ = Case::from(make_source("c", R"({"reference": "1", "department": "d", "correspondent": {}})"));
  ASSERT_THAT(case_, test::Succeeds());
  const Diagnostics found = Checker(Department{}).check(letter_of({.body = "We wrote on XXXX May."}), *case_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(test::place(found[0]), "1:13");
  EXPECT_EQ(found[0].span.text(), "XXX");
}

}  // namespace
}  // namespace engross
