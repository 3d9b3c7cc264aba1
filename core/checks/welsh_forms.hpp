// The forms that a Welsh word has in a dictionary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engross {

// What a word may be before its beginning is mutated and without what is joined to its end: of "a'ch" "a"; of "gynradd"
// "cynradd"; of "hystyried" "ystyried". Some of them are no words. The word itself is not among them. In small letters
// after the first.
std::vector<std::string> welsh_forms(std::string_view word);

}  // namespace engross
