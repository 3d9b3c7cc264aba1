// In: policies, a calendar, the day of receipt. Out: the days by which things are due.
// Refuses: policies and divisions that there are not, and any day outside the calendar: what is not known is not
// guessed.
#include "calendar/deadlines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"

namespace engross {
namespace {

using Unit = DeadlinePolicy::Unit;
using Receipt = DeadlinePolicy::Receipt;
using DayOne = DeadlinePolicy::DayOne;

// The same day so many months later; the last day of a month that has no such day.
Date months_after(const Date& day, int months) {
  const std::chrono::year_month_day from{day.days()};
  const std::chrono::year_month month =
      std::chrono::year_month{from.year(), from.month()} + std::chrono::months(months);
  const std::chrono::year_month_day last{std::chrono::sys_days(month / std::chrono::last)};
  return Date::from_days(std::chrono::sys_days(month / std::min(from.day(), last.day())));
}

std::vector<std::string> ids_of(const std::vector<DeadlinePolicy>& policies) {
  std::vector<std::string> ids;
  for (const DeadlinePolicy& policy : policies) ids.push_back(policy.id);
  return ids;
}

class Counting {
 public:
  Counting(const DeadlinePolicy& policy, const WorkingDays& days, const Date& received)
      : policy_(policy), days_(days), received_(received) {}

  Result<DueDates> run() {
    if (!days_.covers(received_)) return fail(outside());
    std::optional<Date> from = received_;
    if (policy_.receipt == Receipt::next_working_day) from = days_.on_or_after(received_);
    if (!from) return fail(outside());
    const std::optional<Date> due = end(*from, policy_.length);
    if (!due) return fail(outside());
    DueDates deadline{
        .received = received_, .counts_from = *from, .due = *due, .month_end = {}, .stages = {}, .extended = {}};
    if (policy_.unit == Unit::months) deadline.month_end = month_end(*from, policy_.length);
    for (const DeadlinePolicy::Stage& stage : policy_.stages) {
      const std::optional<Date> by = working_day(*from, stage.working_days);
      if (!by) return fail(outside());
      deadline.stages.push_back({stage.name, stage.working_days, *by});
    }
    if (policy_.extension > 0) deadline.extended = end(*from, policy_.length + policy_.extension);
    return deadline;
  }

 private:
  Date month_end(const Date& from, int months) const {
    return months_after(policy_.day_one == DayOne::receipt ? from : from.plus_days(1), months);
  }

  std::optional<Date> working_day(const Date& from, int number) const {
    if (policy_.day_one == DayOne::receipt && days_.is_working(from)) --number;
    return number == 0 ? std::optional(from) : days_.after(from, number);
  }

  std::optional<Date> end(const Date& from, int length) const {
    if (policy_.unit == Unit::working_days) return working_day(from, length);
    const Date last = month_end(from, length);
    return days_.covers(last) ? days_.on_or_after(last) : std::nullopt;
  }

  Diagnostic outside() const {
    const BankHolidays& known = days_.holidays();
    return error(
        "deadline.no-calendar", {},
        fmt::format("received on {}, this counts {} by {}: the calendar of bank holidays, {}, knows {} to {} and "
                    "no further",
                    received_.iso(), policy_.length_in_words(), policy_.id, known.file(), known.first().iso(),
                    known.last().iso()),
        {how_to_update_bank_holidays()});
  }

  const DeadlinePolicy& policy_;
  const WorkingDays& days_;
  Date received_;
};

}  // namespace

Result<std::shared_ptr<const Deadlines>> Deadlines::from(const SourceRef& policies, const SourceRef& own,
                                                         const SourceRef& bank_holidays) {
  Deadlines made;
  Diagnostics problems;
  std::vector<DeadlinePolicy> of_department;
  for (const auto& [source, to] : {std::pair(policies, &made.policies_), std::pair(own, &of_department)}) {
    if (!source) continue;
    if (auto read = read_deadline_policies(source))
      *to = std::move(*read);
    else
      append(problems, read.error());
  }
  if (bank_holidays) {
    if (auto read = BankHolidays::from(bank_holidays))
      made.holidays_ = std::move(*read);
    else
      append(problems, read.error());
  }
  for (const DeadlinePolicy& policy : of_department)
    std::erase_if(made.policies_, [&](const DeadlinePolicy& shared) { return shared.id == policy.id; });
  const std::size_t shared = made.policies_.size();
  std::ranges::move(of_department, std::back_inserter(made.policies_));
  for (std::size_t i = 0; made.holidays_ && i < made.policies_.size(); ++i) {
    const DeadlinePolicy& policy = made.policies_[i];
    if (made.days_.contains(policy.divisions)) continue;
    if (auto days = WorkingDays::of(made.holidays_, policy.divisions, policy.divisions_place))
      made.days_.emplace(policy.divisions, std::move(*days));
    else if (i >= shared)  // a shared one may count holidays that this department's calendar does not have
      append(problems, days.error());
  }
  if (!problems.empty()) return fail(std::move(problems));
  return std::shared_ptr<const Deadlines>(std::make_shared<const Deadlines>(std::move(made)));
}

Result<const DeadlinePolicy*> Deadlines::find(const std::string& id, const Span& named) const {
  const auto found = std::ranges::find(policies_, id, &DeadlinePolicy::id);
  if (found != policies_.end()) return &*found;
  const std::vector<std::string> ids = ids_of(policies_);
  std::vector<std::string> hints;
  if (std::string near = did_you_mean(id, ids); !near.empty()) hints.push_back(std::move(near));
  hints.push_back(ids.empty() ? std::string("there is none; write deadlines.yaml")
                              : fmt::format("there are: {}", fmt::join(ids, ", ")));
  return fail(
      error("deadline.unknown-policy", named, fmt::format("there is no deadline policy \"{}\"", id), std::move(hints)));
}

Result<std::shared_ptr<const WorkingDays>> Deadlines::days_of(const DeadlinePolicy& policy) const {
  if (!holidays_)
    return fail(error("deadline.no-calendar", {}, "there is no calendar of bank holidays to count by",
                      {"install the templates of engross completely", how_to_update_bank_holidays()}));
  const auto days = days_.find(policy.divisions);
  if (days != days_.end()) return days->second;
  return WorkingDays::of(holidays_, policy.divisions, policy.divisions_place);
}

Result<DueDates> Deadlines::count(const DeadlinePolicy& policy, const Date& received) const {
  const auto days = days_of(policy);
  if (!days) return fail(days.error());
  return Counting(policy, **days, received).run();
}

std::optional<int> days_left(const WorkingDays& days, const Date& due, const Date& today) {
  if (!days.covers(today)) return std::nullopt;
  if (today <= due) return days.between(today, due);
  return -days.between(due, today.plus_days(-1)) - 1;
}

}  // namespace engross
