// Letters of the Harbour Office, as dumps with origins; and what compose() promises beside the tree.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "compose/drafts.hpp"

namespace engross::test {
namespace {

// Compares with fixtures/golden/<name>.txt; ENGROSS_GOLDEN=write writes it instead.
void expect_golden(const std::string& name, const std::string& got) {
  const std::string path = ENGROSS_SOURCE_DIR "/tests/compose/fixtures/golden/" + name + ".txt";
  SystemWorld world;
  if (const char* write = std::getenv("ENGROSS_GOLDEN"); write != nullptr && std::string(write) == "write") {
    ASSERT_THAT(world.write_file(path, got), Succeeds());
  }
  const auto expected = world.read_file(path, 1U << 20U);
  ASSERT_THAT(expected, Succeeds());
  EXPECT_EQ(got, *expected) << name;
}

Composed composed(const std::string& members, const Changes& changes = {}, const char* date = "2016-10-26") {
  const auto department = harbour(changes);
  const Case case_ = case_of(case_text(members));
  ComposeCache cache;
  auto made = compose_case(case_, *department, cache, date);
  EXPECT_THAT(made, Succeeds());
  if (!made) return {};
  for (Chosen& chosen : made->selection.chosen)
    chosen.paragraph = chosen.original = nullptr;  // the department ends here
  return std::move(*made);
}

std::string section_text(const Letter& letter, Part part) {
  std::string out;
  for (const Section& section : letter.sections)
    if (section.part == part)
      for (const Block& block : section.blocks) out += plain_text(block) + "\n";
  return out;
}

TEST(Compose, MakesALetterOfEveryPart) {
  expect_golden("every-part", dump(drafting().composed.letter, DumpOrigins::yes));
  expect_golden("every-part-draft",
                edit(drafting().draft, drafting().department->bundle_sha256, "(the bundle's hash)"));
}

TEST(Compose, WritesWelshLetters) {
  const Composed made =
      composed(R"("languages": ["cy"], "topics": ["dredging"], "facts": {"berth": "Aber"}, "enclosures": ["Map"])");
  EXPECT_EQ(made.letter.language, "cy");
  EXPECT_EQ(section_text(made.letter, Part::reference), "Ein cyf: H-1\n26 Hydref 2016\n");
  EXPECT_EQ(section_text(made.letter, Part::body), "Mae'r sianel yn Aber yn cael ei charthu.\n");
  EXPECT_EQ(section_text(made.letter, Part::enclosures), "Amgaeir: Map\n");
}

TEST(Compose, FillsWhatTheLetterKnowsBesidesItsSections) {
  const Letter& letter = drafting().composed.letter;
  EXPECT_EQ(letter.reference, "H-1");
  EXPECT_EQ(letter.department, "harbour");
  EXPECT_EQ(letter.template_name, "reply");
  EXPECT_EQ(letter.language, "en-GB");
  EXPECT_EQ(letter.date->iso(), "2016-10-26");
  EXPECT_EQ(letter.subject, "The inner basin");
  EXPECT_EQ(letter.recipients, std::vector<std::string>{"Mr Jones"});
  ASSERT_EQ(letter.signatures.size(), 1U);
  EXPECT_EQ(letter.signatures[0].id, "ada-quay");
  EXPECT_EQ(letter.signatures[0].name, "Ada Quay");
  EXPECT_EQ(letter.signatures[0].lines, (std::vector<std::string>{"Ada Quay", "Harbour Master", "Moorings Division"}));
}

TEST(Compose, PointsValuesAtTheirPlacesInTheCase) {
  const Composed made = composed(R"("topics": ["dredging"], "facts": {"berth": "Pier 9"})");
  bool seen = false;
  for (const Section& section : made.letter.sections)
    for (const Block& block : section.blocks)
      for (const Inline& run : block.inlines) {
        if (run.origin.kind != Origin::Kind::value || run.text != "2 Mole Road") continue;
        seen = true;
        EXPECT_EQ(run.origin.pointer, "/letter/address/1");
        EXPECT_EQ(run.origin.span.text(), "\"2 Mole Road\"");
      }
  EXPECT_TRUE(seen);
}

TEST(Compose, TakesTheFirstSignatoryWhenTheCaseNamesNoneAndTwoWhenItNamesTwo) {
  EXPECT_EQ(composed(R"("topics": ["lights"])").letter.signatures.at(0).id, "ada-quay");
  const Composed two = composed(R"("topics": ["lights"], "signatory": ["ben-pier", "ada-quay"])");
  ASSERT_EQ(two.letter.signatures.size(), 2U);
  EXPECT_EQ(two.letter.signatures[0].id, "ben-pier");
}

TEST(Compose, GreetsSeveralRecipientsInOneLetter) {
  const std::string others = R"("topics": ["lights"], "recipients": [
    {"title": "Councillor", "surname": "Watling", "role": "councillor", "address": ["The Hall"], "postcode": "SP2 1AA"}])";
  const Composed two = composed(others);
  EXPECT_EQ(section_text(two.letter, Part::salutation), "Dear Mr Jones and Councillor Watling\n");
  EXPECT_EQ(two.letter.recipients, (std::vector<std::string>{"Mr Jones", "Councillor Watling"}));
  const std::string address = section_text(two.letter, Part::addressee);
  EXPECT_LT(address.find("2 Mole Road"), address.find("The Hall"));
}

