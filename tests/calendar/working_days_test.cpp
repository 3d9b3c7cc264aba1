// Which days are working days, why others are not, and what is left of a time.
#include "calendar/working_days.hpp"

#include "calendar/shared_deadlines.hpp"

namespace engross::test {
namespace {

std::shared_ptr<const WorkingDays> days(std::vector<std::string> divisions) {
  const auto holidays = BankHolidays::from(shared_file("bank-holidays.json"));
  EXPECT_THAT(holidays, Succeeds());
  auto made = WorkingDays::of(*holidays, std::move(divisions));
  EXPECT_THAT(made, Succeeds());
  return *made;
}

TEST(WorkingDays, SayWhyADayIsNone) {
  const auto all = days({"england-and-wales", "scotland", "northern-ireland"});
  const std::pair<const char*, const char*> rows[] = {
      {"2026-03-02", ""},
      {"2026-03-07", "Saturday"},
      {"2026-03-08", "Sunday"},
      {"2026-03-17", "St Patrick’s Day in northern-ireland"},
      {"2026-04-06", "Easter Monday in england-and-wales and northern-ireland"},
      {"2026-12-25", "Christmas Day in england-and-wales, scotland and northern-ireland"},
      {"2026-12-28", "Boxing Day (Substitute day) in england-and-wales, scotland and northern-ireland"},
      {"2022-01-03", "New Year’s Day (Substitute day) in england-and-wales, scotland and northern-ireland"},
  };
  for (const auto& [date, why] : rows) {
    EXPECT_EQ(all->why_off(day(date)), why) << date;
    EXPECT_EQ(all->is_working(day(date)), std::string_view(why).empty()) << date;
  }
  EXPECT_TRUE(days({"england-and-wales"})->is_working(day("2026-03-17")));
}

TEST(WorkingDays, NameEachOfTwoHolidaysOfADay) {
  const auto holidays = BankHolidays::from(make_source(
      "h.json",
      R"({"a": {"division": "a", "events": [{"title": "One", "date": "2026-01-01"}, {"title": "Two", "date": "2026-01-01"}]},
                    "b": {"division": "b", "events": [{"title": "Two", "date": "2026-01-01"}]}})"));
  ASSERT_THAT(holidays, Succeeds());
  const auto made = WorkingDays::of(*holidays, {"a", "b"});
  ASSERT_THAT(made, Succeeds());
  EXPECT_EQ((*made)->why_off(day("2026-01-01")), "One in a; Two in a and b");
}

TEST(WorkingDays, EndWithTheCalendar) {
  const auto england = days({"england-and-wales"});
  EXPECT_TRUE(england->covers(day("2018-01-01")));
  EXPECT_FALSE(england->covers(day("2017-12-31")));
  EXPECT_TRUE(england->covers(day("2027-12-28")));
  EXPECT_FALSE(england->covers(day("2027-12-29")));
  EXPECT_EQ(england->on_or_after(day("2018-01-01"))->iso(), "2018-01-02");
  EXPECT_EQ(england->after(day("2027-12-23"), 1)->iso(), "2027-12-24");
  EXPECT_FALSE(england->after(day("2027-12-23"), 2).has_value());
  EXPECT_FALSE(england->on_or_after(day("2027-12-25")).has_value());
}

TEST(WorkingDays, AreLeftUntilTheDeadlineAndGoneAfterIt) {
  const auto england = days({"england-and-wales"});
  const Date due = day("2026-03-27");  // a Friday
  const std::pair<const char*, int> rows[] = {
      {"2026-03-20", 5},  {"2026-03-21", 5},  {"2026-03-22", 5},  {"2026-03-23", 4},
      {"2026-03-26", 1},  {"2026-03-27", 0},  {"2026-03-28", -1}, {"2026-03-29", -1},
      {"2026-03-30", -1}, {"2026-03-31", -2}, {"2026-04-03", -5},  // Good Friday
      {"2026-04-06", -5}, {"2026-04-07", -5}, {"2026-04-08", -6},
  };
  for (const auto& [today, left] : rows) EXPECT_EQ(days_left(*england, due, day(today)), left) << today;
  EXPECT_EQ(days_left(*england, due, day("2017-12-31")), std::nullopt);
  EXPECT_EQ(days_left(*england, due, day("2028-01-01")), std::nullopt);
  EXPECT_EQ(days_left(*england, day("2027-12-24"), day("2027-12-28")), -1);
}

TEST(WorkingDays, NeedDivisionsOfTheCalendar) {
  const auto holidays = BankHolidays::from(shared_file("bank-holidays.json"));
  ASSERT_THAT(holidays, Succeeds());
  EXPECT_EQ(told(WorkingDays::of(*holidays, {"scotland", "ireland"})),
            "nowhere calendar.unknown-division: the calendar of bank holidays, bank-holidays.json, has no division "
            "\"ireland\" | it has: england-and-wales, northern-ireland, scotland\n");
}

}  // namespace
}  // namespace engross::test
