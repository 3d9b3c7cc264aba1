// Which part of each face a letter embeds: the smallest prepared tier that covers it, or exactly its own glyphs.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pdf/font_program.hpp"

namespace engross::pdf {

// A face and its tiers, each made when a letter first needs it.
class PreparedFace {
 public:
  explicit PreparedFace(FaceRef face);
  // The smallest tier that holds all the glyphs; null when none does.
  Result<std::shared_ptr<const FontProgram>> tier_for(const GlyphSet& glyphs, Deflater& deflate);
  Result<std::shared_ptr<const FontProgram>> exact(const GlyphTexts& texts, Deflater& deflate) const;

 private:
  struct Tier {
    GlyphTexts texts;
    GlyphSet glyphs;
    std::shared_ptr<const FontProgram> program;
  };
  FaceRef face_;
  std::shared_ptr<hb_face_t> prepared_;
  std::array<Tier, 3> tiers_;
};

// By the hash of the face. Emptied when it has grown past what any house style needs.
class FaceCache {
 public:
  PreparedFace& at(const FaceRef& face);

 private:
  std::map<std::string, PreparedFace, std::less<>> faces_;
};

// One program a face, in the order of Pages::faces; null where no glyph is drawn. Error: "pdf.font".
Result<std::vector<std::shared_ptr<const FontProgram>>> choose_fonts(const Pages& pages, FontEmbedding embedding,
                                                                     FaceCache& faces, Deflater& deflate);

}  // namespace engross::pdf
