// What was typed as an expression of FTS5. Every word in it is quoted, so that nothing that was typed is syntax.
// Private to this room.
#pragma once

#include <functional>
#include <string>

#include "library/search_words.hpp"

namespace engross {

struct MatchOptions {
  // Words that begin with one that is not finished: their stems may be shorter than what was typed of them, and are not
  // found by it.
  std::function<std::vector<std::string>(const std::string& beginning)> complete{};
  bool unfinished = false;  // the last word may go on, where it may; else it is taken as it stands
  bool welsh = false;       // each word also as mutations make it
  bool any = false;         // one of the terms is enough
};

std::string match_expression(const SearchWords& words, const MatchOptions& options);

}  // namespace engross
