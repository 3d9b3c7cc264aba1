// Inlines as one flat text with spans of style: what the setter of lines reads, and the key of its cache.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "letter/letter.hpp"
#include "style/house_style.hpp"

namespace engross {

struct StyleSpan {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  std::uint8_t slot = 0;             // bit 0 bold, bit 1 italic
  std::int16_t link = -1;            // index into StyledText::links
  Origin::Kind origin = Origin::Kind::skeleton;
  const Inline* source = nullptr;  // for diagnostics; null for furniture
};

struct StyledText {
  std::string text;              // UTF-8; a line feed is a forced break
  std::vector<StyleSpan> spans;  // in order, without gaps
  std::vector<const Inline*> links;
  bool too_deep = false;  // emphasis within emphasis beyond all sense

  void clear();
  void add(const std::vector<Inline>& inlines, const TextStyle& style);
  void add(std::string_view words, const TextStyle& style);
  void add_break();
  const StyleSpan& span_at(std::uint32_t offset) const;
};

}  // namespace engross
