// The words of blocks as tokens that can be compared: private to this room.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "letter/diff.hpp"

namespace engross {

// Words, single punctuation marks, white space, and the marks of emphasis, links, lists and tables.
std::vector<std::string> word_tokens(const Block& block);

// Equal texts get equal numbers, counted from 0 in the order of their first use.
class Numbering {
 public:
  std::uint32_t number(std::string_view text);

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

std::vector<WordChange> diff_words(const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace engross
