// In: a text and a byte offset. Out: line and column, computed only when somebody asks.
// Refuses nothing: an offset past the end is the end.
#include "base/source.hpp"

#include <algorithm>

namespace engross {

SourceRef make_source(std::string name, std::string text) {
  return std::make_shared<const Source>(Source{std::move(name), std::move(text)});
}

std::string_view Span::text() const {
  if (!source || begin > source->text.size()) return {};
  return std::string_view(source->text).substr(begin, end > begin ? end - begin : 0);
}

LineColumn locate(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto is_lead_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {.line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
          .column = 1 + static_cast<std::size_t>(std::ranges::count_if(before.substr(line_start), is_lead_byte))};
}

}  // namespace engross
