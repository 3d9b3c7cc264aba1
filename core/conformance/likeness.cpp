// In: two texts. Out: how alike they are (the Dice coefficient of their words). Refuses nothing.
#include "conformance/likeness.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>

namespace engross {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80;
}

std::map<std::string, std::size_t> words_of(std::string_view text) {
  std::map<std::string, std::size_t> words;
  std::string word;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_word_byte(text[at])) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      continue;
    }
    if (!word.empty()) ++words[word];
    word.clear();
    if (text.substr(at).starts_with("{{")) at = std::min(text.find("}}", at), text.size() - 1);
  }
  return words;
}

std::size_t count(const std::map<std::string, std::size_t>& words) {
  std::size_t sum = 0;
  for (const auto& [word, times] : words) sum += times;
  return sum;
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
  const auto first = words_of(a);
  const auto second = words_of(b);
  const std::size_t all = count(first) + count(second);
  if (all == 0) return 0;
  std::size_t shared = 0;
  for (const auto& [word, times] : first)
    if (const auto other = second.find(word); other != second.end()) shared += std::min(times, other->second);
  return 2.0 * static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace engross
