// In: letter by letter, the glyphs that are drawn. Out: one font a face. Refuses, at the end, a face that cannot be
// subset ("pdf.font").
#include "pdf/stream_fonts.hpp"

namespace engross::pdf {

void StreamFonts::choose(const Pages& pages, KnownRuns& runs, FaceCache& faces, Objects& objects,
                         Resources& resources) {
  const std::vector<GlyphSet> used = glyphs_of(pages, runs);
  resources.programs.resize(used.size());
  resources.fonts.resize(used.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i].empty()) continue;
    const FaceRef& face = pages.faces[i];
    const auto [at, fresh] = fonts_.try_emplace(face->sha256());
    Font& font = at->second;
    if (fresh) {
      font.face = face;
      font.font = objects.reserve();
      font.used = GlyphSet(face->glyph_count());
    }
    font.used.add(used[i]);
    resources.programs[i] = {faces.at(face).whole(), true};
    resources.fonts[i] = font.font;
  }
}

Result<void> StreamFonts::embed(FaceCache& faces, Deflater& deflate, Objects& objects) {
  Diagnostics errors;
  for (auto& [hash, font] : fonts_) {
    auto embedded = faces.at(font.face).part(font.used, deflate);
    if (!embedded) {
      append(errors, embedded.error());
      continue;
    }
    font.embedded = std::move(*embedded);
    font.embedded.add_to(objects, font.font);
  }
  if (!errors.empty()) return fail(std::move(errors));
  return {};
}

}  // namespace engross::pdf