// Page 2 must not say that the letter goes to "Flat 4".
TEST(Compose, CallsAnUnnamedRecipientByOfficeOrganisationOrAsTheyAreGreeted) {
  const auto recipient = [](const std::string& person, const std::string& more = "") {
    const auto department = harbour();
    const Case case_ = case_of(
        R"({"reference": "H-1", "department": "harbour", "topics": ["dredging"], "facts": {"berth": "Aber"}, )" + more +
        R"("correspondent": {)" + person + R"("address": ["Flat 4"], "postcode": "SW1A 1AA"}})");
    ComposeCache cache;
    const auto made = compose_case(case_, *department, cache);
    EXPECT_THAT(made, Succeeds());
    return made ? made->letter.recipients : std::vector<std::string>{};
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(recipient(""), Names{"Sir or Madam"});
  EXPECT_EQ(recipient(R"("organisation": "Mole Ltd", )"), Names{"Mole Ltd"});
  EXPECT_EQ(recipient("", R"("salutation": "Dear parent or carer,", )"), Names{"parent or carer"});
  EXPECT_EQ(recipient("", R"("languages": ["cy"], )"), Names{"Syr neu Fadam"});
  EXPECT_EQ(recipient("", R"("salutation": "Dear", )"), Names{});
  EXPECT_EQ(recipient(R"("title": "Mr", "surname": "Jones", "organisation": "Mole Ltd", )"), Names{"Mr Jones"});
}

TEST(Compose, LetsTheCaseOverrideGreetingAndClose) {
  const Composed made = composed(R"("topics": ["lights"], "salutation": "Dear Jo", "close": "With best wishes")");
  EXPECT_EQ(section_text(made.letter, Part::salutation), "Dear Jo\n");
  EXPECT_EQ(section_text(made.letter, Part::close), "With best wishes\n");
}

TEST(Compose, LeavesGreetingAndCloseToTheHandUnderTopAndTail) {
  const Composed made = composed(R"("topics": ["lights"], "top_and_tail": true)");
  EXPECT_TRUE(made.letter.top_and_tail);
  EXPECT_EQ(section_text(made.letter, Part::salutation), "");
  const auto& sections = made.letter.sections;
  EXPECT_TRUE(std::ranges::any_of(sections, [](const Section& s) { return s.part == Part::salutation; }));
  EXPECT_TRUE(std::ranges::any_of(sections, [](const Section& s) { return s.part == Part::close; }));
}

TEST(Compose, LeavesEmptySectionsOut) {
  const Composed made = composed(R"("paragraphs": [{"use": "lights"}])");
  for (const Section& section : made.letter.sections) EXPECT_FALSE(section.blocks.empty()) << name_of(section.part);
  EXPECT_EQ(section_text(made.letter, Part::opening), "");
}

TEST(Compose, TakesABodyThatStandsInTheTemplate) {
  const Composed made = composed(R"("template": "notice")");
  EXPECT_EQ(section_text(made.letter, Part::body),
            "The gates of the inner basin are shut until further notice. Harbour Office will write again.\n");
}

TEST(Compose, TestsLetNamesInSections) {
  const std::string members =
      R"("paragraphs": [{"use": "moorings"}], "facts": {"berth": "B", "fee": 1, "rates": [], "length": )";
  EXPECT_NE(section_text(composed(members + "9}").letter, Part::body).find("need no pilot"), std::string::npos);
  EXPECT_EQ(section_text(composed(members + "13}").letter, Part::body).find("need no pilot"), std::string::npos);
}

TEST(Compose, ReadsOwnTextAsPlainWords) {
  const Composed made = composed("\"paragraphs\": [{\"text\": \"# One *two*\\n{{three}}\\n\\n1. four\"}]");
  for (const Section& section : made.letter.sections)
    if (section.part == Part::body) {
      ASSERT_EQ(section.blocks.size(), 2U);
      EXPECT_EQ(section.blocks[0].kind, Block::Kind::paragraph);
      EXPECT_EQ(plain_text(section.blocks[0]), "# One *two*\n{{three}}");
      EXPECT_EQ(plain_text(section.blocks[1]), "1. four");
      EXPECT_EQ(section.blocks[0].provenance->kind, Provenance::Kind::officer);
      EXPECT_EQ(section.blocks[0].provenance->id, "/case/paragraphs/0");
      EXPECT_EQ(section.blocks[0].inlines[0].origin.kind, Origin::Kind::officer);
    }
}

TEST(Compose, ReadsTabsAsSpacesWhoeverWroteThem) {
  const Composed made = composed(R"("paragraphs": [{"text": "one\ttext"}, {"markdown": "one\tmark"}, {"use": "storm"}],
    "facts": {"storm": {"wind": 9, "name": "one\tvalue"}})");
  EXPECT_EQ(section_text(made.letter, Part::body), "one text\none mark\nThe storm one value is over.\n");
}

TEST(Compose, PointsOwnWordsAtTheirBytesUnlessJsonEscapedThem) {
  const Composed made = composed(R"("paragraphs": [{"text": "plain words"}, {"text": "a \"quoted\" word"}])");
  for (const Section& section : made.letter.sections)
    if (section.part == Part::body) {
      EXPECT_EQ(section.blocks.at(0).inlines.at(0).origin.span.text(), "plain words");
      EXPECT_EQ(section.blocks.at(1).inlines.at(0).origin.span.text(), R"("a \"quoted\" word")");
    }
}

