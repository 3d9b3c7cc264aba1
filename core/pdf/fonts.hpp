// Which part of each face a letter embeds: the smallest prepared tier that covers it, or exactly its own glyphs.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pdf/font_program.hpp"
#include "pdf/known_runs.hpp"

namespace engross::pdf {

// A face and its tiers, each made when a letter first needs it.
class PreparedFace {
 public:
  explicit PreparedFace(FaceRef face);
  // The smallest tier that holds all the glyphs; null when none does.
  Result<std::shared_ptr<const FontProgram>> tier_for(const GlyphSet& glyphs, Deflater& deflate);
  Result<std::shared_ptr<const FontProgram>> exact(const GlyphTexts& texts, Deflater& deflate) const;
  // For a file of many letters: all glyphs, and then the part of them that the file uses.
  const std::shared_ptr<const FontProgram>& whole();
  Result<EmbeddedFont> part(const GlyphSet& used, Deflater& deflate);

 private:
  struct Tier {
    GlyphTexts texts;
    GlyphSet glyphs;
    std::shared_ptr<const FontProgram> program;
  };
  FaceRef face_;
  std::shared_ptr<hb_face_t> prepared_;
  std::array<Tier, 3> tiers_;
  std::shared_ptr<const FontProgram> whole_;
};

// By the hash of the face. Emptied when it has grown past what any house style needs.
class FaceCache {
 public:
  PreparedFace& at(const FaceRef& face);

 private:
  std::map<std::string, PreparedFace, std::less<>> faces_;
};

struct ChosenFont {
  std::shared_ptr<const FontProgram> program;  // null where no glyph is drawn
  bool tier = false;                           // other letters will be drawn with it
};

// One a face, in the order of Pages::faces: the glyphs that are drawn.
std::vector<GlyphSet> glyphs_of(const Pages& pages, KnownRuns& runs);
// One a face, in the order of Pages::faces. Error: "pdf.font".
Result<std::vector<ChosenFont>> choose_fonts(const Pages& pages, FontEmbedding embedding, KnownRuns& runs,
                                             FaceCache& faces, Deflater& deflate);

}  // namespace engross::pdf
