// Fenced divs: `::: name {key="value"}` … `:::`, read line by line before Markdown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace engross {

// Column 0, not inside a code fence, depth two at most. A piece is a div or the text between divs; offsets are bytes
// into the text that was read.
struct FencePiece {
  std::string name;  // empty: text outside a div
  std::vector<std::pair<std::string, std::string>> attributes;
  std::uint32_t begin = 0;  // of the content
  std::uint32_t end = 0;
  std::uint32_t opening_begin = 0;   // of the `:::` line, for diagnostics
  std::vector<FencePiece> children;  // of a div with divs in it: those and the text between them, in order
};

// Errors: "fence.unclosed", "fence.unopened", "fence.too-deep", "fence.name", "fence.attributes", "fence.indented"
// (read as if it were not, so that nothing else is said of it). Places are given by `place`, which maps a byte range of
// the text to a span (identity for files, the merged text's map for templates).
struct FencePlaces {
  virtual ~FencePlaces() = default;
  virtual Span at(std::size_t begin, std::size_t end) const = 0;
};
// Text that is white space alone is no piece.
Result<std::vector<FencePiece>> read_fences(std::string_view text, const FencePlaces& places);

// `::: name {key="value"}` with values escaped; the content is closed by `:::` on its own line.
std::string write_fence(std::string_view name, const std::vector<std::pair<std::string, std::string>>& attributes,
                        std::string_view content);

}  // namespace engross