TEST(Compose, HidesFromTheMergeWhatIsNotForLetters) {
  const auto department = harbour({{"paragraphs/lights.md",
                                    "---\ntitle: T\npart: body\ntopics: [lights]\nowner: O\nrevision: 1\n---\n"
                                    "{{template}} {{paragraphs}}\n"}});
  const Case case_ = case_of(case_text(R"("template": "reply", "topics": ["lights"])"));
  ComposeCache cache;
  const auto made = compose_case(case_, *department, cache);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(places(made.error()),
            "harbour/paragraphs/lights.md:8:1 merge.no-value\nharbour/paragraphs/lights.md:8:14 merge.no-value\n");
}

TEST(Compose, ShowsDerivedFieldsToRulesAndMerge) {
  const auto department =
      harbour({{"paragraphs/lights.md",
                "---\ntitle: T\npart: body\nwhen: \"derived.tide == 'low'\"\nowner: O\nrevision: 1\n---\n"
                "The tide is {{derived.tide}}.\n"}});
  const Case case_ = case_of(case_text(""));
  Value derived = Value::object();
  derived.set("tide", Value::string("low"));
  ComposeCache cache;
  const auto made = compose({.case_ = &case_,
                             .department = department.get(),
                             .date = day("2016-10-26"),
                             .today = day("2016-10-26"),
                             .language = {},
                             .derived = derived},
                            cache);
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(section_text(made->letter, Part::body), "The tide is low.\n");
}

TEST(Compose, IsTheSameWithAWarmCacheAndAfterAnotherDepartment) {
  const auto other =
      harbour({{"department.yaml",
                "id: harbour\nname: Other Office\nshort_name: other\nversion: 1.0.0\nlanguages: [en-GB, cy]\n"
                "signatories:\n  - id: ada-quay\n    name: Ada Quay\n"}});
  const Drafting& one = drafting();
  ComposeCache cache;
  const std::string first = dump(compose_case(one.case_, *one.department, cache)->letter, DumpOrigins::yes);
  EXPECT_EQ(dump(compose_case(one.case_, *one.department, cache)->letter, DumpOrigins::yes), first);
  const auto elsewhere = compose_case(one.case_, *other, cache);
  ASSERT_THAT(elsewhere, Succeeds());
  EXPECT_NE(section_text(elsewhere->letter, Part::body).find("other last did so"), std::string::npos);
  EXPECT_EQ(dump(compose_case(one.case_, *one.department, cache)->letter, DumpOrigins::yes), first);
}

TEST(Compose, ChoosesWhatItComposes) {
  const Drafting& one = drafting();
  ComposeCache cache;
  const auto chosen = choose({.case_ = &one.case_,
                              .department = one.department.get(),
                              .date = day("2016-10-26"),
                              .today = day("2016-10-26"),
                              .language = {},
                              .derived = {}},
                             cache);
  ASSERT_THAT(chosen, Succeeds());
  EXPECT_EQ(dump(*chosen), dump(one.composed.selection));
}

TEST(Compose, TellsNearMissesOnlyWhereSomebodyChooses) {
  const auto department = harbour();
  const Case case_ = case_of(case_text(R"("topics": ["lights"])"));
  ComposeCache cache;
  const auto made = compose_case(case_, *department, cache);
  const auto chosen = choose({.case_ = &case_,
                              .department = department.get(),
                              .date = day("2016-10-26"),
                              .today = day("2016-10-26"),
                              .language = {},
                              .derived = {}},
                             cache);
  ASSERT_THAT(made, Succeeds());
  ASSERT_THAT(chosen, Succeeds());
  EXPECT_EQ(dump(*chosen), dump(made->selection));
  EXPECT_TRUE(made->selection.near_misses.empty());
  EXPECT_FALSE(chosen->near_misses.empty());
}

}  // namespace
}  // namespace engross::test
