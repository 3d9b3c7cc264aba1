// The clean department passes every case, and each variant of it with one fault fails exactly the cases that it should.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "variants.hpp"

namespace engross::test {
namespace {

struct Fault {
  const char* name;
  std::vector<Edit> edits;
  std::vector<std::string> unsuccessful;  // "case status code"
};

void PrintTo(const Fault& fault, std::ostream* to) {
  *to << fault.name;
}

// A letter of another paragraph would change the golden letters and the rules tests too; those faults stand in
// paragraphs of a topic of their own.
std::string pontoons(const std::string& front, const std::string& body) {
  return "---\ntitle: Pontoons\ntopics: [pontoons]\nowner: Works\nrevision: 1\n" + front + "---\n" + body + "\n";
}

Edit in_welsh(const std::string& id, const std::string& body = "Gosodir y pontwnau bob gwanwyn.") {
  return write("paragraphs/" + id + ".cy.md", "---\nrevision: 1\n---\n" + body + "\n");
}

// A typeface that its foundry lets nobody embed: OS/2 fsType says "restricted licence".
std::string restricted_font() {
  std::string font = read_file("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf");
  for (std::size_t at = 12; at < 12 + 16 * 30; at += 16) {
    if (font.compare(at, 4, "OS/2") != 0) continue;
    std::size_t offset = 0;
    for (std::size_t i = 8; i < 12; ++i) offset = offset << 8U | static_cast<unsigned char>(font[at + i]);
    font[offset + 8] = 0;
    font[offset + 9] = 2;
    return font;
  }
  throw std::runtime_error("the font has no OS/2 table");
}

const std::vector<Fault>& faults() {
  static const std::vector<Fault> table{
      {"a_department_without_id",
       {replace("department.yaml", "id: harbour\n", "")},
       {"opens failed department.missing"}},
      {"a_section_that_is_not_closed",
       {replace("paragraphs/close.md", "further.", "{{#subject}}further.")},
       {"paragraphs-parse failed template.syntax"}},
      {"a_partial_that_is_not_there",
       {replace("paragraphs/close.md", "further.", "further. {{>notice}}")},
       {"paragraphs-parse failed department.unknown-partial"}},
      {"a_rule_that_does_not_parse",
       {replace("paragraphs/thanks.md", "exists(incoming.dated)", "exists(incoming.dated")},
       {"paragraphs-parse failed rule.syntax"}},
      {"a_rule_about_a_field_that_no_case_has",
       {write("paragraphs/pontoons.md",
              pontoons("when: \"not exists(incoming.recieved)\"\n", "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"real-fields failed conformance.no-field", "all-branches warning branches.not-taken"}},
      {"a_misspelt_fact",
       {write("paragraphs/pontoons.md",
              pontoons("optional: [facts.berth]\n",
                       "The pontoons are laid out every spring.{{#facts.berth}} Yours is let.{{/facts.berth}}")),
        in_welsh("pontoons", "Gosodir y pontwnau.{{#facts.berth}} Mae eich un chi wedi'i osod.{{/facts.berth}}")},
       {"real-fields failed conformance.no-field"}},
      {"an_optional_value_that_nothing_names",
       {write("paragraphs/pontoons.md",
              pontoons("optional: [facts.berths]\n", "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"real-fields failed conformance.no-field", "all-branches warning branches.not-taken"}},
      {"a_sample_that_lacks_a_value",
       {write("samples/lacking.json", R"({"reference": "H-3", "department": "harbour", "date": "2016-10-26",
          "correspondent": {"title": "Ms", "surname": "Tudor", "address": ["2 Bridge Street", "Tenby"]},
          "topics": ["sailing"]})"),
        take_away("expected/works.txt"), take_away("expected/mooring.txt"), write("expected/.keep", "")},
       {"samples-render failed selection.no-body", "golden-letters warning conformance.golden"}},
      {"a_rules_test_that_does_not_hold",
       {replace("tests/rules.yaml", "letter: [thanks-undated, dredging, close]", "letter: [thanks, dredging, close]")},
       {"rules-tests failed conformance.rules-test"}},
      {"a_rules_test_that_is_misspelt",
       {replace("tests/rules.yaml", "  - name: a skipper", "  - nam: a skipper")},
       {"rules-tests failed style.missing"}},
      {"a_letter_that_has_changed",
       {replace("expected/mooring.txt", "let by the year", "let by the day")},
       {"golden-letters failed conformance.golden"}},
      {"a_sample_without_a_date",
       {replace("samples/works.json", "\"date\": \"2016-10-27\", ", "")},
       {"golden-letters warning conformance.golden"}},
      {"a_golden_letter_of_no_sample",
       {write("expected/gone.txt", "letter\n")},
       {"golden-letters warning conformance.golden"}},
      {"a_paragraph_that_has_expired",
       {write("paragraphs/pontoons.md", pontoons("expires: 2016-11-30\n", "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"paragraphs-alive failed conformance.expired"}},
      {"a_paragraph_that_has_expired_where_that_is_a_warning",
       {replace("department.yaml", "policies:\n", "policies:\n  expiry: warn\n"),
        write("paragraphs/pontoons.md", pontoons("expires: 2016-11-30\n", "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"paragraphs-alive warning conformance.expired"}},
      {"a_paragraph_that_never_holds",
       {write("paragraphs/pontoons.md",
              pontoons("valid_from: 2017-01-01\nexpires: 2016-12-01\n", "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"paragraphs-alive failed paragraph.date"}},
      {"a_paragraph_past_its_review",
       {replace("paragraphs/thanks.md", "review_by: 2018-01-01", "review_by: 2016-11-29")},
       {"paragraphs-alive warning conformance.review"}},
      {"two_paragraphs_that_say_the_same",
       {write("paragraphs/pontoons.md",
              pontoons("", "The pontoons are laid out every spring, before the first boats.")),
        in_welsh("pontoons"),
        write("paragraphs/pontoons-again.md",
              pontoons("when: \"exists(subject)\"\n", "The pontoons are laid out every spring, before any boats.")),
        in_welsh("pontoons-again")},
       {"no-overlaps warning conformance.overlap"}},
      {"text_that_is_too_large",
       {replace("style.yaml", "size: 12, leading: 14.5", "size: 600, leading: 700")},
       {"style-in-range failed style.range"}},
      {"text_that_is_too_pale",
       {replace("style.yaml", "leading: 14.5", "leading: 14.5, colour: \"#EEEEEE\"")},
       {"style-in-range failed style.contrast"}},
      {"a_font_that_may_not_be_embedded",
       {write("fonts/restricted.ttf", restricted_font()),
        replace("style.yaml", "liberation/LiberationSans-Regular.ttf", "fonts/restricted.ttf")},
       {"fonts-serve failed font.may-not-embed"}},
      {"a_font_that_is_not_there",
       {replace("style.yaml", "liberation/LiberationSans-Bold.ttf", "fonts/bold.ttf")},
       {"fonts-serve failed department.font"}},
      {"a_character_that_no_font_has",
       {write("paragraphs/pontoons.md", pontoons("", "The pontoons come from 港 every spring.")), in_welsh("pontoons")},
       {"fonts-serve failed conformance.no-glyph", "all-branches failed layout.no-glyph"}},
      {"a_picture_that_is_none",
       {write("pictures/logo.png", "a drawing of a boat")},
       {"pictures-serve failed picture.not-a-picture"}},
      {"a_picture_without_words",
       {replace("style.yaml", "alternative: Harbour Office", "alternative: logo.png")},
       {"pictures-serve failed conformance.alternative"}},
      {"a_translation_that_forgets_a_value",
       {replace("paragraphs/moorings.cy.md", " Y ffi am eich un chi yw {{#money}}facts.fee{{/money}}.", " Mae ffi.")},
       {"translations-agree failed conformance.translation"}},
      {"a_translation_of_an_older_revision",
       {replace("paragraphs/moorings.cy.md", "revision: 2", "revision: 1")},
       {"translations-agree failed department.translation"}},
      {"a_language_without_a_paragraph",
       {take_away("paragraphs/dredging.cy.md")},
       {"languages-complete warning conformance.language"}},
      {"a_paragraph_that_may_be_empty",
       {write("paragraphs/pontoons.md",
              pontoons("optional: [facts.berths]\n",
                       "{{#facts.berths}}You have {{facts.berths}} berths.{{/facts.berths}}")),
        in_welsh("pontoons", "{{#facts.berths}}Mae gennych {{facts.berths}} lle.{{/facts.berths}}")},
       {"all-branches failed compose.empty-paragraph"}},
      {"a_sentence_left_without_its_end",
       {write(
            "paragraphs/pontoons.md",
            pontoons("optional: [facts.berths]\n",
                     "The pontoons are laid out{{#facts.berths}} for your {{facts.berths}} berths.{{/facts.berths}}")),
        in_welsh("pontoons", "Gosodir y pontwnau{{#facts.berths}} ar gyfer {{facts.berths}}{{/facts.berths}}.")},
       {"all-branches failed branches.dangling"}},
      {"a_comma_left_alone",
       {write("paragraphs/pontoons.md", pontoons("optional: [facts.berths]\n",
                                                 "Your pontoon{{#facts.berths}} with {{facts.berths}} "
                                                 "berths{{/facts.berths}} , is laid out in spring.")),
        in_welsh("pontoons", "Gosodir y pontwn{{#facts.berths}} gyda {{facts.berths}}{{/facts.berths}}.")},
       {"all-branches failed branches.dangling"}},
      {"a_paragraph_that_nothing_chooses",
       {write("paragraphs/pontoons.md",
              pontoons("when: \"exists(facts.berths) and facts.berths > 5 and facts.berths < 3\"\n",
                       "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"all-branches failed branches.unreachable"}},
      {"a_section_that_is_never_hidden",
       {write("paragraphs/pontoons.md",
              pontoons("when: \"exists(facts.berths)\"\noptional: [facts.berths]\n",
                       "The pontoons are laid out every spring.{{#facts.berths}} Yours too.{{/facts.berths}}")),
        in_welsh("pontoons", "Gosodir y pontwnau.{{#facts.berths}} Eich un chi hefyd.{{/facts.berths}}")},
       {"all-branches warning branches.not-taken"}},
      {"a_rule_that_sees_the_language_of_a_letter_in_two",
       {write("paragraphs/pontoons.md", pontoons("when: \"letter.language == 'cy' or exists(subject)\"\n",
                                                 "The pontoons are laid out every spring.")),
        in_welsh("pontoons")},
       {"all-branches failed compose.languages-differ"}},
      {"a_rules_test_that_one_of_its_languages_cannot_print",
       {replace("tests/rules.yaml", "topics: [dredging, moorings]",
                "topics: [dredging, pontoons], languages: [en-GB, cy]"),
        replace("tests/rules.yaml", "[thanks, moorings, dredging-public, close]",
                "[thanks, pontoons, dredging-public, close]"),
        write("paragraphs/pontoons.md", pontoons("", "The pontoons are laid out every spring."))},
       {"rules-tests failed selection.no-translation", "languages-complete warning conformance.language"}},
      {"paragraphs_that_yield_to_each_other",
       {write("paragraphs/pontoons.md", pontoons("yields_to: [jetties]\n", "The pontoons are laid out every spring.")),
        in_welsh("pontoons"),
        write("paragraphs/jetties.md",
              pontoons("yields_to: [pontoons]\n", "Jetties stay where they were built, come what may.")),
        in_welsh("jetties")},
       {"all-branches failed branches.unreachable"}},
  };
  return table;
}

TEST(CleanDepartment, PassesEveryCase) {
  const std::vector<CaseResult> results = check_all(clean_department, clean_department);
  std::size_t successes = 0;
  for (const CaseResult& result : results) {
    EXPECT_TRUE(result.status == CaseStatus::success || result.status == CaseStatus::skipped) << shown(result);
    if (result.status == CaseStatus::success) ++successes;
    if (result.status == CaseStatus::skipped) {
      EXPECT_NE(result.reason.find("only a library"), std::string::npos) << shown(result);
    }
  }
  EXPECT_EQ(successes, 14U);
}

TEST(CleanDepartment, HasAllItsBranchesCovered) {
  const std::vector<CaseResult> results = check_all(clean_department, clean_department);
  const CaseResult& branches = results.back();
  ASSERT_EQ(branches.name, "all-branches");
  EXPECT_EQ(branches.data.find("percent")->text(), "100") << to_json(branches.data);
  EXPECT_FALSE(branches.data.find("bound_reached")->truth());
  EXPECT_EQ(branches.data.find("fewest_pages")->find("pages")->text(), "1");
  for (const Finding& finding : branches.findings) EXPECT_EQ(finding.severity, Severity::note) << finding.shown;
}

// It answers in Welsh what is devolved, and refuses the rest until it is translated.
TEST(DepartmentForEducation, PassesButForItsWelsh) {
  const std::string dfe = std::string(ENGROSS_SOURCE_DIR) + "/plugins/dfe";
  const std::vector<CaseResult> results = check_all(dfe, dfe, "2016-10-26");
  EXPECT_THAT(unsuccessful(results), testing::ElementsAre("languages-complete warning conformance.language"));
  EXPECT_EQ(results.back().data.find("percent")->text(), "100");
}

// A text to its rule and a number to its words: no value suits both, and no sample knows better.
TEST(AllBranches, SayWhenNoValueCouldBeMadeUp) {
  const Variant variant(
      {write("paragraphs/pontoons.md", pontoons("when: \"exists(facts.depth) and facts.depth == 'low'\"\n",
                                                "The water is {{#number}}facts.depth{{/number}} deep.")),
       in_welsh("pontoons", "Dyfnder y dŵr yw {{#number}}facts.depth{{/number}}.")});
  const CaseResult result = check_all(variant.directory(), variant.directory()).back();
  EXPECT_EQ(result.status, CaseStatus::failed) << shown(result);
  EXPECT_NE(shown(result).find("[branches.unreachable]"), std::string::npos) << shown(result);
  EXPECT_NE(shown(result).find("[branches.unmade]"), std::string::npos) << shown(result);
  EXPECT_NE(shown(result).find("letters that would have it are refused: merge.formatter"), std::string::npos)
      << shown(result);
}

TEST(Directory, WithoutSamplesAndTestsSkipsThem) {
  const Variant variant({take_away("samples/mooring.json"), take_away("samples/works.json"),
                         take_away("tests/rules.yaml"), take_away("expected/mooring.txt"),
                         take_away("expected/works.txt"), take_away("expected"), take_away("samples"),
                         take_away("tests")});
  const std::vector<CaseResult> results = check_all(variant.directory(), variant.directory());
  EXPECT_THAT(unsuccessful(results), testing::IsEmpty());
  for (const CaseResult& result : results)
    if (result.name == "samples-render" || result.name == "rules-tests" || result.name == "golden-letters") {
      EXPECT_NE(result.reason.find("/harbour has no "), std::string::npos) << shown(result);
    }
}

class SeededFault : public testing::TestWithParam<Fault> {};

TEST_P(SeededFault, FailsExactlyItsCases) {
  const Fault& fault = GetParam();
  const Variant variant(fault.edits);
  const std::vector<CaseResult> results = check_all(variant.directory(), variant.directory());
  std::string all;
  for (const CaseResult& result : results)
    if (result.status != CaseStatus::success) all += shown(result);
  EXPECT_EQ(unsuccessful(results), fault.unsuccessful) << all;
}

INSTANTIATE_TEST_SUITE_P(Department, SeededFault, testing::ValuesIn(faults()),
                         [](const testing::TestParamInfo<Fault>& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace engross::test
