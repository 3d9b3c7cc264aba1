// Every shipped policy, on every day of ten years, against a count that shares nothing with the program's.
#include "calendar/naive_calendar.hpp"
#include "calendar/shared_deadlines.hpp"

namespace engross::test {
namespace {

const std::vector<std::string> england{"england-and-wales"};
const std::vector<std::string> anywhere{"england-and-wales", "scotland", "northern-ireland"};

const NaivePolicy policies[] = {
    {"cabinet-office-20", england, 20},
    {"dfe-15", england, 15},
    {"dfe-18", england, 18},
    {"foi-20", anywhere, 20},
    {"foi-20-rolled", anywhere, 20, true},
    {"foi-20-moj", anywhere, 20, false, {3, 10}},
    {"decs-20", england, 20, true, {2, 2, 10, 10, 19, 19, 20}},
    {"decs-home-secretary-10", england, 10, true, {2, 2, 7, 7, 9, 9, 10}},
    {"decs-psu-60", england, 60, true},
    {"sar-month", england, 0, false, {}, 2},
};

std::string due(const Result<DueDates>& counted) {
  return counted ? counted->due.iso() : counted.error()[0].code == "deadline.no-calendar" ? "refused" : "what?";
}

std::string extended(const DueDates& deadline) {
  return deadline.extended ? deadline.extended->iso() : "not";
}

std::string naively_extended(const NaiveCalendar& calendar, const NaivePolicy& policy, const std::string& received) {
  if (policy.extended_months == 0) return "not";
  const std::string day = calendar.due_after_months(received, 1 + policy.extended_months);
  return day == "refused" ? "not" : day;  // the shorter time still counts
}

TEST(EveryDay, HasTheDeadlineThatAWalkFinds) {
  std::size_t refused = 0;
  std::size_t counted = 0;
  for (const NaivePolicy& naive : policies) {
    const NaiveCalendar calendar(naive.divisions);
    const auto policy = shared_deadlines().find(naive.id);
    ASSERT_THAT(policy, Succeeds());
    ASSERT_EQ((*policy)->stages.size(), naive.stages.size()) << naive.id;
    for (std::string at = "2018-01-01"; at <= "2027-12-31"; at = naive_next_day(at)) {
      const auto deadline = shared_deadlines().count(**policy, day(at.c_str()));
      const std::string expected = calendar.due(naive, at, naive.working_days);
      ASSERT_EQ(due(deadline), expected) << naive.id << " received " << at;
      ++(expected == "refused" ? refused : counted);
      for (std::size_t i = 0; deadline && i < naive.stages.size(); ++i)
        ASSERT_EQ(deadline->stages[i].due.iso(), calendar.due(naive, at, naive.stages[i])) << naive.id << " " << at;
      if (!deadline) continue;
      ASSERT_EQ(extended(*deadline), naively_extended(calendar, naive, at)) << naive.id << " " << at;
    }
  }
  EXPECT_EQ(counted + refused, std::size(policies) * 3652);
  EXPECT_GT(refused, 200U);  // about a month for each policy
  EXPECT_LT(refused, 500U);
}

TEST(EveryDay, IsCountedForEveryPolicyThatIsShipped) {
  std::vector<std::string> shipped, tested;
  for (const DeadlinePolicy& policy : shared_deadlines().policies()) shipped.push_back(policy.id);
  for (const NaivePolicy& policy : policies) tested.push_back(policy.id);
  EXPECT_THAT(tested, testing::UnorderedElementsAreArray(shipped));
}

// What is left of the time, from each day of two years, against a walk as well.
TEST(EveryDay, HasAsManyDaysLeftAsAWalkFinds) {
  const NaiveCalendar calendar(england);
  const auto policy = shared_deadlines().find("cabinet-office-20");
  ASSERT_THAT(policy, Succeeds());
  const auto days = shared_deadlines().days_of(**policy);
  ASSERT_THAT(days, Succeeds());
  const std::string due_day = "2026-01-15";
  for (std::string at = "2025-01-01"; at <= "2026-12-31"; at = naive_next_day(at)) {
    int left = 0;
    for (std::string d = at; d < due_day;) {
      d = naive_next_day(d);
      if (!calendar.is_off(d)) ++left;
    }
    for (std::string d = due_day; d < at;) {
      d = naive_next_day(d);
      if (!calendar.is_off(d) || (d == at && calendar.is_off(at))) --left;  // a day off is late as the next working day
    }
    ASSERT_EQ(days_left(**days, day(due_day.c_str()), day(at.c_str())), left) << at;
  }
}

}  // namespace
}  // namespace engross::test
