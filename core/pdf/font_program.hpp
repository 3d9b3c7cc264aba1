// A part of a face as a PDF embeds it: a CIDFontType2 with Identity-H codes. Immutable once made.
#pragma once

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
                                                         Deflater& deflate, Deflater::Effort effort);

  // The two-byte code of a glyph that is held.
  std::uint16_t code_of(std::uint16_t glyph) const { return codes_[glyph]; }
  // What ToUnicode says of it.
  const std::string& text_of(std::uint16_t glyph) const { return texts_[codes_[glyph]]; }

  // The Type0 font. This program must live until the file is written.
  Ref add_to(Objects& objects) const;

 private:
  FontProgram() = default;
  std::vector<std::uint16_t> codes_;  // by glyph of the face; 0: not held
  std::vector<std::string> texts_;    // by code
  std::string program_entries_, program_;
  std::string to_unicode_;
  std::string descriptor_, descendant_, font_;  // bodies without the references
};

}  // namespace engross::pdf
