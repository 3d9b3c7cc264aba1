// Forwarding notes: where old ids lead, and notes that lead nowhere.
#include "department/forwarding.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "department/quay.hpp"

namespace engross::test {
namespace {

std::string way(const Changes& changes, std::string_view id) {
  const auto department = quay(changes);
  return department ? told((*department)->forwarding.follow(id)) : print(department.error());
}

Changes notes(const std::string& text) {
  return {{"forwarding.yaml", text}};
}

TEST(Forwarding, LeadsFromNoteToNoteToAParagraphOrAWithdrawal) {
  const Changes changes = notes(
      "- {id: x, to: y, since: 2016-01-01, because: the first name}\n"
      "- {id: y, to: a, since: 2016-02-01, because: shorter}\n"
      "- {id: z, to: w, since: 2016-03-01, because: clearer}\n"
      "- {id: w, withdrawn: 2016-04-01, because: the levy was abolished}\n");
  EXPECT_EQ(way(changes, "y"), "\"y\" is called \"a\" since 2016-02-01: shorter");
  EXPECT_EQ(way(changes, "x"),
            "\"x\" is called \"y\" since 2016-01-01: the first name; \"y\" is called \"a\" since 2016-02-01: shorter");
  EXPECT_EQ(way(changes, "z"),
            "\"z\" is called \"w\" since 2016-03-01: clearer; \"w\" was withdrawn on 2016-04-01: the levy was "
            "abolished");
  EXPECT_EQ(way(changes, "a"), "");
  EXPECT_EQ(way(changes, "never"), "");
  EXPECT_EQ(way({}, "x"), "");
}

TEST(Forwarding, NoNotesAreFine) {
  EXPECT_EQ(refused(notes("[]\n")), "not refused\n");
}

TEST(Forwarding, RefusesNotesThatDoNotHold) {
  struct Row {
    const char* text;
    const char* said;
  };
  const Row rows[] = {
      {"- {id: a, to: b, since: 2016-01-01, because: w}\n",
       "there is a paragraph \"a\", so nothing is forwarded from it | take the note away, or the paragraph"},
      {"- {id: x, to: c, since: 2016-01-01, because: w}\n",
       "there is no paragraph \"c\" to forward to | did you mean \"a\" or \"b\"?"},
      {"- {id: x, to: nothing-near, since: 2016-01-01, because: w}\n",
       "there is no paragraph \"nothing-near\" to forward to | name a paragraph's id, or another note's; one that has "
       "gone was withdrawn"},
      {"- {id: x, to: y, since: 2016-01-01, because: w}\n- {id: y, to: x, since: 2016-01-01, because: w}\n",
       "these notes lead in a circle: x -> y -> x | let the last one lead to a paragraph that there is"},
      {"- {id: x, to: x, since: 2016-01-01, because: w}\n",
       "these notes lead in a circle: x -> x | let the last one lead to a paragraph that there is"},
      {"- {id: v, to: x, since: 2016-01-01, because: w}\n- {id: x, to: y, since: 2016-01-01, because: w}\n"
       "- {id: y, to: x, since: 2016-01-01, because: w}\n",
       "these notes lead in a circle: x -> y -> x | let the last one lead to a paragraph that there is"},
      {"- {id: x, to: a, since: 2016-01-01, because: w}\n- {id: x, withdrawn: 2016-01-01, because: w}\n",
       "there are two notes about \"x\" | a paragraph that was renamed again has a note for each of its old ids"},
      {"- {id: x, to: a, since: 2016-01-01, withdrawn: 2016-01-01, because: w}\n",
       "a paragraph is either renamed or withdrawn, and this note says both | leave \"to\" or \"withdrawn\" out"},
      {"- {id: x, since: 2016-01-01, withdrawn: 2016-01-01, because: w}\n",
       "a withdrawn paragraph has one day, that of \"withdrawn\" | leave \"since\" out"},
      {"- {id: x, because: w}\n",
       "this note says neither \"to\" nor \"withdrawn\" | write {id: OLD, to: NEW, since: DAY, because: WHY}, or {id: "
       "OLD, withdrawn: DAY, because: WHY}"},
      {"- {id: X, to: a, since: 2016-01-01, because: w}\n",
       "\"X\" is no paragraph id | an id is made of small letters, digits and single hyphens, and begins with a "
       "letter"},
      {"- {id: x, to: A, since: 2016-01-01, because: w}\n",
       "\"A\" is no paragraph id | an id is made of small letters, digits and single hyphens, and begins with a "
       "letter"},
      {"- {id: x, withdrawn: 2016-02-30, because: w}\n",
       "\"withdrawn\" is 2016-02-30, which is no day | write days as 2016-09-01"},
      {"- word\n", "a note is an object: {id: OLD, to: NEW, since: DAY, because: WHY}"},
      {"x: y\n",
       "forwarding.yaml must be a list of notes | write lines such as \"- {id: OLD, to: NEW, since: 2016-09-01, "
       "because: WHY}\""},
  };
  for (const Row& row : rows) EXPECT_EQ(only(notes(row.text)), row.said) << row.text;
  EXPECT_EQ(refused(notes("- {id: x, to: a, because: w}\n- {id: y, withdrawn: 2016-01-01}\n"
                          "- {id: z, withdrawn: 2016-01-01, because: w, colour: red}\n")),
            "forwarding.yaml in quay:1:3 department.missing\nforwarding.yaml in quay:2:3 department.missing\n"
            "forwarding.yaml in quay:3:46 department.unknown-key\n");
  EXPECT_EQ(refused(notes("- {id: x, to: aa, since: 2016-01-01, because: w}\n")),
            "forwarding.yaml in quay:1:15 department.forwarding\n");
}

// "n000" to "n001" and so on: so many notes, the last of which leads to the paragraph "a".
std::string chain_of(std::size_t notes) {
  std::string text;
  for (std::size_t i = 0; i < notes; ++i)
    text += fmt::format("- {{id: n{:03}, to: {}, since: 2016-01-01, because: w}}\n", i,
                        i + 1 == notes ? "a" : fmt::format("n{:03}", i + 1));
  return text;
}

TEST(Forwarding, RefusesAWayThatNobodyWouldRead) {
  EXPECT_EQ(refused(notes(chain_of(100))), "not refused\n");
  EXPECT_EQ(only(notes(chain_of(150))),
            "more than 100 notes lead on from \"n000\" | let old notes lead straight to what the paragraph is called "
            "now");
}

TEST(Forwarding, YieldingToAnOldIdSaysTheNewOne) {
  const std::string text =
      "- {id: x, to: b, since: 2016-01-01, because: w}\n- {id: y, withdrawn: 2016-02-01, because: v}\n";
  EXPECT_EQ(only({{"forwarding.yaml", text}, {"paragraphs/a.md", paragraph_file("yields_to: [x]\n")}}),
            "there is no paragraph \"x\" to yield to | \"x\" is called \"b\" since 2016-01-01: w | write \"b\" "
            "instead");
  EXPECT_EQ(only({{"forwarding.yaml", text}, {"paragraphs/a.md", paragraph_file("yields_to: [y]\n")}}),
            "there is no paragraph \"y\" to yield to | \"y\" was withdrawn on 2016-02-01: v | take it out of "
            "yields_to");
}

}  // namespace
}  // namespace engross::test
