// In: the deadline policies and bank holidays of a department and those that all share. Out: what it counts by.
// Refuses: faults of its files, and a policy of department.yaml that there is not.
#include "department/read_deadlines.hpp"

namespace engross {

void read_deadlines(const SharedResources& shared, Department& to, Diagnostics& problems) {
  const SourceRef own = to.resources.source(deadlines_file);
  const SourceRef holidays = to.resources.source(bank_holidays_file);
  to.deadlines = shared.deadlines;
  if (own || holidays || !to.deadlines) {
    auto read = Deadlines::from(shared.resources.source(deadlines_file), own,
                                holidays ? holidays : shared.resources.source(bank_holidays_file));
    if (!read) return append(problems, read.error());
    to.deadlines = std::move(*read);
  }
  if (to.deadline_policy.empty()) return;
  if (const auto known = to.deadlines->find(to.deadline_policy, to.deadline_place); !known)
    append(problems, known.error());
}

}  // namespace engross
