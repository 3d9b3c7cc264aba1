// In: a word of a command. Out: the same as a POSIX shell takes it.
// Refuses nothing.
#include "base/shell_word.hpp"

#include <algorithm>
#include <string_view>

namespace engross {
namespace {

bool is_plain(char c) {
  constexpr std::string_view marks = "-_./,:=+@%";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

}  // namespace

std::string shell_word(const std::string& word) {
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace engross
