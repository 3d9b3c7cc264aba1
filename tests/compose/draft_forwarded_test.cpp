// Drafts that were written before a paragraph got another id.
#include <gtest/gtest.h>

#include "compose/drafts.hpp"

namespace engross::test {
namespace {

Drafting forwarding() {
  Drafting made = drafting();
  made.department = harbour({{"forwarding.yaml",
                              "- {id: silt, to: dredging, since: 2016-01-01, because: the plain name}\n"
                              "- {id: storms, to: storm, since: 2016-01-01, because: one at a time}\n"
                              "- {id: levy, withdrawn: 2016-02-01, because: the levy was abolished}\n"}});
  return made;
}

TEST(DraftForwarded, ADivOfAnOldIdIsTheParagraphAsItIsCalledNow) {
  const Drafting made = forwarding();
  const auto drafted = read_back(made, edit(made.draft, "id=\"dredging\"", "id=\"silt\""));
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_TRUE(drafted->changes.empty()) << show(drafted->changes);
  EXPECT_EQ(dump(drafted->letter, DumpOrigins::yes), dump(made.composed.letter, DumpOrigins::yes));
  ASSERT_EQ(drafted->notes.size(), 1U);
  EXPECT_EQ(drafted->notes[0].code, "selection.forwarded");
  EXPECT_EQ(drafted->notes[0].severity, Severity::warning);
  EXPECT_EQ(drafted->notes[0].span.text(), "::: paragraph {id=\"silt\" revision=\"4\" reason=\"the case names it\"}");
}

TEST(DraftForwarded, OnlyOldIdsAreTold) {
  const Drafting made = forwarding();
  const auto drafted = read_back(made, made.draft);
  ASSERT_THAT(drafted, Succeeds());
  EXPECT_TRUE(drafted->notes.empty()) << print(drafted->notes);
}

TEST(DraftForwarded, TwoDivsOfOneParagraphAreOneTooMany) {
  const Drafting made = forwarding();
  const std::string div = div_of(made.draft, "::: paragraph {id=\"dredging\"");
  const auto drafted = read_back(made, edit(made.draft, div, div + "\n" + edit(div, "\"dredging\"", "\"silt\"")));
  ASSERT_FALSE(drafted);
  EXPECT_EQ(drafted.error()[0].code, "draft.duplicate");
}

TEST(DraftForwarded, AnotherRevisionIsStillAnotherRevision) {
  const Drafting made = forwarding();
  const auto drafted =
      read_back(made, edit(made.draft, "id=\"dredging\" revision=\"4\"", "id=\"silt\" revision=\"3\""));
  ASSERT_FALSE(drafted);
  EXPECT_EQ(drafted.error()[0].code, "draft.revision");
}

TEST(DraftForwarded, AWithdrawnParagraphIsRefusedAtItsDiv) {
  const Drafting made = forwarding();
  const auto drafted = read_back(made, edit(made.draft, "id=\"dredging\"", "id=\"levy\""));
  ASSERT_FALSE(drafted);
  ASSERT_EQ(drafted.error().size(), 1U) << print(drafted.error());
  EXPECT_EQ(drafted.error()[0].code, "selection.withdrawn");
  EXPECT_TRUE(drafted.error()[0].span.text().starts_with("::: paragraph {id=\"levy\""))
      << drafted.error()[0].span.text();
}

TEST(DraftForwarded, AParagraphThatTheLetterDoesNotHaveIsToldByItsNewName) {
  const Drafting made = forwarding();
  const auto drafted = read_back(made, edit(made.draft, "id=\"dredging\"", "id=\"storms\""));
  ASSERT_FALSE(drafted);
  EXPECT_EQ(drafted.error()[0].code, "draft.unknown-paragraph");
  EXPECT_EQ(drafted.error()[0].message, "the letter that this case makes has no paragraph \"storm\"");
}

}  // namespace
}  // namespace engross::test
