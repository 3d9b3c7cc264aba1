// Deadlines whose days are known from elsewhere, at both ends of the calendar, and by policies that a department adds.
#include "calendar/shared_deadlines.hpp"

namespace engross::test {
namespace {

const Deadlines& deadlines() {
  return shared_deadlines();
}

std::string due(const Deadlines& of, const std::string& policy, const char* received) {
  const auto found = of.find(policy);
  if (!found) return told(found.error());
  const auto counted = of.count(**found, day(received));
  return counted ? counted->due.iso() : told(counted.error());
}

struct Row {
  const char* received;
  const char* any_uk_20;
  const char* england_20;
  const char* decs_20;
  const char* england_15;
  const char* england_18;
};

TEST(Deadlines, AreThoseOfTheOracle) {
  const Row rows[] = {
      {"2020-01-04", "2020-01-31", "2020-01-31", "2020-02-03", "2020-01-24", "2020-01-29"},
      {"2026-03-02", "2026-03-31", "2026-03-30", "2026-03-30", "2026-03-23", "2026-03-26"},
      {"2026-07-01", "2026-07-30", "2026-07-29", "2026-07-29", "2026-07-22", "2026-07-27"},
      {"2026-11-20", "2026-12-21", "2026-12-18", "2026-12-18", "2026-12-11", "2026-12-16"},
      {"2026-12-19", "2027-01-21", "2027-01-20", "2027-01-21", "2027-01-13", "2027-01-18"},
      {"2027-01-01", "2027-02-01", "2027-01-29", "2027-02-01", "2027-01-22", "2027-01-27"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(due(deadlines(), "foi-20", row.received), row.any_uk_20) << row.received;
    EXPECT_EQ(due(deadlines(), "cabinet-office-20", row.received), row.england_20) << row.received;
    EXPECT_EQ(due(deadlines(), "decs-20", row.received), row.decs_20) << row.received;
    EXPECT_EQ(due(deadlines(), "dfe-15", row.received), row.england_15) << row.received;
    EXPECT_EQ(due(deadlines(), "dfe-18", row.received), row.england_18) << row.received;
  }
}

TEST(Deadlines, RollAWeekendOnlyWhereThePolicySaysSo) {
  EXPECT_EQ(due(deadlines(), "foi-20", "2026-03-07"), "2026-04-08");
  EXPECT_EQ(due(deadlines(), "foi-20-rolled", "2026-03-07"), "2026-04-09");
  EXPECT_EQ(due(deadlines(), "foi-20-rolled", "2026-03-09"), "2026-04-09");
}

TEST(Deadlines, OfAMonthEndOnTheSameDayOrOnTheNextWorkingDay) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-05-12", "2026-06-12"}, {"2026-03-03", "2026-04-07"},  // over Easter
      {"2026-01-31", "2026-03-02"},                                // 28 February is a Saturday
      {"2024-01-31", "2024-02-29"}, {"2026-12-03", "2027-01-04"},
  };
  for (const auto& [received, expected] : rows)
    EXPECT_EQ(due(deadlines(), "sar-month", received), expected) << received;
}

TEST(Deadlines, TellWhenTheTimeIsExtended) {
  const auto policy = deadlines().find("sar-month");
  ASSERT_THAT(policy, Succeeds());
  const auto counted = deadlines().count(**policy, day("2026-03-03"));
  ASSERT_THAT(counted, Succeeds());
  EXPECT_EQ(counted->month_end->iso(), "2026-04-03");
  EXPECT_EQ(counted->extended->iso(), "2026-06-03");
  const auto late = deadlines().count(**policy, day("2027-11-03"));  // the longer time leaves the calendar
  ASSERT_THAT(late, Succeeds());
  EXPECT_EQ(late->due.iso(), "2027-12-03");
  EXPECT_FALSE(late->extended.has_value());
}

TEST(Deadlines, HaveTheStagesOfDecs) {
  const auto policy = deadlines().find("decs-20");
  ASSERT_THAT(policy, Succeeds());
  const auto counted = deadlines().count(**policy, day("2026-12-19"));
  ASSERT_THAT(counted, Succeeds());
  EXPECT_EQ(counted->counts_from.iso(), "2026-12-21");
  std::string stages;
  for (const DueDates::Stage& stage : counted->stages)
    stages += stage.name + " " + std::to_string(stage.working_days) + " " + stage.due.iso() + "\n";
  EXPECT_EQ(stages,
            "Data input 2 2026-12-23\nMarkup 2 2026-12-23\nInitial draft 10 2027-01-07\nQA 10 2027-01-07\n"
            "Private Office 19 2027-01-20\nMinister 19 2027-01-20\nDispatch 20 2027-01-21\n");
}

TEST(Deadlines, AreRefusedOutsideTheCalendar) {
  EXPECT_EQ(due(deadlines(), "dfe-15", "2017-12-31"),
            "nowhere deadline.no-calendar: received on 2017-12-31, this counts 15 working days by dfe-15: the calendar "
            "of bank holidays, bank-holidays.json, knows 2018-01-01 to 2027-12-28 and no further | " +
                how_to_update_bank_holidays() + "\n");
  EXPECT_EQ(due(deadlines(), "dfe-15", "2018-01-01"), "2018-01-22");
  EXPECT_EQ(due(deadlines(), "dfe-15", "2027-12-03"), "2027-12-24");
  EXPECT_TRUE(due(deadlines(), "dfe-15", "2027-12-06").starts_with("nowhere deadline.no-calendar: "));
  EXPECT_TRUE(due(deadlines(), "sar-month", "2027-11-29").starts_with("nowhere deadline.no-calendar: "));
  EXPECT_TRUE(due(deadlines(), "decs-20", "2027-12-27").starts_with("nowhere deadline.no-calendar: "));
  EXPECT_TRUE(due(deadlines(), "decs-20", "2028-01-03").starts_with("nowhere deadline.no-calendar: "));
}

TEST(Deadlines, OfAStageThatLeavesTheCalendarAreRefused) {
  const auto made = Deadlines::from(
      make_source("d.yaml",
                  "policies:\n- {id: m, name: M, source: S, divisions: [scotland], months: 1, stages: [{name: late, "
                  "working_days: 60}]}\n"),
      nullptr, shared_file("bank-holidays.json"));
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(due(**made, "m", "2027-06-01"), "2027-07-02");
  EXPECT_TRUE(due(**made, "m", "2027-11-01").starts_with("nowhere deadline.no-calendar: "));
}

TEST(Deadlines, CountTheDayOfReceiptWhereThePolicySaysSo) {
  const auto made = Deadlines::from(make_source("d.yaml",
                                                "policies:\n"
                                                "- {id: d, name: D, source: S, divisions: [england-and-wales], "
                                                "working_days: 1, day_one: receipt}\n"
                                                "- {id: e, name: E, source: S, divisions: [england-and-wales], "
                                                "working_days: 20, day_one: receipt}\n"
                                                "- {id: m, name: M, source: S, divisions: [england-and-wales], months: "
                                                "1}\n"),
                                    nullptr, shared_file("bank-holidays.json"));
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(due(**made, "d", "2026-03-02"), "2026-03-02");
  EXPECT_EQ(due(**made, "d", "2026-03-07"), "2026-03-09");
  EXPECT_EQ(due(**made, "e", "2026-03-02"), "2026-03-27");
  EXPECT_EQ(due(**made, "m", "2026-05-11"), "2026-06-12");  // the month runs from the day after
}

TEST(Deadlines, OfADepartmentReplaceSharedOnesOfTheSameId) {
  const auto made = Deadlines::from(
      shared_file("deadlines.yaml"),
      make_source("own.yaml",
                  "policies:\n- {id: dfe-15, name: Ours, source: S, divisions: [scotland], working_days: 5}\n"
                  "- {id: ours, name: Ours too, source: S, divisions: [scotland], working_days: 6}\n"),
      shared_file("bank-holidays.json"));
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ((*made)->policies().size(), deadlines().policies().size() + 1);
  EXPECT_EQ(due(**made, "dfe-15", "2026-11-26"), "2026-12-04");  // over St Andrew's Day
  EXPECT_EQ(due(**made, "ours", "2026-11-26"), "2026-12-07");
  EXPECT_EQ(due(**made, "dfe-18", "2026-03-02"), "2026-03-26");
}

TEST(Deadlines, ThatThereAreNotAreRefusedWithTheNearest) {
  const auto made = Deadlines::from(
      make_source("d.yaml",
                  "policies:\n- {id: dfe-15, name: D, source: S, divisions: [scotland], working_days: 5}\n"
                  "- {id: long-one, name: L, source: S, divisions: [scotland], working_days: 6}\n"),
      nullptr, nullptr);
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(told((*made)->find("dfe15")),
            "nowhere deadline.unknown-policy: there is no deadline policy \"dfe15\" | did you mean \"dfe-15\"? | there "
            "are: dfe-15, long-one\n");
  const auto none = Deadlines::from(nullptr, nullptr, nullptr);
  ASSERT_THAT(none, Succeeds());
  EXPECT_EQ(
      told((*none)->find("x")),
      "nowhere deadline.unknown-policy: there is no deadline policy \"x\" | there is none; write deadlines.yaml\n");
}

TEST(Deadlines, NeedACalendar) {
  const auto made = Deadlines::from(shared_file("deadlines.yaml"), nullptr, nullptr);
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ((*made)->bank_holidays(), nullptr);
  EXPECT_TRUE(due(**made, "dfe-15", "2026-03-02")
                  .starts_with("nowhere deadline.no-calendar: there is no calendar of bank holidays to count by | "));
}

// A calendar of one division serves the policies that it can.
TEST(Deadlines, NeedTheDivisionsOfTheirPolicy) {
  const SourceRef scotland =
      make_source("own.json", R"({"scotland": {"division": "scotland", "events": [{"title": "A", "date": "2026-01-01"},
                      {"title": "B", "date": "2026-12-28"}]}})");
  const auto made = Deadlines::from(shared_file("deadlines.yaml"),
                                    make_source("own.yaml",
                                                "policies:\n- {id: ours, name: O, source: S, divisions: [scotland], "
                                                "working_days: 5}\n"),
                                    scotland);
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ(due(**made, "ours", "2026-03-02"), "2026-03-09");
  EXPECT_EQ(due(**made, "dfe-15", "2026-03-02"),
            "25:16 calendar.unknown-division: the calendar of bank holidays, own.json, has no division "
            "\"england-and-wales\" | it has: scotland\n")
      << "where deadlines.yaml names it";
  EXPECT_EQ(
      told(Deadlines::from(shared_file("deadlines.yaml"),
                           make_source("own.yaml",
                                       "policies:\n- {id: ours, name: O, source: S, divisions: [scotlnd], "
                                       "working_days: 5}\n"),
                           scotland)),
      "2:45 calendar.unknown-division: the calendar of bank holidays, own.json, has no division \"scotlnd\" | did "
      "you mean \"scotland\"? | it has: scotland\n");
}

TEST(Deadlines, CollectTheFaultsOfTheirFiles) {
  EXPECT_EQ(
      told(Deadlines::from(make_source("a.yaml", "policies: []\n"), make_source("b.yaml", "[]\n"),
                           make_source("c.json", "{}"))),
      "1:11 deadline.type: \"policies\" must be a list of policies, each with id, name and source\n"
      "1:1 deadline.type: deadlines.yaml must be an object | write \"policies:\", and under it a list of policies\n"
      "1:1 calendar.missing: there is no division in this calendar | a division is a member such as "
      "\"england-and-wales\": {\"division\": …, \"events\": […]}\n");
}

}  // namespace
}  // namespace engross::test
