// The fonts of a file of many letters: each face once, with the glyphs that all of them draw. Private to this room.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pdf/content.hpp"
#include "pdf/fonts.hpp"

namespace engross::pdf {

class StreamFonts {
 public:
  // Fills `programs` and `fonts`. What the letters before were does not change what this one is drawn with.
  void choose(const Pages& pages, KnownRuns& runs, FaceCache& faces, Objects& objects, Resources& resources);
  // Ends the fonts, when all letters have been drawn. This must live until the file is written. Error: "pdf.font".
  Result<void> embed(FaceCache& faces, Deflater& deflate, Objects& objects);

 private:
  struct Font {
    FaceRef face;
    Ref font;
    GlyphSet used;
    EmbeddedFont embedded;
  };
  std::map<std::string, Font, std::less<>> fonts_;  // by the hash of the face
};

}  // namespace engross::pdf
