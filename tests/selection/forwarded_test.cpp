// A case that names paragraphs by ids that they no longer have.
#include "selection/forwarded.hpp"

#include <gtest/gtest.h>

#include "compose/harbour.hpp"

namespace engross::test {
namespace {

const Changes notes{{"forwarding.yaml",
                     "- {id: silt, to: mud, since: 2015-01-01, because: the first name}\n"
                     "- {id: mud, to: dredging, since: 2016-01-01, because: the plain name}\n"
                     "- {id: levy, withdrawn: 2016-02-01, because: the levy was abolished}\n"}};

struct Selecting {
  explicit Selecting(const std::string& paragraphs)
      : Selecting(case_text(R"("paragraphs": )" + paragraphs), Decisions{}) {}
  Selecting(const std::string& text, const Decisions& decisions) : case_(case_of(text)), department(harbour(notes)) {
    given.set("template", Value::string(case_.template_name));
    selection = select({.case_ = &case_,
                        .department = department.get(),
                        .facts = {{&given, &case_.document.root}},
                        .date = day("2016-10-26"),
                        .today = day("2016-10-26"),
                        .language = "en-GB",
                        .decisions = &decisions});
  }
  Case case_;
  std::shared_ptr<const Department> department;
  Value given = Value::object();
  Result<Selection> selection;
};

TEST(Forwarded, AnOldIdIsFollowedWithAWarningWhereItStands) {
  const Selecting of(R"([{"use": "silt"}])");
  ASSERT_THAT(of.selection, Succeeds());
  EXPECT_EQ(dump(*of.selection), "body dredging@4: the case names it, as \"silt\"\n");
  ASSERT_EQ(of.selection->notes.size(), 1U);
  const Diagnostic& note = of.selection->notes[0];
  EXPECT_EQ(note.severity, Severity::warning);
  EXPECT_EQ(note.code, "selection.forwarded");
  EXPECT_NE(note.span.text().find("silt"), std::string::npos) << note.span.text();
  EXPECT_EQ(
      note.message,
      "paragraph \"silt\" is called \"mud\" since 2015-01-01: the first name; \"mud\" is called \"dredging\" since "
      "2016-01-01: the plain name");
  EXPECT_EQ(note.hints, std::vector<std::string>{"write \"dredging\" here"});
}

TEST(Forwarded, AWithdrawnOneIsRefusedWithTheReason) {
  const Selecting of(R"([{"use": "levy"}, {"use": "dredging"}])");
  ASSERT_FALSE(of.selection);
  ASSERT_EQ(of.selection.error().size(), 1U) << print(of.selection.error());
  const Diagnostic& found = of.selection.error()[0];
  EXPECT_EQ(found.severity, Severity::error);
  EXPECT_EQ(found.code, "selection.withdrawn");
  EXPECT_EQ(found.message, "paragraph \"levy\" was withdrawn on 2016-02-01: the levy was abolished");
  EXPECT_NE(found.span.text().find("levy"), std::string::npos) << found.span.text();
}

TEST(Forwarded, OneParagraphByTwoNamesStandsThereTwice) {
  const Selecting of(R"([{"use": "mud"}, {"use": "dredging"}])");
  ASSERT_FALSE(of.selection);
  ASSERT_EQ(of.selection.error().size(), 1U) << print(of.selection.error());
  EXPECT_EQ(of.selection.error()[0].code, "selection.repeated");
  EXPECT_EQ(of.selection.error()[0].message, "paragraph \"dredging\" is used twice; a letter holds it once");
}

TEST(Forwarded, TheDepartmentsCodeMayNameOldIdsToo) {
  const std::string text = case_text(R"("topics": ["dredging"])");
  const Selecting plain(text, {});
  const Selecting added(case_text(R"("topics": ["channel"])"),
                        {.add = {{.id = "mud", .because = "b"}}, .leave_out = {}});
  const Selecting left(text, {.add = {{.id = "storm", .because = "b"}},
                              .leave_out = {{.id = "silt", .because = "b"}, {.id = "levy", .because = "b"}}});
  const Selecting refused(text, {.add = {{.id = "levy", .because = "b"}}, .leave_out = {}});
  ASSERT_THAT(plain.selection, Succeeds());
  ASSERT_THAT(added.selection, Succeeds());
  ASSERT_THAT(left.selection, Succeeds());
  EXPECT_NE(dump(*plain.selection).find("body dredging@4: topics"), std::string::npos);
  EXPECT_NE(dump(*added.selection).find("body dredging@4: "), std::string::npos) << dump(*added.selection);
  EXPECT_EQ(dump(*left.selection).find("dredging"), std::string::npos) << dump(*left.selection);
  ASSERT_EQ(left.selection->notes.size(), 2U) << print(left.selection->notes);
  EXPECT_EQ(left.selection->notes[0].message,
            "the code of \"harbour\" names a paragraph by an old id: \"silt\" is called \"mud\" since 2015-01-01: the "
            "first name; "
            "\"mud\" is called \"dredging\" since 2016-01-01: the plain name");
  EXPECT_EQ(left.selection->notes[1].code, "selection.withdrawn");
  EXPECT_EQ(left.selection->notes[1].severity, Severity::warning) << "nothing to leave out: no harm done";
  ASSERT_FALSE(refused.selection);
  EXPECT_EQ(refused.selection.error()[0].code, "selection.withdrawn");
}

TEST(Forwarded, AnIdThatNobodyKnowsStaysUnknown) {
  const Selecting of(R"([{"use": "nothing"}])");
  ASSERT_FALSE(of.selection);
  EXPECT_EQ(of.selection.error()[0].code, "selection.unknown-paragraph");
}

}  // namespace
}  // namespace engross::test
