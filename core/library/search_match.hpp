// What was typed as an expression of FTS5. Every word in it is quoted, so that nothing that was typed is syntax.
// Private to this room.
#pragma once

#include <functional>
#include <string>

#include "library/search_words.hpp"

namespace engross {

// What a word that is not finished may be.
struct Completions {
  std::vector<std::string> words;
  bool beginning_too = false;  // also whatever begins with it, as the table has it
};

struct MatchOptions {
  // Of the last word, when it may go on; empty: it is taken as it stands.
  std::function<Completions(const std::string& beginning)> complete{};
  bool welsh = false;  // each word also as mutations make it
  bool any = false;    // one of the terms is enough
};

std::string match_expression(const SearchWords& words, const MatchOptions& options);

}  // namespace engross
