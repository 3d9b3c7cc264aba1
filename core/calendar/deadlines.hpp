// Deadlines by named policies on a calendar of bank holidays.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/deadline_policy.hpp"
#include "calendar/working_days.hpp"

namespace engross {

struct DueDates {
  struct Stage {
    std::string name;
    int working_days = 0;
    Date due;
  };
  Date received;
  Date counts_from;  // the day of receipt as the policy takes it: `received`, or the working day after it
  Date due;
  std::optional<Date>
      month_end;              // of months: the day of the month that they end on; `due` is the first working day then
  std::vector<Stage> stages;  // in the policy's order
  std::optional<Date>
      extended;  // the day when the time was extended; nothing: it cannot be, or the calendar ends before
};

// Policies, each ready to count. Immutable; the same files give the same days.
class Deadlines {
 public:
  // Any of the files may be null, for not there. `own` policies come beside the shared ones and replace those of the
  // same id. Errors: those of the files; "calendar.unknown-division" of an own policy.
  static Result<std::shared_ptr<const Deadlines>> from(const SourceRef& policies, const SourceRef& own,
                                                       const SourceRef& bank_holidays);

  // In the order of the files, the department's own last.
  const std::vector<DeadlinePolicy>& policies() const { return policies_; }
  const BankHolidays* bank_holidays() const { return holidays_.get(); }  // null: there is no calendar

  // Error, at `named`: "deadline.unknown-policy" (did you mean, and which there are).
  Result<const DeadlinePolicy*> find(const std::string& id, const Span& named = {}) const;

  // The days of a policy of these. Errors: "deadline.no-calendar" (there is none), "calendar.unknown-division".
  Result<std::shared_ptr<const WorkingDays>> days_of(const DeadlinePolicy& policy) const;
  // Error: "deadline.no-calendar": a day that it depends on lies outside the calendar; or as of days_of().
  Result<DueDates> count(const DeadlinePolicy& policy, const Date& received) const;

 private:
  Deadlines() = default;
  std::vector<DeadlinePolicy> policies_;
  std::shared_ptr<const BankHolidays> holidays_;
  std::map<std::vector<std::string>, std::shared_ptr<const WorkingDays>>
      days_;  // by divisions, as far as they are known
};

// Working days from `today` until the deadline: 0 on its day, less than 0 after it. On a day off after the deadline it
// is what it will be on the next working day. Nothing when today lies outside the calendar, which covers `due`.
std::optional<int> days_left(const WorkingDays& days, const Date& due, const Date& today);

}  // namespace engross
