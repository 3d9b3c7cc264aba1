// What `engross deadline` says of policies, deadlines and the days behind them: for people, and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/counted_days.hpp"
#include "data/value.hpp"

namespace engross::cli {

// A deadline by one policy, with what it was counted by.
struct CountedDeadline {
  const DeadlinePolicy* policy = nullptr;
  std::shared_ptr<const WorkingDays> days;
  DueDates dates;
  Date today;
  std::optional<int> left;  // nothing: today lies outside the calendar
};

std::string in_words(const CountedDeadline& deadline);
std::string days_in_words(const CountedDeadline& deadline);
std::string difference_in_words(const CountedDeadline& one, const CountedDeadline& other);
std::string in_words(const std::vector<DeadlinePolicy>& policies);

// "due", "received", "counts_from", "month_end", "extended", "today", "days_left", "stages", "policy": null where there
// is none.
std::vector<Member> to_members(const CountedDeadline& deadline);
Value days_to_value(const CountedDeadline& deadline);
// "policy", "due", "working_days_later" (than `one`; less than 0: sooner), "rules", "days".
Value difference_to_value(const CountedDeadline& one, const CountedDeadline& other);
Value to_value(const DeadlinePolicy& policy);
Value to_value(const BankHolidays& holidays);

}  // namespace engross::cli
