// The leak firewall: traces of templates, notes and missing values that must not reach a reader.
#pragma once

#include "base/result.hpp"
#include "checks/flat_text.hpp"

namespace engross {

// Adds check.leak and check.gap findings.
void find_leaks(const FlatText& text, Diagnostics& found);

}  // namespace engross
