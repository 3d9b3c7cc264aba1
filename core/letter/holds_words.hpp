// Whether some words stand in a text as they would be read.
#pragma once

#include <string>
#include <string_view>

namespace engross {

// White space of any kind and length is one space, and none at the ends: two texts of the same words become equal.
std::string with_plain_spaces(std::string_view text);

// The words, not as a piece of a longer word, number or reference: "26 October" does not stand in "126 October", nor
// "A-1" in "A-1-2". False for no words.
bool holds_words(std::string_view text, std::string_view words);

}  // namespace engross
