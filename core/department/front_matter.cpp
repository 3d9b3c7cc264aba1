// In: the text of a paragraph's file. Out: where its front matter and its body lie. Refuses nothing; it may find
// nothing.
#include "department/front_matter.hpp"

namespace engross {
namespace {

// Past the line that begins at `at`, its line feed included.
std::size_t after_line(std::string_view text, std::size_t at) {
  const std::size_t feed = text.find('\n', at);
  return feed == std::string_view::npos ? text.size() : feed + 1;
}

bool is_fence(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line == "---";
}

}  // namespace

std::optional<FrontMatter> find_front_matter(std::string_view text) {
  const std::size_t begin = after_line(text, 0);
  if (!is_fence(text.substr(0, begin))) return std::nullopt;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t next = after_line(text, at);
    if (is_fence(text.substr(at, next - at)))
      return FrontMatter{.yaml = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)},
                         .body = static_cast<std::uint32_t>(next)};
    at = next;
  }
  return std::nullopt;
}

}  // namespace engross
