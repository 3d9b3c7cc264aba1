// In: terms. Out: an expression of FTS5.
// Refuses nothing.
#include "library/search_match.hpp"

#include <algorithm>
#include <iterator>

#include "base/welsh_forms.hpp"

namespace engross {
namespace {

std::string quoted(const std::string& words) {
  std::string out = "\"";
  for (const char c : words) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

// All ways in which a term may stand in a text.
std::vector<std::string> ways_of(const SearchTerm& term, const MatchOptions& options) {
  std::string before;
  for (std::size_t i = 0; i + 1 < term.words.size(); ++i) before += term.words[i] + ' ';
  std::vector<std::string> last{term.words.back()};
  // Of words next to each other the mutation of one depends on the other: they are looked for as they are typed.
  if (options.welsh && term.words.size() == 1) last = welsh_forms(term.words.back());
  Completions completions;
  if (term.unfinished && options.complete) completions = options.complete(term.words.back());
  std::ranges::move(completions.words, std::back_inserter(last));
  std::vector<std::string> ways;
  ways.reserve(last.size() + 1);
  for (const std::string& word : last) ways.push_back(quoted(before + word));
  if (completions.beginning_too) ways.push_back(quoted(before + term.words.back()) + " *");
  return ways;
}

}  // namespace

std::string match_expression(const SearchWords& words, const MatchOptions& options) {
  std::string expression;
  for (const SearchTerm& term : words.terms) {
    if (!expression.empty()) expression += options.any ? " OR " : " AND ";
    std::string alternatives;
    for (const std::string& way : ways_of(term, options)) alternatives += (alternatives.empty() ? "" : " OR ") + way;
    expression += "(" + alternatives + ")";
  }
  return expression;
}

}  // namespace engross
