// The days behind a deadline, with reasons, and what tells two policies apart.
#include "calendar/counted_days.hpp"

#include "calendar/shared_deadlines.hpp"

namespace engross::test {
namespace {

struct Counted {
  const DeadlinePolicy* policy;
  std::vector<CountedDay> days;
};

Counted count(const Deadlines& of, const char* id, const char* received) {
  const auto policy = of.find(id);
  EXPECT_THAT(policy, Succeeds());
  const auto days = of.days_of(**policy);
  const auto deadline = of.count(**policy, day(received));
  EXPECT_THAT(deadline, Succeeds());
  return {*policy, counted_days(**policy, **days, *deadline)};
}

// "2026-03-02 the day of receipt", "2026-03-03 1", one a line.
std::string lines(const std::vector<CountedDay>& days) {
  std::string out;
  for (const CountedDay& one : days)
    out += one.date.iso() + (one.number > 0 ? " " + std::to_string(one.number) : "") +
           (one.why.empty() ? "" : " " + one.why) + "\n";
  return out;
}

TEST(CountedDays, NumberWorkingDaysAndSayWhyOthersAreSkipped) {
  EXPECT_EQ(lines(count(shared_deadlines(), "decs-home-secretary-10", "2026-04-02").days),
            "2026-04-02 the day of receipt\n"
            "2026-04-03 Good Friday in england-and-wales\n"
            "2026-04-04 Saturday\n2026-04-05 Sunday\n"
            "2026-04-06 Easter Monday in england-and-wales\n"
            "2026-04-07 1\n2026-04-08 2\n2026-04-09 3\n2026-04-10 4\n"
            "2026-04-11 Saturday\n2026-04-12 Sunday\n"
            "2026-04-13 5\n2026-04-14 6\n2026-04-15 7\n2026-04-16 8\n2026-04-17 9\n"
            "2026-04-18 Saturday\n2026-04-19 Sunday\n2026-04-20 10\n");
}

TEST(CountedDays, BeginWithTheDayThatCountsAsReceipt) {
  const std::string rolled = lines(count(shared_deadlines(), "decs-home-secretary-10", "2026-05-02").days);
  EXPECT_TRUE(
      rolled.starts_with("2026-05-02 Saturday\n2026-05-03 Sunday\n2026-05-04 Early May bank holiday in "
                         "england-and-wales\n2026-05-05 the day of receipt\n2026-05-06 1\n"))
      << rolled;
  const std::string any_day = lines(count(shared_deadlines(), "dfe-15", "2026-05-02").days);
  EXPECT_TRUE(
      any_day.starts_with("2026-05-02 the day of receipt\n2026-05-03 Sunday\n2026-05-04 Early May bank holiday "
                          "in england-and-wales\n2026-05-05 1\n"))
      << any_day;
}

TEST(CountedDays, OfAMonthAreThoseAtItsEnds) {
  EXPECT_EQ(lines(count(shared_deadlines(), "sar-month", "2026-03-03").days),
            "2026-03-03 the day of receipt\n2026-04-03 Good Friday in england-and-wales\n2026-04-04 Saturday\n"
            "2026-04-05 Sunday\n2026-04-06 Easter Monday in england-and-wales\n2026-04-07\n");
}

TEST(CountedDays, MayCountTheDayOfReceipt) {
  const auto made = Deadlines::from(make_source("d.yaml",
                                                "policies:\n- {id: d, name: D, source: S, divisions: [scotland], "
                                                "working_days: 2, day_one: receipt}\n"),
                                    nullptr, shared_file("bank-holidays.json"));
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(lines(count(**made, "d", "2026-03-02").days), "2026-03-02 1\n2026-03-03 2\n");
  EXPECT_EQ(lines(count(**made, "d", "2026-03-08").days),
            "2026-03-08 the day of receipt\n2026-03-09 1\n2026-03-10 2\n");
}

TEST(CountedDays, OfTwoPoliciesAreCompared) {
  const Counted foi = count(shared_deadlines(), "foi-20", "2026-12-19");
  const Counted decs = count(shared_deadlines(), "decs-20", "2026-12-19");
  std::string apart;
  for (const ApartDay& one : days_apart(foi.days, decs.days))
    apart += one.date.iso() + " " + one.one + " | " + one.other + "\n";
  EXPECT_EQ(apart,
            "2026-12-21 day 1 | not counted: the day of receipt\n"
            "2027-01-04 not counted: 2nd January (Substitute day) in scotland | day 7\n");
  std::string rules;
  for (const std::string& rule : rules_apart(*foi.policy, *decs.policy)) rules += rule + "\n";
  EXPECT_EQ(
      rules,
      "foi-20 takes a letter as received on any day; decs-20 takes a letter that comes on a day off as received on "
      "the next working day\n"
      "foi-20 does not work on the bank holidays of scotland, northern-ireland; decs-20 does\n");
  const auto made = Deadlines::from(make_source("d.yaml",
                                                "policies:\n- {id: d, name: D, source: S, divisions: [scotland], "
                                                "working_days: 2, day_one: receipt}\n"
                                                "- {id: m, name: M, source: S, divisions: [scotland], months: 1}\n"),
                                    nullptr, shared_file("bank-holidays.json"));
  ASSERT_THAT(made, Succeeds());
  rules.clear();
  for (const std::string& rule : rules_apart((*made)->policies()[0], (*made)->policies()[1])) rules += rule + "\n";
  EXPECT_EQ(rules,
            "d gives 2 working days, m 1 month\n"
            "d begins on the day of receipt; m begins on the day after receipt\n");
  EXPECT_TRUE(rules_apart(*foi.policy, *foi.policy).empty());
  EXPECT_TRUE(days_apart(foi.days, foi.days).empty());
}

}  // namespace
}  // namespace engross::test
