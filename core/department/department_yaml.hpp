// What department.yaml says, read strictly. Private to this room.
#pragma once

#include "department/department.hpp"
#include "department/files.hpp"
#include "style/fields.hpp"

namespace engross {

// What the files that say who a department is complain with.
inline constexpr FieldCodes department_codes{.unknown = "department.unknown-key",
                                             .type = "department.type",
                                             .range = "department.type",
                                             .missing = "department.missing",
                                             .choice = "department.choice"};

// Fills in everything that department.yaml decides: id, names, version, zone, languages, policies, deadline,
// signatories, severities, manifest. Problems are collected.
void read_department_yaml(const SourceRef& source, Department& to, Diagnostics& problems);

// A member as text, whether it was written as text or as a number (version: 1.0); empty when it is neither.
std::string text_member(const Value& root, std::string_view key);

}  // namespace engross
