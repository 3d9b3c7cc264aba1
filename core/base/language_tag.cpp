// In: a tag of a language. Out: whether it has the shape of one; its first part. Refuses nothing.
#include "base/language_tag.hpp"

#include <cstddef>

namespace engross {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  std::size_t length = 0;
  bool first = true;
  for (std::size_t i = 0; i <= tag.size(); ++i) {
    if (i < tag.size() && tag[i] != '-') {
      const bool letter = is_letter(tag[i]);
      if (!letter && (first || !is_digit(tag[i]))) return false;
      ++length;
      continue;
    }
    if (length > 8 || length < (first ? 2U : 1U) || (first && length > 3)) return false;
    length = 0;
    first = false;
  }
  return true;
}

std::string_view primary_subtag(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

}  // namespace engross
