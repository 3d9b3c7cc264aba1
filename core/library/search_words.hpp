// What somebody types to find paragraphs, read: words that must all be there, words in quotation marks that stand next
// to each other, and a last word that may not be finished yet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace engross {

// The words of a text as the index has them: letters, digits and what belongs to them, in small letters and without
// accents ("Tŷ" is "ty"). Everything else parts words, as it does for SQLite's tokenizer unicode61.
std::vector<std::string> folded_words(std::string_view text);

// One thing that is looked for. Several words stand next to each other, in this order.
struct SearchTerm {
  std::vector<std::string> words;  // folded; at least one
  bool unfinished = false;         // the last word may go on
  bool operator==(const SearchTerm&) const = default;
};

struct SearchWords {
  std::vector<SearchTerm> terms;  // at least one
  bool operator==(const SearchWords&) const = default;
};

constexpr std::size_t most_search_words = 32;

// Straight and typographic double quotation marks hold words together; one without its other goes to the end. So do
// the marks in "well-being": its two words are looked for next to each other. The last word may be unfinished unless a
// quotation mark or a space follows it. Nothing else has a meaning: there are no operators to get wrong. Errors:
// "search.no-words" (nothing in it is a letter or a digit), "search.too-many" (more than 32 words), "search.not-text"
// (not UTF-8).
Result<SearchWords> read_search_words(std::string_view typed);

}  // namespace engross
