// Two editions of the Harbour Office: what of them is told, by paragraph, field and word, and what is odd about it.
#include "library/department_diff.hpp"

#include <gtest/gtest.h>

#include "compose/harbour.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string dredging_file = "paragraphs/dredging.md";

std::string file_of(const std::string& path) {
  return harbour()->resources.files.at(path);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from << " in\n" << text;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

DepartmentDiff changed_by(const Changes& changes) {
  return diff_departments(*harbour(), *harbour(changes));
}

std::string codes_of(const DepartmentDiff& diff) {
  std::string codes;
  for (const Diagnostic& finding : diff.findings) codes += finding.code + " ";
  return codes;
}

TEST(DepartmentDiff, NothingDiffersFromItself) {
  const DepartmentDiff diff = changed_by({});
  EXPECT_TRUE(diff.same());
  EXPECT_EQ(codes_of(diff), "");
  EXPECT_THAT(write_html(diff), HasSubstr("<p>Nothing differs.</p>"));
}

TEST(DepartmentDiff, TellsWordsAndFieldsAndTheRevisionThatWasForgotten) {
  const std::string words = replaced(file_of(dredging_file), "*second* year", "*third* year");
  const DepartmentDiff diff = changed_by({{dredging_file, words}});
  ASSERT_EQ(diff.paragraphs.size(), 1U);
  EXPECT_EQ(diff.paragraphs[0].kind, ParagraphChange::Kind::changed);
  EXPECT_TRUE(diff.paragraphs[0].fields.empty());
  EXPECT_EQ(codes_of(diff), "diff.revision diff.version ");
  EXPECT_EQ(diff.findings[0].message, "the words of \"dredging\" have changed, and its revision is 4 as before");
  EXPECT_EQ(diff.findings[0].hints[0], "write revision: 5");
  EXPECT_THAT(print(diff), HasSubstr("  changed dredging, revision 4: "));
  EXPECT_THAT(print(diff), HasSubstr("*[-second-]{+third+}* year"));

  const DepartmentDiff raised = changed_by(
      {{dredging_file, replaced(words, "revision: 4", "revision: 5")},
       {"paragraphs/dredging.cy.md", replaced(file_of("paragraphs/dredging.cy.md"), "revision: 4", "revision: 5")},
       {"department.yaml", replaced(file_of("department.yaml"), "version: ", "version: 9.")}});
  EXPECT_EQ(codes_of(raised), "");
  ASSERT_EQ(raised.paragraphs.size(), 2U);
  ASSERT_EQ(raised.paragraphs[0].fields.size(), 1U);
  EXPECT_EQ(raised.paragraphs[0].fields[0].name, "revision");
  EXPECT_EQ(raised.paragraphs[0].fields[0].after, "5");
}

TEST(DepartmentDiff, ARuleOfItsOwnIsAField) {
  const DepartmentDiff diff =
      changed_by({{dredging_file, replaced(file_of(dredging_file), "---\n", "---\nwhen: \"exists(subject)\"\n")}});
  ASSERT_EQ(diff.paragraphs.size(), 1U);
  ASSERT_EQ(diff.paragraphs[0].fields.size(), 1U);
  EXPECT_EQ(diff.paragraphs[0].fields[0].name, "when");
  EXPECT_TRUE(diff.paragraphs[0].words.empty());
  EXPECT_EQ(codes_of(diff), "diff.version ") << "the words are the same";
}

TEST(DepartmentDiff, RenamedWithANoteRemovedAndAdded) {
  const std::string storm = file_of("paragraphs/storm.md");
  const DepartmentDiff noted =
      changed_by({{"paragraphs/storm.md", std::nullopt},
                  {"paragraphs/gale.md", storm},
                  {"forwarding.yaml", "- {id: storm, to: gale, since: 2016-10-01, because: the plain word}\n"}});
  ASSERT_EQ(noted.paragraphs.size(), 1U);
  EXPECT_EQ(noted.paragraphs[0].kind, ParagraphChange::Kind::renamed);
  EXPECT_EQ(noted.paragraphs[0].old_id, "storm");
  EXPECT_EQ(noted.paragraphs[0].note, "\"storm\" is called \"gale\" since 2016-10-01: the plain word");
  EXPECT_EQ(codes_of(noted), "diff.version ");

  const DepartmentDiff silent = changed_by({{"paragraphs/storm.md", std::nullopt}, {"paragraphs/gale.md", storm}});
  ASSERT_EQ(silent.paragraphs.size(), 2U);
  EXPECT_EQ(silent.paragraphs[0].kind, ParagraphChange::Kind::added);
  EXPECT_EQ(silent.paragraphs[1].kind, ParagraphChange::Kind::removed);
  EXPECT_EQ(codes_of(silent), "diff.no-note diff.version ");
  EXPECT_THAT(silent.findings[0].message, HasSubstr("; \"gale\" has its words"));

  const DepartmentDiff withdrawn =
      changed_by({{"paragraphs/storm.md", std::nullopt},
                  {"forwarding.yaml", "- {id: storm, withdrawn: 2016-10-01, because: no storms}\n"}});
  EXPECT_EQ(codes_of(withdrawn), "diff.version ");
  EXPECT_THAT(print(withdrawn), HasSubstr("note: \"storm\" was withdrawn on 2016-10-01: no storms"));
}

TEST(DepartmentDiff, StyleByItsKeysPartialsByTheirWords) {
  const DepartmentDiff diff =
      changed_by({{"style.yaml", file_of("style.yaml") + "paragraph_space: 9\n"},
                  {"partials/enclosed.mustache", "Other " + file_of("partials/enclosed.mustache")},
                  {"pictures/x.png", "bytes"}});
  ASSERT_EQ(diff.files.size(), 3U);
  EXPECT_EQ(diff.files[0].path, "partials/enclosed.mustache");
  EXPECT_FALSE(diff.files[0].words.empty());
  EXPECT_EQ(diff.files[1].path, "pictures/x.png");
  EXPECT_EQ(diff.files[1].kind, FileChange::Kind::added);
  ASSERT_EQ(diff.files[2].fields.size(), 1U);
  EXPECT_EQ(diff.files[2].fields[0].name, "paragraph_space");
  EXPECT_EQ(diff.files[2].fields[0].after, "9");
}

TEST(DepartmentDiff, ALetterThatCannotBeMadeAnyMoreIsAFinding) {
  DepartmentDiff diff = changed_by({});
  diff.letters.push_back({.sample = "a.json",
                          .refused_before = {},
                          .refused_after = {error("merge.no-value", {}, "there is no facts.fee")},
                          .pages_before = 2,
                          .pages_after = 0,
                          .letter = {}});
  diff.letters.push_back({.sample = "b.json",
                          .refused_before = {},
                          .refused_after = {},
                          .pages_before = 1,
                          .pages_after = 2,
                          .letter = {}});
  judge_letters(diff);
  EXPECT_EQ(codes_of(diff), "diff.refused ");
  EXPECT_FALSE(diff.same());
  EXPECT_THAT(print(diff), HasSubstr("  a.json: refused; it could be made before\n    there is no facts.fee"));
  EXPECT_THAT(print(diff), HasSubstr("  b.json: the same words, 2 pages instead of 1\n"));
}

TEST(DepartmentDiff, TheHtmlPageShowsWordsAsWords) {
  const std::string words = replaced(file_of(dredging_file), "*second* year", "*third* \"year\" & more");
  const std::string html = write_html(diff_departments(*harbour(), *harbour({{dredging_file, words}})));
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("<del>second</del>"));
  EXPECT_THAT(html, HasSubstr("&quot;"));
  EXPECT_THAT(html, HasSubstr("&amp;"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Before</th><th scope=\"col\">After</th>"));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("<link")));
}

