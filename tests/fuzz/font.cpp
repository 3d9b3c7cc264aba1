// Fonts: any bytes, as a face, and as the subset that a PDF holds. Every character has a glyph of the face, and each
// glyph that was asked for is in the subset with its text.
#include <hb.h>

#include "layout/face.hpp"
#include "pdf/font_program.hpp"
#include "require.hpp"

namespace {

using namespace engross;

pdf::GlyphTexts some_glyphs(const Face& face) {
  pdf::GlyphTexts texts;
  for (const char32_t c : U"Dear AW\u00c5fi\u017d\u20ac\u05d0") {
    const auto glyph = face.glyph_for(c);
    if (!glyph) continue;
    fuzz::require(*glyph > 0 && *glyph < face.glyph_count(), "a character has a glyph of the face");
    texts.emplace(*glyph, "x");
  }
  texts.emplace(static_cast<std::uint16_t>(face.glyph_count() - 1), "last");
  return texts;
}

void shape(const Face& face) {
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, "Dear A\u030a fi", -1, 0, -1);
  hb_buffer_guess_segment_properties(buffer);
  hb_shape(face.hb_font(), buffer, nullptr, 0);
  hb_buffer_destroy(buffer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<FaceRef> read = Face::from_bytes("face.ttf", std::string(data, data + size));
  if (!read) {
    fuzz::require_sound(read.error());
    return 0;
  }
  const Face& face = **read;
  fuzz::require(face.glyph_count() > 0 && face.metrics().units_per_em >= 16, "a face has glyphs and a scale");
  fuzz::require(!face.postscript_name().empty() && face.postscript_name().size() <= 63, "a face has a name");
  shape(face);
  const pdf::GlyphTexts texts = some_glyphs(face);
  pdf::Deflater deflate;
  const auto program = pdf::FontProgram::make(face, face.hb_face(), texts, deflate);
  if (!program) {
    fuzz::require_sound(program.error());
    return 0;
  }
  for (const auto& [glyph, text] : texts)
    fuzz::require(glyph == 0 || ((*program)->slot_of(glyph).code != 0 && (*program)->text_of(glyph) == text),
                  "every glyph is in the subset with its text");
  return 0;
}
