// Where a text may be broken into lines, before anything is known about widths.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "layout/break_lines.hpp"
#include "layout/hyphenation.hpp"

struct UBreakIterator;

namespace engross {

// ICU's break iterators, opened once; one thread at a time.
class TextBoundaries {
 public:
  TextBoundaries();
  ~TextBoundaries();
  TextBoundaries(const TextBoundaries&) = delete;
  TextBoundaries& operator=(const TextBoundaries&) = delete;

  // Offsets after which a line may end by UAX 14, in order, without 0; they hold until the next call.
  const std::vector<std::uint32_t>& line_breaks(std::string_view text);
  // Ends of grapheme clusters (UAX 29), in order.
  void graphemes(std::string_view text, std::vector<std::uint32_t>& offsets);

 private:
  UBreakIterator* lines_ = nullptr;
  UBreakIterator* graphemes_ = nullptr;
  std::vector<std::uint32_t> line_offsets_;
};

struct Opportunity {
  std::uint32_t offset = 0;  // a line may end before this byte
  BreakKind kind = BreakKind::space;
};

// UAX 14, forced breaks at line feeds, soft hyphens, addresses of the web and of mail, and hyphenation when a
// dictionary is given. The last one is the text's end, forced.
void find_opportunities(std::string_view text, const Hyphenation* hyphenation, TextBoundaries& boundaries,
                        std::vector<Opportunity>& found);

}  // namespace engross
