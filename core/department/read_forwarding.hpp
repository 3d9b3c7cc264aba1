// forwarding.yaml, read strictly. Private to this room.
#pragma once

#include "department/department.hpp"

namespace engross {

// Fills in the department's forwarding notes; its paragraphs are read already, and sorted. Problems are collected:
// those of YAML, "department.type", "department.unknown-key", "department.missing", "department.id", "department.date",
// "department.forwarding" (an id twice, of a paragraph that is still there, a `to` that leads nowhere, a circle, a way
// of more than 100 notes).
void read_forwarding(Department& to, Diagnostics& problems);

}  // namespace engross
