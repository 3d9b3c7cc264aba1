// A paragraph whose dates are against it stands when an officer gives it leave, where the department lets them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compose/harbour.hpp"
#include "selection/select.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;

struct Leave {
  std::string policy, id = "lights";
  const char* date = "2017-02-01";  // "lights" expired on 2017-01-01
  std::string members = R"("topics": ["lights"])";
};

struct Judged {
  Case case_;
  std::shared_ptr<const Department> department;
  Result<Selection> selection;
};

Judged judge(const Leave& leave) {
  std::string manifest = harbour()->resources.files.at("department.yaml");
  manifest.replace(manifest.find("expiry: block"), std::string("expiry: block").size(), "expiry: " + leave.policy);
  Judged judged{.case_ = case_of(case_text(leave.members)),
                .department = harbour({{"department.yaml", manifest}}),
                .selection = Selection{}};
  if (!leave.id.empty())
    judged.case_.allowed.push_back({.id = leave.id, .because = "the new one comes on Monday", .span = {}});
  Value given = Value::object();
  given.set("template", Value::string(judged.case_.template_name));
  judged.selection = select({.case_ = &judged.case_,
                             .department = judged.department.get(),
                             .facts = {{&given, &judged.case_.document.root}},
                             .date = day(leave.date),
                             .today = day("2016-10-26"),
                             .language = "en-GB"});
  return judged;
}

const Chosen& lights_of(const Selection& selection) {
  for (const Chosen& chosen : selection.chosen)
    if (chosen.paragraph != nullptr && chosen.paragraph->id == "lights") return chosen;
  static const Chosen none;
  return none;
}

TEST(Leave, LetsAnExpiredParagraphStandAndSaysWhy) {
  const Judged judged = judge({.policy = "allow"});
  ASSERT_THAT(judged.selection, Succeeds());
  ASSERT_EQ(judged.selection->notes.size(), 1U);
  EXPECT_EQ(judged.selection->notes[0].code, "selection.expired");
  EXPECT_EQ(judged.selection->notes[0].severity, Severity::warning);
  EXPECT_THAT(judged.selection->notes[0].message, HasSubstr("allowed: the new one comes on Monday"));
  EXPECT_THAT(lights_of(*judged.selection).reason,
              testing::EndsWith("; it may stand past its dates: the new one comes on Monday"));
}

TEST(Leave, IsAskedForWhereThePolicyKnowsIt) {
  const Judged judged = judge({.policy = "allow", .id = ""});
  ASSERT_THAT(judged.selection, FailsWith("selection.expired"));
  EXPECT_THAT(judged.selection.error()[0].hints, testing::Contains(HasSubstr("--allow lights --because")));
}

TEST(Leave, HoldsForAParagraphThatIsNotValidYet) {
  const Leave early{.policy = "allow",
                    .id = "lights-next",
                    .date = "2016-10-26",
                    .members = R"("paragraphs": [{"use": "lights-next"}])"};
  const Judged judged = judge(early);
  ASSERT_THAT(judged.selection, Succeeds());
  EXPECT_EQ(judged.selection->notes[0].code, "selection.not-yet-valid");
  EXPECT_EQ(judged.selection->notes[0].severity, Severity::warning);
}

TEST(Leave, IsNotGivenWhereThePolicyBlocks) {
  const Judged judged = judge({.policy = "block"});
  ASSERT_THAT(judged.selection, FailsWith("selection.allowance"));
  EXPECT_THAT(judged.selection, FailsWith("selection.expired"));
}

TEST(Leave, ThatNothingNeedsIsTold) {
  for (const auto& [leave, why] :
       {std::pair{Leave{.policy = "allow", .date = "2016-12-31"}, "needs no leave"},
        {Leave{.policy = "allow", .id = "moorings", .date = "2016-12-31"}, "is not in the letter"}}) {
    const Judged judged = judge(leave);
    ASSERT_THAT(judged.selection, Succeeds());
    const auto told = std::ranges::find(judged.selection->notes, "selection.allowance", &Diagnostic::code);
    ASSERT_NE(told, judged.selection->notes.end());
    EXPECT_EQ(told->severity, Severity::warning);
    EXPECT_THAT(told->message, HasSubstr(why));
    EXPECT_THAT(lights_of(*judged.selection).reason, testing::Not(HasSubstr("past its dates")));
  }
}

TEST(Leave, OfAParagraphThatThereIsNotIsRefused) {
  const Judged judged = judge({.policy = "allow", .id = "light"});
  ASSERT_THAT(judged.selection, FailsWith("selection.unknown-paragraph"));
  const auto unknown = std::ranges::find(judged.selection.error(), "selection.unknown-paragraph", &Diagnostic::code);
  EXPECT_THAT(unknown->hints, testing::Contains(HasSubstr("\"lights\"")));
}

}  // namespace
}  // namespace engross::test
