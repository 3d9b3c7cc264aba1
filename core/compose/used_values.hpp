// Every value that a letter prints: private to this room.
#pragma once

#include <vector>

#include "compose/compose.hpp"

namespace engross {

// Once each, in reading order; a value that holds line breaks is one value.
std::vector<Composed::UsedValue> used_values(const Letter& letter);

}  // namespace engross
