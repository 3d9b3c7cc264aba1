// How Welsh words change at their beginning: "plant" is also "blant", "phlant" and "mhlant". Who looks for a word wants
// all of them; who looks it up in a dictionary wants what it was before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engross {

// The word and the forms that it and its radical may take by the soft, nasal and aspirate mutation and by an h before a
// vowel. In small letters. Some are no words: nothing is found by them. Of words under three bytes: the word alone.
std::vector<std::string> welsh_forms(std::string_view word);

// What a word in small letters may be a mutation of: of "gynradd" "cynradd", of "hystyried" "ystyried". Some are no
// words. The word itself is not among them.
std::vector<std::string> welsh_radicals(std::string_view word);

}  // namespace engross
