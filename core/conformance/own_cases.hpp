// The cases that the department itself gives: samples and rules tests. Private to this room.
#pragma once

#include <vector>

#include "conformance/checked_department.hpp"

namespace engross {

// As they were written, with what the department's code makes of each under "derived" and "select" (as trials take
// them); those that are no JSON are left to samples-render. Errors: those of reading.
Result<std::vector<Value>> own_cases(CheckedDepartment& subject);

}  // namespace engross
