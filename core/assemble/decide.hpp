// What a department's own code makes of a case, before a paragraph is chosen.
#pragma once

#include <memory>
#include <string>

#include "base/date.hpp"
#include "cases/case.hpp"
#include "department/code.hpp"
#include "department/department.hpp"

namespace engross {

struct Decided {
  Value derived;        // an object; null when the code derives nothing
  Decisions decisions;  // nothing when it was not asked
  std::string answers;  // {"derive": …, "select": …} as JSON, what the record keeps; empty when there is no code
  Diagnostics notes;    // what the code had to say
};

// Asks derive, then select with what was derived. A case that lists its own paragraphs is not asked about. Errors:
// "department.needs-code" (the department decides in code, and there is none: it was opened as a directory), those of
// DepartmentCode::ask and of the answers.
Result<Decided> decide(const Department& department, DepartmentCode* code, const Case& case_, const Date& date,
                       const Date& today);

// Code that gives the answers of a record again. Error: "record.damaged".
Result<std::unique_ptr<DepartmentCode>> recorded_code(SourceRef answers);

}  // namespace engross
