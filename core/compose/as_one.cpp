// In: the letters of one case, each composed in its language. Out: one letter, with the others as its further ones.
// Refuses letters that do not hold the same paragraphs in the same order.
#include <fmt/format.h>

#include <algorithm>

#include "compose/compose.hpp"

namespace engross {
namespace {

bool same(const Chosen& a, const Chosen& b) {
  return a.kind == b.kind && a.original == b.original && a.own == b.own && a.part == b.part;
}

std::string name_of(const Chosen& chosen) {
  return chosen.original != nullptr ? fmt::format("\"{}\"", chosen.original->id)
                                    : std::string("the officer's own words");
}

Span place_of(const Chosen& chosen) {
  if (chosen.original != nullptr && chosen.original->source) return {chosen.original->source, 0, 0};
  return chosen.words;
}

// The first paragraph by which two selections differ.
std::optional<Diagnostic> difference(const Composed& first, const Composed& other) {
  const std::vector<Chosen>& ours = first.selection.chosen;
  const std::vector<Chosen>& theirs = other.selection.chosen;
  const auto [one, two] = std::ranges::mismatch(ours, theirs, same);
  if (one == ours.end() && two == theirs.end()) return std::nullopt;
  const auto there = [&](const std::vector<Chosen>& list, const Chosen& wanted) {
    return std::ranges::any_of(list, [&](const Chosen& chosen) { return same(chosen, wanted); });
  };
  const bool only_ours = one != ours.end() && !there(theirs, *one);
  const bool only_theirs = two != theirs.end() && !there(ours, *two);
  const Chosen& odd = only_ours || two == theirs.end() ? *one : *two;
  const std::string& with = only_ours || two == theirs.end() ? first.letter.language : other.letter.language;
  const std::string& without = &with == &first.letter.language ? other.letter.language : first.letter.language;
  const bool order = !only_ours && !only_theirs;
  return error(
      "compose.languages-differ", place_of(odd),
      order
          ? fmt::format("{} stands elsewhere in the \"{}\" letter than in the \"{}\" one", name_of(odd), with, without)
          : fmt::format("{} stands in the \"{}\" letter, and not in the \"{}\" one", name_of(odd), with, without),
      {"letters in one file hold the same paragraphs in the same order", "chosen because: " + odd.reason,
       "a rule decides otherwise where it sees letter.language, or a field that is given by language"});
}

}  // namespace

Result<Composed> as_one(std::vector<Composed> in_languages) {
  Diagnostics errors;
  Composed whole = std::move(in_languages.front());
  for (std::size_t i = 1; i < in_languages.size(); ++i) {
    Composed& other = in_languages[i];
    if (auto differs = difference(whole, other)) errors.push_back(std::move(*differs));
    append_new(whole.notes, other.notes);
    whole.letter.further.push_back(std::move(other.letter));
  }
  if (!errors.empty()) return fail(std::move(errors));
  return whole;
}

}  // namespace engross
