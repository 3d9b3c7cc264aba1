// What must hold between the files of a department. Private to this room.
#pragma once

#include "department/department.hpp"

namespace engross {

// Appends a problem for each name that leads nowhere: partials, paragraphs yielded to, translations without an original
// or of another revision, pictures and fonts. The department's paragraphs are sorted by id, then language.
void lint(const Department& department, Diagnostics& problems);

}  // namespace engross
