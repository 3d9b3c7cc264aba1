// In: a paragraph. Out: its name, places in it, and its body.
#include "conformance/library_words.hpp"

#include <algorithm>

#include "department/front_matter.hpp"

namespace engross {

std::string shown_name(const Paragraph& paragraph) {
  return paragraph.language.empty() ? paragraph.id : paragraph.id + " (" + paragraph.language + ")";
}

Span place_of_key(const Paragraph& paragraph, std::string_view key) {
  if (!paragraph.source) return {};
  const std::string_view text = paragraph.source->text;
  const std::string wanted = "\n" + std::string(key) + ":";
  const std::size_t at = text.find(wanted);
  const auto parts = find_front_matter(text);
  if (!parts || at == std::string_view::npos || at + 1 >= parts->yaml.end) return {paragraph.source, 0, 0};
  const std::size_t end = std::min(text.find('\n', at + 1), text.size());
  return {paragraph.source, static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(end)};
}

std::string_view body_of(const Paragraph& paragraph) {
  const std::string_view text = paragraph.source->text;
  const auto parts = find_front_matter(text);
  return parts ? text.substr(parts->body) : text;
}

}  // namespace engross
