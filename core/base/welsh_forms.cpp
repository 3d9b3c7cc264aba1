// In: a Welsh word. Out: what it may look like after a mutation, and what it may be the mutation of.
// Refuses nothing.
#include "base/welsh_forms.hpp"

#include <algorithm>
#include <array>

namespace engross {
namespace {

// A radical consonant, and how it begins after each mutation; empty: it goes ("gardd", "ardd"), or does not change.
struct Mutated {
  std::string_view radical, soft, nasal, aspirate;
};
constexpr std::array<Mutated, 9> table{{{"p", "b", "mh", "ph"},
                                        {"t", "d", "nh", "th"},
                                        {"c", "g", "ngh", "ch"},
                                        {"b", "f", "m", ""},
                                        {"d", "dd", "n", ""},
                                        {"g", "", "ng", ""},
                                        {"m", "f", "", ""},
                                        {"ll", "l", "", ""},
                                        {"rh", "r", "", ""}}};
constexpr std::size_t shortest = 3;  // "i", "yn", "ar": what would become of those is noise

// Letters of two signs: "ch" does not begin with "c".
constexpr std::array<std::string_view, 8> digraphs{"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"};

bool begins_with_letter(std::string_view word, std::string_view letter) {
  if (!word.starts_with(letter)) return false;
  if (letter.size() > 1) return true;
  return std::ranges::none_of(digraphs,
                              [&](std::string_view two) { return word.starts_with(two) && two[0] == letter[0]; });
}

// Letters with accents are vowels all.
bool begins_with_vowel(std::string_view word) {
  return !word.empty() && (static_cast<unsigned char>(word.front()) >= 0x80 ||
                           std::string_view("aeiouwy").find(word.front()) != std::string_view::npos);
}

void add(std::vector<std::string>& forms, std::string form) {
  if (form.size() >= shortest && std::ranges::find(forms, form) == forms.end()) forms.push_back(std::move(form));
}

// All that a radical may become.
void add_mutations(std::vector<std::string>& forms, std::string_view radical) {
  for (const Mutated& row : table) {
    if (!begins_with_letter(radical, row.radical)) continue;
    const std::string rest(radical.substr(row.radical.size()));
    if (!row.soft.empty() || row.radical == "g") add(forms, std::string(row.soft) + rest);
    if (!row.nasal.empty()) add(forms, std::string(row.nasal) + rest);
    if (!row.aspirate.empty()) add(forms, std::string(row.aspirate) + rest);
  }
  if (begins_with_vowel(radical)) add(forms, "h" + std::string(radical));
}

}  // namespace

std::vector<std::string> welsh_radicals(std::string_view word) {
  std::vector<std::string> radicals;
  if (word.empty()) return radicals;
  for (const Mutated& row : table)
    for (const std::string_view form : {row.soft, row.nasal, row.aspirate})
      if (!form.empty() && begins_with_letter(word, form))
        add(radicals, std::string(row.radical) + std::string(word.substr(form.size())));
  // A g goes: "ardd" is "gardd", "lan" is "glan".
  if (begins_with_vowel(word) || word.front() == 'l' || word.front() == 'r' || word.front() == 'n')
    add(radicals, "g" + std::string(word));
  if (word.front() == 'h' && begins_with_vowel(word.substr(1))) add(radicals, std::string(word.substr(1)));
  return radicals;
}

std::vector<std::string> welsh_forms(std::string_view word) {
  std::vector<std::string> forms{std::string(word)};
  if (word.size() < shortest) return forms;
  add_mutations(forms, word);
  for (const std::string& radical : welsh_radicals(word)) {
    add(forms, radical);
    add_mutations(forms, radical);
  }
  return forms;
}

}  // namespace engross
