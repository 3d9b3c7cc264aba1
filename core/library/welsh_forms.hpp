// How Welsh words change at their beginning: "plant" is also "blant", "phlant" and "mhlant". Who looks for one wants
// all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engross {

// The word and the forms that it and its radical may take by the soft, nasal and aspirate mutation and by an h before a
// vowel. Folded, without accents. Some are no words: nothing is found by them.
std::vector<std::string> welsh_forms(std::string_view word);

}  // namespace engross
