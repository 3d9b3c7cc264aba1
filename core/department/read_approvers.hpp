// approvers.yaml and the files of trust/, read strictly. Private to this room.
#pragma once

#include "department/department.hpp"

namespace engross {

// Fills in approvers and trust from the department's files. After read_department_yaml, because roles that its policies
// need must be somebody's. Problems are collected.
void read_approvers(Department& to, Diagnostics& problems);

// Certificates or CRLs of one file of trust/. Errors: "department.trust" (no root or CRL in it, damaged, no root but a
// certificate in between), "department.private-key" (which nobody may ship).
void read_trust_file(const SourceRef& source, bool revocation, Trust& to, Diagnostics& problems);

}  // namespace engross
