// A paragraph as glyphs and as the pieces that lines are made of, before its lines are chosen.
#pragma once

#include <vector>

#include "layout/break_lines.hpp"
#include "layout/cache_state.hpp"
#include "layout/styled_text.hpp"

namespace engross {

struct PieceExtent {
  std::uint32_t glyphs_begin = 0;
  std::uint32_t glyphs_end = 0;  // without the spaces that follow
  std::uint32_t trail_end = 0;   // with them
  std::uint32_t text_begin = 0;
  std::uint32_t text_end = 0;  // with the spaces or the forced break
};

struct ShapedParagraph {
  const StyledText* text = nullptr;
  std::vector<ShapedGlyph> glyphs;  // logical order of words, clusters are offsets into the text
  std::vector<Piece> pieces;
  std::vector<PieceExtent> extents;  // as many as pieces
  bool right_to_left = false;        // some of it
};

struct ShapingContext {
  const FontSlots& fonts;
  LayoutCache::State& state;
  double size = 11;
  const Hyphenation* hyphenation = nullptr;
  double narrowest = 0;  // pieces wider than this are split between characters
  Diagnostics& problems;
};

ShapedParagraph shape_paragraph(const StyledText& text, const ShapingContext& context);

inline double width_of(const ShapedGlyph& glyph, const FontSlots& fonts, double size) {
  return glyph.glyph.advance * size * fonts.em[glyph.face];
}
// The glyph for U+0020 or another plain character in a slot's face; false when no face has it.
bool plain_glyph(char32_t c, std::uint8_t slot, const FontSlots& fonts, ShapedGlyph& found);

}  // namespace engross
