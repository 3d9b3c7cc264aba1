// In: a text and a byte offset. Out: line and column, computed only when somebody asks.
// Refuses nothing: an offset past the end is the end.
#include "base/source.hpp"

#include <algorithm>

#include "base/shown.hpp"

namespace engross {

// A source's name goes into diagnostics, records and drafts, so it is text whatever the file's name is.
SourceRef make_source(std::string name, std::string text) {
  return std::make_shared<const Source>(Source{shown(name), std::move(text)});
}

std::string_view Span::text() const {
  if (!source || begin > source->text.size()) return {};
  return std::string_view(source->text).substr(begin, end > begin ? end - begin : 0);
}

// Long files are asked about often (every run of a dump), so whole lines are skipped by memchr.
LineColumn locate(std::string_view text, std::size_t offset) {
  std::string_view before = text.substr(0, std::min(offset, text.size()));
  LineColumn at;
  for (std::size_t feed = before.find('\n'); feed != std::string_view::npos; feed = before.find('\n')) {
    ++at.line;
    before.remove_prefix(feed + 1);
  }
  for (const char byte : before)
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++at.column;
  return at;
}

}  // namespace engross
