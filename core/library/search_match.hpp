// What was typed as an expression of FTS5. Every word in it is quoted, so that nothing that was typed is syntax.
// Private to this room.
#pragma once

#include <functional>
#include <string>

#include "library/search_words.hpp"

namespace engross {

struct MatchOptions {
  // Words that begin with one that is not finished; empty: the last word is taken as it stands.
  std::function<std::vector<std::string>(const std::string& beginning)> complete;
  bool welsh = false;  // each word also as mutations make it
  bool any = false;    // one of the terms is enough
};

std::string match_expression(const SearchWords& words, const MatchOptions& options);

}  // namespace engross
