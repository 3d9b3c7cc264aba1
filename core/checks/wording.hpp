// Slips of the pen: doubled words, two spaces, greeting and close that do not belong together.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/line_of_text.hpp"

namespace engross {

// Adds check.doubled-word and check.double-space findings, to a list of these alone, up to the most (base/enough.hpp).
void find_slips(const LineOfText& line, Diagnostics& found);

// Adds check.salutation-close, check.no-close and check.gap findings. With a draft, what is missing is missed there.
void check_greeting(const Letter& letter, const Case& case_, const SourceRef& draft, Diagnostics& found);

}  // namespace engross