// Whoever listens to the page hears each side in its own language.
TEST(DepartmentDiff, TheHtmlPageSaysWhichLanguageWordsAreIn) {
  const std::string welsh_file = "paragraphs/dredging.cy.md";
  DepartmentDiff diff =
      changed_by({{dredging_file, replaced(replaced(file_of(dredging_file), "*second* year", "*third* year"),
                                           "title: ", "title: My ")},
                  {welsh_file, replaced(file_of(welsh_file), "title: ", "title: Fy ")},
                  {"partials/enclosed.mustache", "Other " + file_of("partials/enclosed.mustache")},
                  {"partials/enclosed.cy.mustache", "Amgaeir"}});
  LetterChange letter{.sample = "a.json",
                      .refused_before = {},
                      .refused_after = {},
                      .pages_before = 1,
                      .pages_after = 1,
                      .letter = {},
                      .language_before = "en-GB",
                      .language_after = "cy"};
  letter.letter.fields = {{"subject", "Cei", "Ceiau", "cy"}, {"marking", "", "Swyddogol"}};
  letter.letter.changes = {{.kind = BlockChange::Kind::changed,
                            .before = BlockPlace{Part::body, 2},
                            .after = BlockPlace{Part::body, 2},
                            .id = "dredging",
                            .words = {{WordChange::Kind::deleted, "hen"}, {WordChange::Kind::inserted, "newydd"}},
                            .language = "cy"},
                           {.kind = BlockChange::Kind::inserted,
                            .before = {},
                            .after = BlockPlace{Part::body, 3},
                            .id = {},
                            .words = {{WordChange::Kind::inserted, "Diwedd"}}}};
  diff.letters.push_back(letter);
  const std::string html = write_html(diff);
  for (const char* shown :
       {"<h3>dredging: <span lang=\"en-GB\">My ", "<h3>dredging (cy): <span lang=\"cy\">Fy ", "<ins lang=\"en-GB\">My ",
        "<ins lang=\"cy\">Fy ", "<td lang=\"en-GB\">", "<td lang=\"cy\">Amgaeir</td>",
        "<td lang=\"en-GB\"><ins>Other </ins>", "<th scope=\"row\">subject in cy</th><td><del lang=\"cy\">Cei</del>",
        "<td>(not set)</td><td><ins lang=\"cy\">Swyddogol</ins>", "<caption>body 2 in cy, dredging: changed</caption>",
        "<td lang=\"cy\"><del>hen</del></td><td lang=\"cy\"><ins>newydd</ins></td>",
        "<caption>body 3: inserted</caption>", "<td lang=\"en-GB\"></td><td lang=\"cy\"><ins>Diwedd</ins></td>"})
    EXPECT_THAT(html, HasSubstr(shown));
  EXPECT_THAT(html, Not(HasSubstr("<th scope=\"row\">version</th><td><del lang"))) << "no words";
}

TEST(DepartmentDiff, GivesProgramsTheSame) {
  const Value value = to_value(changed_by({{"paragraphs/storm.md", std::nullopt}}));
  EXPECT_FALSE(value.find("same")->truth());
  EXPECT_EQ(value.find("paragraphs")->items().at(0).find("kind")->text(), "removed");
  EXPECT_EQ(value.find("paragraphs")->items().at(0).find("id")->text(), "storm");
  EXPECT_EQ(value.find("before")->find("id")->text(), "harbour");
}

}  // namespace
}  // namespace engross::test
