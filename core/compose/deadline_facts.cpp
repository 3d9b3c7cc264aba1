// In: a case, its department's policies and calendar, today. Out: when the reply is due, and the days until then.
// Refuses: a policy that there is not. What cannot be counted is left out, with a warning.
#include "compose/deadline_facts.hpp"

#include <fmt/format.h>

namespace engross {
namespace {

Span place_of(const Case& case_, std::string_view path) {
  const Value* value = find_path(case_.document.root, path);
  return value != nullptr ? case_.document.span(*value) : Span{case_.document.source, 0, 0};
}

// What would refuse a command is only told here: the letter can be written without a deadline.
Diagnostics as_warnings(Diagnostics faults, const Span& place) {
  for (Diagnostic& fault : faults) {
    fault.severity = Severity::warning;
    fault.message += "; so the letter knows no deadline.due and no deadline.days_left";
    if (!fault.span.source) fault.span = place;
  }
  return faults;
}

Diagnostic without_today(const WorkingDays& days, const Date& today, const Span& place) {
  const BankHolidays& known = days.holidays();
  return warning(
      "deadline.no-calendar", place,
      fmt::format("the calendar of bank holidays, {}, knows {} to {}, and today is {}; so the letter knows no "
                  "deadline.days_left",
                  known.file(), known.first().iso(), known.last().iso(), today.iso()),
      {how_to_update_bank_holidays()});
}

void add_days(const DeadlinePolicy& policy, const Case& case_, const Department& department, const Date& today,
              DeadlineFacts& to) {
  const Span place = place_of(case_, "incoming.received");
  const auto days = department.deadlines->days_of(policy);
  const auto deadline = department.deadlines->count(policy, *case_.incoming.received);
  if (!days || !deadline) {
    to.notes = as_warnings(deadline ? days.error() : deadline.error(), place);
    return;
  }
  const Extent extent{place.begin, place.end};
  Value due = Value::string(deadline->due.iso());
  due.extent = extent;
  to.fields.set("due", std::move(due));
  if (const auto left = days_left(**days, deadline->due, today)) {
    Value number = Value::number(std::to_string(*left));
    number.extent = extent;
    to.fields.set("days_left", std::move(number));
  } else {
    to.notes.push_back(without_today(**days, today, place));
  }
}

}  // namespace

Result<DeadlineFacts> deadline_facts(const Case& case_, const Department& department, const Date& today) {
  DeadlineFacts facts;
  const bool by_case = !case_.deadline_policy.empty();
  const std::string& id = by_case ? case_.deadline_policy : department.deadline_policy;
  if (id.empty()) return facts;
  const Span named = by_case ? place_of(case_, "deadline.policy") : department.deadline_place;
  const auto policy = department.deadlines->find(id, named);
  if (!policy) return fail(policy.error());
  Value name = Value::string(id);
  if (by_case) name.extent = {named.begin, named.end};
  facts.fields.set("policy", std::move(name));
  if (case_.incoming.received)
    add_days(**policy, case_, department, today, facts);
  else
    facts.notes.push_back(warning(
        "deadline.no-received", place_of(case_, "incoming"),
        "the case does not say when the letter came; so the reply knows no deadline.due and no deadline.days_left",
        {R"(say it: "incoming": {"received": "2026-03-02"})"}));
  return facts;
}

}  // namespace engross
