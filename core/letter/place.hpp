// Where the words of a letter come from, for messages about more than one run of them.
#pragma once

#include <vector>

#include "letter/letter.hpp"

namespace engross {

// The place of the first text that has one; nowhere when none has.
Span place_of(const std::vector<Inline>& inlines);
Span place_of(const Table& table);
Span place_of(const Block& block);

}  // namespace engross
