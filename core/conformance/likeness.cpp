// In: two texts. Out: how alike they are (the Dice coefficient of their words). Refuses nothing.
#include "conformance/likeness.hpp"

#include <algorithm>
#include <cctype>

namespace engross {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80;
}

}  // namespace

WordCounts::WordCounts(std::string_view text) {
  std::string word;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_word_byte(text[at])) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      continue;
    }
    if (!word.empty()) {
      ++times[word];
      ++all;
    }
    word.clear();
    if (text.substr(at).starts_with("{{")) at = std::min(text.find("}}", at), text.size() - 1);
  }
}

double likeness(const WordCounts& a, const WordCounts& b) {
  if (a.all + b.all == 0) return 0;
  std::size_t shared = 0;
  for (const auto& [word, count] : a.times)
    if (const auto other = b.times.find(word); other != b.times.end()) shared += std::min(count, other->second);
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.all + b.all);
}

}  // namespace engross
