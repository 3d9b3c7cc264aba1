// In: bank holidays, and the divisions whose holidays count. Out: which days are working days, and sums of them.
// Refuses: divisions that the calendar does not have.
#include "calendar/working_days.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/date_names.hpp"
#include "base/suggest.hpp"

namespace engross {
namespace {

constexpr unsigned friday = 5;

// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& words) {
  if (words.size() < 2) return words.empty() ? std::string() : words.front();
  return fmt::format("{} and {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

// By day from the first of the calendar: the working days before it.
std::vector<std::uint32_t> sums_of(const BankHolidays& holidays, const std::vector<std::string>& divisions) {
  const Date first = holidays.first();
  const auto index = [&](const Date& day) { return static_cast<std::size_t>((day.days() - first.days()).count()); };
  std::vector<bool> off(index(holidays.last()) + 1);
  for (std::size_t i = 0, weekday = first.weekday(); i < off.size(); ++i, weekday = weekday % 7 + 1)
    off[i] = weekday > friday;
  for (const std::string& division : divisions)
    for (const BankHoliday& holiday : *holidays.of(division))
      if (holiday.date >= first && holiday.date <= holidays.last()) off[index(holiday.date)] = true;
  std::vector<std::uint32_t> sums{0};
  sums.reserve(off.size() + 1);
  for (const bool day_off : off) sums.push_back(sums.back() + (day_off ? 0U : 1U));
  return sums;
}

}  // namespace

std::string_view weekday_name(const Date& day) {
  return english_days[day.weekday() - 1];
}

Result<std::shared_ptr<const WorkingDays>> WorkingDays::of(std::shared_ptr<const BankHolidays> holidays,
                                                           std::vector<std::string> divisions, const Span& named) {
  for (const std::string& division : divisions) {
    if (holidays->of(division) != nullptr) continue;
    const std::vector<std::string> known = holidays->divisions();
    std::vector<std::string> hints{fmt::format("it has: {}", fmt::join(known, ", "))};
    if (std::string near = did_you_mean(division, known); !near.empty()) hints.insert(hints.begin(), std::move(near));
    return fail(
        error("calendar.unknown-division", named,
              fmt::format("the calendar of bank holidays, {}, has no division \"{}\"", holidays->file(), division),
              std::move(hints)));
  }
  WorkingDays made;
  made.holidays_ = std::move(holidays);
  made.divisions_ = std::move(divisions);
  made.before_ = sums_of(*made.holidays_, made.divisions_);
  return std::shared_ptr<const WorkingDays>(std::make_shared<const WorkingDays>(std::move(made)));
}

std::size_t WorkingDays::index(const Date& day) const {
  return static_cast<std::size_t>((day.days() - holidays_->first().days()).count());
}

Date WorkingDays::at(std::size_t index) const {
  return holidays_->first().plus_days(static_cast<int>(index));
}

bool WorkingDays::is_working(const Date& day) const {
  const std::size_t i = index(day);
  return before_[i + 1] != before_[i];
}

std::optional<Date> WorkingDays::on_or_after(const Date& day) const {
  return is_working(day) ? std::optional(day) : after(day, 1);
}

std::optional<Date> WorkingDays::after(const Date& day, int count) const {
  const std::uint32_t wanted = before_[index(day) + 1] + static_cast<std::uint32_t>(count);
  const auto reached = std::ranges::lower_bound(before_, wanted);
  if (reached == before_.end()) return std::nullopt;
  return at(static_cast<std::size_t>(reached - before_.begin()) - 1);
}

int WorkingDays::between(const Date& after, const Date& up_to) const {
  return static_cast<int>(before_[index(up_to) + 1] - before_[index(after) + 1]);
}

std::string WorkingDays::why_off(const Date& day) const {
  if (day.weekday() > friday) return std::string(weekday_name(day));
  std::vector<std::pair<std::string, std::vector<std::string>>> found;  // a holiday, and who has it
  for (const std::string& division : divisions_) {
    const auto [begin, end] = std::ranges::equal_range(*holidays_->of(division), day, {}, &BankHoliday::date);
    for (auto holiday = begin; holiday != end; ++holiday) {
      const std::string& title = holiday->title;
      auto known = std::ranges::find_if(found, [&](const auto& one) { return one.first == title; });
      if (known == found.end()) known = found.insert(found.end(), {title, {}});
      known->second.push_back(division);
    }
  }
  std::string why;
  for (const auto& [title, divisions] : found)
    why += fmt::format("{}{} in {}", why.empty() ? "" : "; ", title, joined(divisions));
  return why;
}

}  // namespace engross
