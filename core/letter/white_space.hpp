// What prints nothing: white space of any script, and trees of it.
#pragma once

#include <string_view>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

// Unicode's White_Space, and the zero-width characters that are as invisible.
bool is_white_space(char32_t c);
bool is_white_space(std::string_view text);
bool is_white_space(const std::vector<Inline>& inlines);

// One block's inlines in normal form: normalise(), no break at either edge, and in a line part no blank line.
void normalise_block(std::vector<Inline>& inlines, Breaks breaks);
// Removes the line breaks at both ends, inside emphasis and links too.
void trim_breaks(std::vector<Inline>& inlines);

}  // namespace engross
