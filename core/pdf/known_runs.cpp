// In: runs whose words have been checked. Out: what is known of them. Refuses nothing.
#include "pdf/known_runs.hpp"

namespace engross::pdf {

KnownRun& KnownRuns::at(const GlyphRun& run, const FaceRef& face) {
  if (KnownRun* known = find(run, face)) return *known;
  KnownRun fresh{.shown = run.shown,
                 .face = face,
                 .glyphs = GlyphSet(face->glyph_count()),
                 .array = {},
                 .program = nullptr,
                 .word_space = 0};
  for (const Glyph& glyph : run.glyphs()) fresh.glyphs.add(glyph.id);
  constexpr std::size_t array_and_set = 8, fixed = 512;  // bytes a glyph, bytes a run: about
  const std::size_t weight = run.glyphs().size() * (sizeof(Glyph) + array_and_set) + fixed;
  return runs_.keep({run.shown.get(), face.get()}, std::move(fresh), weight);
}

}  // namespace engross::pdf
