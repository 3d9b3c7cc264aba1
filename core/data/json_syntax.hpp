// Says in plain words where a JSON text stops being JSON.
#pragma once

#include <string_view>

#include "data/tree.hpp"

namespace engross {

// `at` is the byte of the source after the last good token; `read` the byte after the last one the parser looked at;
// `reason` the parser's own sentence.
Diagnostic explain_json_syntax(const Intake& in, const Tree& tree, std::size_t at, std::size_t read,
                               std::string_view reason);

}  // namespace engross
