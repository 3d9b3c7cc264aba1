// The text of a draft, fit to be read: private to this room.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "base/source.hpp"
#include "compose/draft.hpp"

namespace engross {

struct DraftText {
  SourceRef source;  // UTF-8 in NFC, lines end in a line feed alone, no byte order mark; the draft's own name
  DraftHead head;
  std::uint32_t body = 0;  // where the front matter ends
};

// Errors: "draft.not-utf8", "draft.character", "draft.too-large" (over 2 MiB), "draft.front-matter",
// "draft.unknown-key", and those of YAML.
Result<DraftText> open_draft_text(const SourceRef& draft);

}  // namespace engross
