// A paragraph as lines of glyphs: shaped, broken and spaced, but not yet anywhere on a page.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "layout/break_lines.hpp"
#include "layout/cache_state.hpp"
#include "layout/hyphenation.hpp"
#include "layout/pages.hpp"
#include "layout/styled_text.hpp"

namespace engross {

struct TextSetting {
  double size = 11;
  Colour colour;
  LineMeasure measure;
  const Hyphenation* hyphenation = nullptr;
};

// Lines of a text, lengths in points from the left end of each baseline. GlyphRun::face is an index into
// FontSlots::faces; GlyphRun::element is a link of the text, or `artifact` for words outside links. y is 0.
struct SetLine {
  std::vector<GlyphRun> runs;
  double width = 0;   // without spaces at the end
  double indent = 0;  // 0, or for lines after the first the difference of the measures
  struct LinkPart {
    std::int32_t link = 0;
    double x = 0, width = 0;
  };
  std::vector<LinkPart> links;
};

struct SetLink {
  std::string target, words;
};

struct SetText {
  std::vector<SetLine> lines;
  std::vector<SetLink> links;
  std::size_t bytes = 0;  // of memory, about
};
using SetTextRef = std::shared_ptr<const SetText>;

// Sets texts in the faces of one font set. Problems are added to the diagnostics: errors "layout.no-glyph",
// "layout.word-too-long", "layout.too-deep"; the note "layout.word-broken". After an error the lines may be short of
// words.
class TextSetter {
 public:
  TextSetter(LayoutCache::State& state, const FontSlots& fonts, Diagnostics& problems)
      : state_(state), fonts_(fonts), problems_(problems) {}

  SetTextRef set(const StyledText& text, const TextSetting& setting);
  // One line of furniture, as wide as it comes.
  SetTextRef set_line(std::string_view words, const TextStyle& style);
  // How wide a text would like to be, and must be.
  struct Extent {
    double natural = 0, longest_piece = 0;
  };
  Extent measure(const std::vector<Inline>& inlines, const TextStyle& style);

  const FontSlots& fonts() const { return fonts_; }
  Diagnostics& problems() { return problems_; }
  StyledText& scratch() { return scratch_; }

 private:
  SetTextRef set_afresh(const StyledText& text, const TextSetting& setting);

  LayoutCache::State& state_;
  const FontSlots& fonts_;
  Diagnostics& problems_;
  StyledText scratch_;
};

}  // namespace engross
