// The text of a draft, fit to be read: private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/enough.hpp"
#include "base/result.hpp"
#include "base/source.hpp"
#include "compose/draft.hpp"

namespace engross {

// Offsets below are bytes after the front matter.
struct DraftText {
  SourceRef source;  // UTF-8 in NFC, lines end in a line feed alone, no byte order mark; the draft's own name
  DraftHead head;
  std::uint32_t body = 0;  // where the front matter ends

  std::string_view words() const { return std::string_view(source->text).substr(body); }
  std::string_view words(std::size_t begin, std::size_t end) const { return words().substr(begin, end - begin); }
  Span at(std::size_t begin, std::size_t end) const {
    return {source, body + static_cast<std::uint32_t>(begin), body + static_cast<std::uint32_t>(end)};
  }
};

// Errors of one draft. A file of nothing but errors says so soon (base/enough.hpp).
class DraftFaults {
 public:
  bool enough() const { return has_enough(list_); }
  bool empty() const { return list_.empty(); }
  // Empty hints are left out.
  void add(std::string code, Span span, std::string message, std::vector<std::string> hints = {});
  void add(Diagnostics diagnostics) {
    for (Diagnostic& one : diagnostics) add_up_to_most(list_, std::move(one));
  }
  Diagnostics take() { return std::move(list_); }

 private:
  Diagnostics list_;
};

// Errors: "draft.not-utf8", "draft.character", "draft.too-large" (over 2 MiB), "draft.front-matter",
// "draft.unknown-key", "draft.quotes", "draft.date", "draft.allow", and those of YAML.
Result<DraftText> open_draft_text(const SourceRef& draft);

}  // namespace engross
