// In: a Welsh word as a sentence has it. Out: what a dictionary may have it as.
// Refuses nothing. The table is that of the soft, nasal and aspirate mutations, and of the h before a vowel.
#include "checks/welsh_forms.hpp"

#include <array>

#include "checks/words.hpp"

namespace engross {
namespace {

struct Mutation {
  std::string_view mutated, plain;
};
constexpr std::array mutations{Mutation{"ngh", "c"}, Mutation{"mh", "p"}, Mutation{"nh", "t"}, Mutation{"ng", "g"},
                               Mutation{"ch", "c"},  Mutation{"ph", "p"}, Mutation{"th", "t"}, Mutation{"dd", "d"},
                               Mutation{"g", "c"},   Mutation{"b", "p"},  Mutation{"d", "t"},  Mutation{"f", "b"},
                               Mutation{"f", "m"},   Mutation{"l", "ll"}, Mutation{"r", "rh"}, Mutation{"m", "b"},
                               Mutation{"n", "d"},   Mutation{"h", ""},   Mutation{"", "g"}};

// Pronouns and articles that lean on a word that ends in a vowel.
constexpr std::array<std::string_view, 9> joined{"'r", "'n", "'ch", "'u", "'w", "'i", "'m", "'th", "'ng"};

}  // namespace

std::vector<std::string> welsh_forms(std::string_view word) {
  std::vector<std::string> forms;
  for (const std::string_view end : joined)
    if (word.size() > end.size() && word.ends_with(end)) {
      word.remove_suffix(end.size());
      forms.emplace_back(word);
      break;
    }
  const bool capital = is_capital_letter(word.front());
  for (const Mutation& mutation : mutations) {
    if (!begins_with_letters(word, mutation.mutated)) continue;
    std::string plain(mutation.plain);
    plain += word.substr(mutation.mutated.size());
    if (plain.empty()) continue;
    if (capital && plain.front() >= 'a' && plain.front() <= 'z')
      plain.front() = static_cast<char>(plain.front() - 'a' + 'A');
    forms.push_back(std::move(plain));
  }
  return forms;
}

}  // namespace engross
