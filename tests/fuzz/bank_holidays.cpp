// bank-holidays.json: a calendar that is read knows each of its days, and its sums are those of its days.
#include "calendar/working_days.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const auto holidays = BankHolidays::from(fuzz::source_of(data, size));
  if (!holidays) {
    fuzz::require_sound(holidays.error());
    return 0;
  }
  const auto days = WorkingDays::of(*holidays, (*holidays)->divisions());
  fuzz::require(days.has_value(), "a calendar has its own divisions");
  const Date first = (*holidays)->first();
  const Date last = (*holidays)->last();
  int working = 0;
  for (Date day = first; day <= last; day = day.plus_days(1)) {
    const bool works = (*days)->is_working(day);
    fuzz::require(works == (*days)->why_off(day).empty(), "a day off has a reason");
    if (day > first && works) ++working;
  }
  fuzz::require((*days)->between(first, last) == working, "the sum is that of the days");
  for (const std::string& division : (*holidays)->divisions())
    for (const BankHoliday& one : *(*holidays)->of(division))
      fuzz::require(!(*days)->covers(one.date) || !(*days)->is_working(one.date), "a bank holiday is no working day");
  return 0;
}
