// In: deadlines that were counted. Out: the days that they were counted by, with reasons. Refuses nothing.
#include "calendar/counted_days.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace engross {
namespace {

using Receipt = DeadlinePolicy::Receipt;
using DayOne = DeadlinePolicy::DayOne;
using Unit = DeadlinePolicy::Unit;

std::string in_words(const CountedDay& day) {
  return day.number > 0 ? fmt::format("day {}", day.number) : fmt::format("not counted: {}", day.why);
}

std::string_view receipt_in_words(Receipt receipt) {
  return receipt == Receipt::any_day ? "takes a letter as received on any day"
                                     : "takes a letter that comes on a day off as received on the next working day";
}

std::string_view day_one_in_words(DayOne day_one) {
  return day_one == DayOne::after_receipt ? "begins on the day after receipt" : "begins on the day of receipt";
}

std::vector<std::string> missing_from(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  std::vector<std::string> missing;
  for (const std::string& one : some)
    if (std::ranges::find(others, one) == others.end()) missing.push_back(one);
  return missing;
}

}  // namespace

std::vector<CountedDay> counted_days(const DeadlinePolicy& policy, const WorkingDays& days, const DueDates& deadline) {
  std::vector<CountedDay> counted;
  const bool by_days = policy.unit == Unit::working_days;
  int number = 0;
  for (Date day = deadline.received; day <= deadline.due; day = day.plus_days(1)) {
    const bool is_receipt = day == deadline.counts_from;
    std::string why = days.why_off(day);
    if (by_days && why.empty() && (day > deadline.counts_from || (is_receipt && policy.day_one == DayOne::receipt)))
      counted.push_back({day, ++number, {}});
    else if (day <= deadline.counts_from)
      counted.push_back({day, 0, is_receipt ? "the day of receipt" : why});
    else if (by_days || day >= *deadline.month_end)
      counted.push_back({day, 0, std::move(why)});
  }
  return counted;
}

std::vector<ApartDay> days_apart(const std::vector<CountedDay>& one, const std::vector<CountedDay>& other) {
  std::vector<ApartDay> apart;
  const std::size_t both = std::min(one.size(), other.size());
  for (std::size_t i = 0; i < both; ++i)
    if ((one[i].number > 0) != (other[i].number > 0))
      apart.push_back({one[i].date, in_words(one[i]), in_words(other[i])});
  return apart;
}

std::vector<std::string> rules_apart(const DeadlinePolicy& one, const DeadlinePolicy& other) {
  std::vector<std::string> apart;
  if (one.unit != other.unit || one.length != other.length)
    apart.push_back(
        fmt::format("{} gives {}, {} {}", one.id, one.length_in_words(), other.id, other.length_in_words()));
  if (one.receipt != other.receipt)
    apart.push_back(
        fmt::format("{} {}; {} {}", one.id, receipt_in_words(one.receipt), other.id, receipt_in_words(other.receipt)));
  if (one.day_one != other.day_one)
    apart.push_back(
        fmt::format("{} {}; {} {}", one.id, day_one_in_words(one.day_one), other.id, day_one_in_words(other.day_one)));
  for (const auto& [a, b] : {std::pair(&one, &other), std::pair(&other, &one)})
    if (const auto missing = missing_from(a->divisions, b->divisions); !missing.empty())
      apart.push_back(
          fmt::format("{} does not work on the bank holidays of {}; {} does", a->id, fmt::join(missing, ", "), b->id));
  return apart;
}

}  // namespace engross
