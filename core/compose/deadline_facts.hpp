// What rules and paragraphs see of a reply's deadline.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "cases/case.hpp"
#include "data/value.hpp"
#include "department/department.hpp"

namespace engross {

//   deadline.policy     the id of the policy
//   deadline.due        ISO
//   deadline.days_left  working days from `today` to it; 0 on the day, less than 0 after it
struct DeadlineFacts {
  Value fields;       // an object; null when neither the case nor its department names a policy
  Diagnostics notes;  // why there are no days in it
};

// By the policy that the case names, else by the department's, from incoming.received. The same case, department and
// day give the same facts. Without days: warnings "deadline.no-received" (the case does not say when it came),
// "deadline.no-calendar" (a day lies outside the calendar of bank holidays; `days_left` alone is absent when it is
// today), "calendar.unknown-division". Error: "deadline.unknown-policy", at its place in the case.
Result<DeadlineFacts> deadline_facts(const Case& case_, const Department& department, const Date& today);

}  // namespace engross
