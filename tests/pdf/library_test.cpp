// What the libraries behind the document cannot do comes out as a diagnostic.
#include <hb.h>

#include "pdf/font_program.hpp"
#include "pdf/objects.hpp"
#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"

namespace engross::pdf {
namespace {

using test::FailsWith;
using test::Succeeds;

TEST(Objects, SayWhatLibharuRefused) {
  Objects objects;
  objects.add_page(595, 842);
  objects.add_page(1, 842);  // libharu takes pages of 3 to 14,400 points
  const auto written = objects.write();
  ASSERT_THAT(written, FailsWith("pdf.library"));
  EXPECT_EQ(written.error()[0].message, "libharu could not make the document: its error 0x1054, detail 0");
  EXPECT_EQ(written.error()[0].hints[0], "the codes are listed in libharu's hpdf_error.h");
  Objects sound;
  sound.add_page(3, 14'400);
  EXPECT_THAT(sound.write(), Succeeds());
}

TEST(FontProgram, SaysWhenThereIsNoSubset) {
  const auto pages = test::sample_letter();
  const Face& face = *pages.faces.at(0);
  Deflater deflate;
  const auto made = FontProgram::make(face, hb_face_get_empty(), {{1, "a"}}, deflate);
  ASSERT_THAT(made, FailsWith("pdf.font"));
  EXPECT_EQ(made.error()[0].message, "no subset can be made of the font " + face.name());
}

TEST(FontProgram, OfAllGlyphsSaysWhenNoPartCanBeEmbedded) {
  const auto pages = test::sample_letter();
  const Face& face = *pages.faces.at(0);
  const auto whole = FontProgram::whole(face, {{36, "A"}});
  EXPECT_EQ(whole->text_of(36), "A");
  EXPECT_EQ(whole->slot_of(36).code, 36);
  EXPECT_EQ(whole->text_of(37), "");
  GlyphSet used(face.glyph_count());
  used.add(36);
  Deflater deflate;
  EXPECT_THAT(whole->embed_part(face, face.hb_face(), used, deflate), Succeeds());
  EXPECT_THAT(whole->embed_part(face, hb_face_get_empty(), used, deflate), FailsWith("pdf.font"));
}

}  // namespace
}  // namespace engross::pdf
