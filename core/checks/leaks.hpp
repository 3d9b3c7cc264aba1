// The leak firewall: traces of templates, notes and missing values that must not reach a reader.
#pragma once

#include "base/result.hpp"
#include "checks/flat_text.hpp"

namespace engross {

// Adds check.leak and check.gap findings, to a list of these alone, up to the most (base/enough.hpp).
void find_leaks(const FlatText& text, Diagnostics& found);

}  // namespace engross
