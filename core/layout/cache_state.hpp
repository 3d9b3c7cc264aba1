// What LayoutCache keeps: font sets by identity, shaped words, and whole set paragraphs.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/generations.hpp"
#include "layout/lay_out.hpp"
#include "layout/opportunities.hpp"

struct hb_buffer_t;

namespace engross {

struct SetText;

// A glyph of a shaped word; the cluster counts from the word's first byte.
struct ShapedGlyph {
  Glyph glyph;
  std::uint8_t face = 0;    // index into FontSlots::faces
  std::uint8_t level = 0;   // odd: right to left
  bool substitute = false;  // stands for a character that the face lacks: needs its meaning beside it
};

struct ShapedWord {
  std::vector<ShapedGlyph> glyphs;      // in visual order
  std::vector<std::uint32_t> no_glyph;  // offsets of characters that no face has
};

// The faces of one FontSet. Slots 0..3 are regular, bold, italic, bold italic (the regular face where one is missing).
struct FontSlots {
  std::vector<FaceRef> faces;
  std::vector<double> em;  // of each face: the em in its units, upside down
  std::uint32_t id = 0;
};

struct LayoutCache::State {
  State();
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // The slots of a font set; the faces are held, so that a set is known by its addresses.
  const FontSlots& slots_for(const FontSet& fonts);

  std::vector<std::unique_ptr<FontSlots>> font_sets;
  Generations<TextMap<ShapedWord>> words;
  Generations<TextMap<std::shared_ptr<const SetText>>> paragraphs;
  TextBoundaries boundaries;
  hb_buffer_t* buffer;
  // Scratch, kept for its memory alone.
  std::string word_key, paragraph_key;
  std::vector<Opportunity> opportunities;
};

}  // namespace engross
