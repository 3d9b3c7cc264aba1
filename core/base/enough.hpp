// How many faults of one input are told: a broken file need not say so a thousand times, nor be searched for the place
// of each.
#pragma once

#include "base/diagnostic.hpp"

namespace engross {

constexpr std::size_t most_diagnostics = 20;

// Adds a fault, or, to a list that has the most already, one last line: "base.left-out", as grave as the gravest of
// those that it stands for.
void add_up_to_most(Diagnostics& to, Diagnostic fault);

// Whether the list ends so. Who finds faults may stop looking.
bool has_enough(const Diagnostics& list);

// By place in the file; what was left out stays last.
void sort_by_place(Diagnostics& list);

}  // namespace engross
