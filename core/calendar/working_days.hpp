// Working days: those that are neither Saturday, Sunday nor a bank holiday of one of some divisions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/bank_holidays.hpp"

namespace engross {

class WorkingDays {
 public:
  // Error: "calendar.unknown-division" (did you mean), at `named`.
  static Result<std::shared_ptr<const WorkingDays>> of(std::shared_ptr<const BankHolidays> holidays,
                                                       std::vector<std::string> divisions, const Span& named = {});

  const BankHolidays& holidays() const { return *holidays_; }
  bool covers(const Date& day) const { return day >= holidays_->first() && day <= holidays_->last(); }

  // The days given from here on are covered. What lies outside the calendar is nothing.
  bool is_working(const Date& day) const;
  std::optional<Date> on_or_after(const Date& day) const;       // the first working day
  std::optional<Date> after(const Date& day, int count) const;  // the count-th working day after the day; from 1
  int between(const Date& after, const Date& up_to) const;      // working days; after <= up_to, which is counted
  std::string why_off(const Date& day) const;  // "Saturday", "Good Friday in scotland"; empty: a working day

 private:
  WorkingDays() = default;
  std::size_t index(const Date& day) const;
  Date at(std::size_t index) const;

  std::shared_ptr<const BankHolidays> holidays_;
  std::vector<std::string> divisions_;
  std::vector<std::uint32_t> before_;  // by day from the first: working days before it; one more than there are days
};

// "Monday".
std::string_view weekday_name(const Date& day);

}  // namespace engross
