// deadlines.yaml and bank-holidays.json of a department, over what departments share. Private to this room.
#pragma once

#include "department/department.hpp"

namespace engross {

// Fills in the department's deadlines: its own policies beside the shared ones, its own calendar in place of the shared
// one. department.yaml is read already. Problems are collected: those of Deadlines::from, and "deadline.unknown-policy"
// where department.yaml names one that there is not.
void read_deadlines(const SharedResources& shared, Department& to, Diagnostics& problems);

}  // namespace engross
