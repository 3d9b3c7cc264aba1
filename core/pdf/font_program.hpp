// A part of a face as a PDF embeds it: a CIDFontType2 with Identity-H codes. Immutable once made.
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

class FontProgram {
 public:
  // `source` is face.hb_face(), or the same face prepared for many subsets. Error: "pdf.font".
  static Result<std::shared_ptr<const FontProgram>> make(const Face& face, hb_face_t* source, const GlyphTexts& texts,
                                                         Deflater& deflate);

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
  Ref add_to(Objects& objects) const;

 private:
  FontProgram() = default;
  std::vector<Slot> slots_;         // by glyph of the face
  std::vector<std::string> texts_;  // by code
  std::string program_entries_;
  SharedBytes program_, to_unicode_;
  std::string descriptor_, descendant_, font_;  // bodies without the references
};

}  // namespace engross::pdf
