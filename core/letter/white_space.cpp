// In: characters, texts, inlines. Out: whether any of it would print.
// Refuses nothing.
#include "letter/white_space.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace engross {

bool is_white_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_white_space(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    if (!is_white_space(d.code_point)) return false;
    i += d.length;
  }
  return true;
}

bool is_white_space(const std::vector<Inline>& inlines) {
  return std::all_of(inlines.begin(), inlines.end(),
                     [](const Inline& run) { return is_white_space(run.text) && is_white_space(run.children); });
}

}  // namespace engross
