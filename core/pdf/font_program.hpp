// A part of a face as a PDF embeds it: a CIDFontType2 with Identity-H codes; and how its glyphs are written and read.
// Immutable once made.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "layout/face.hpp"
#include "pdf/deflate.hpp"
#include "pdf/glyphs.hpp"
#include "pdf/objects.hpp"

namespace engross::pdf {

// A subset and the dictionaries around it.
class EmbeddedFont {
 public:
  // The Type0 font, as `font` where that was reserved. This must live until the file is written.
  Ref add_to(Objects& objects, Ref font = {}) const;

 private:
  friend class FontMaker;
  std::string program_entries_;
  SharedBytes program_, to_unicode_;
  std::string descriptor_, descendant_, font_;  // bodies without the references
};

class FontProgram {
 public:
  // `source` is face.hb_face(), or the same face prepared for many subsets. Error: "pdf.font".
  static Result<std::shared_ptr<const FontProgram>> make(const Face& face, hb_face_t* source, const GlyphTexts& texts,
                                                         Deflater& deflate);
  // Every glyph of the face under its own number, whatever a file will hold of it: what is written with it does not
  // depend on what else the file has. A glyph without a text is read by ActualText alone. It embeds nothing itself:
  // embed_part() does.
  static std::shared_ptr<const FontProgram> whole(const Face& face, const GlyphTexts& texts);
  // Of a whole one: the glyphs that a file uses. Error: "pdf.font".
  Result<EmbeddedFont> embed_part(const Face& face, hb_face_t* source, const GlyphSet& used, Deflater& deflate) const;

  // The two-byte code of a glyph as it stands in a literal string, and what ToUnicode says of it.
  struct Slot {
    std::uint16_t code = 0;            // 0: not held
    char letter = 0;                   // the text, when it is one byte long
    std::uint8_t length = 0;           // of what is written
    std::array<char, 4> written = {};  // both bytes, escaped
  };
  const Slot& slot_of(std::uint16_t glyph) const { return slots_[glyph]; }
  const std::string& text_of(std::uint16_t glyph) const { return texts_[slots_[glyph].code]; }
  bool spells(const Slot& slot, std::string_view text) const {
    return slot.letter != 0 && text.size() == 1 ? slot.letter == text[0] : texts_[slot.code] == text;
  }

  // The Type0 font. This program must live until the file is written.
  Ref add_to(Objects& objects) const { return embedded_.add_to(objects); }

 private:
  FontProgram() = default;
  void give_code(std::uint16_t glyph, std::uint16_t code, const std::string& text);
  std::vector<Slot> slots_;         // by glyph of the face
  std::vector<std::string> texts_;  // by code
  EmbeddedFont embedded_;
};

}  // namespace engross::pdf
