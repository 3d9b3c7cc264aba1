// In: a text and some words. Out: whether the words stand in it, whole, however the white space between them is
// written. Refuses nothing.
#include "letter/holds_words.hpp"

#include <cctype>

#include "base/text.hpp"

namespace engross {
namespace {

bool is_space(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u202F' ||
         (c >= U'\u2000' && c <= U'\u200A');
}

// Letters and digits, whatever is beyond ASCII, and what joins the pieces of a reference.
bool joins(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_' || c == '/';
}

}  // namespace

std::string with_plain_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    if (is_space(d.code_point)) {
      space = !out.empty();
    } else {
      if (space) out += ' ';
      space = false;
      out += text.substr(i, d.length);
    }
    i += d.length;
  }
  return out;
}

bool holds_words(std::string_view text, std::string_view words) {
  const std::string all = with_plain_spaces(text);
  const std::string wanted = with_plain_spaces(words);
  if (wanted.empty()) return false;
  for (std::size_t at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool open_before = at == 0 || !joins(all[at - 1]) || !joins(wanted.front());
    const bool open_after = end == all.size() || !joins(all[end]) || !joins(wanted.back());
    if (open_before && open_after) return true;
  }
  return false;
}

}  // namespace engross
