// In: Pages whose indices and clusters have been checked. Out: the texts of each glyph of a face.
// Refuses nothing.
#include "pdf/glyphs.hpp"

#include "base/text.hpp"

namespace engross::pdf {

namespace {

constexpr std::string_view no_text = "\xEF\xBF\xBD";  // U+FFFD: never read, for ActualText stands over it

// Several glyphs for one text: a letter and its marks, one character each, or a shape that only the whole explains.
void add_cluster(GlyphTexts& texts, const Face& face, const Glyph* glyphs, std::size_t count, std::string_view text) {
  const std::u32string characters = decode_lossy(text);
  for (std::size_t i = 0; i < count; ++i) {
    const bool one_each = characters.size() == count && face.glyph_for(characters[i]) == glyphs[i].id;
    texts.try_emplace(glyphs[i].id, one_each ? encode({&characters[i], 1}) : std::string(no_text));
  }
}

}  // namespace

Clusters::Clusters(const GlyphRun& run) : glyphs_(run.glyphs()), text_(run.text()) {
  const auto earlier = [](const Glyph& a, const Glyph& b) { return a.cluster < b.cluster; };
  if (std::is_sorted(glyphs_.begin(), glyphs_.end(), earlier)) return;
  for (const Glyph& glyph : glyphs_) starts_.push_back(glyph.cluster);
  std::sort(starts_.begin(), starts_.end());
}

Cluster Clusters::at(std::size_t first) const {
  const std::uint32_t begin = glyphs_[first].cluster;
  std::size_t next = first + 1;
  while (next < glyphs_.size() && glyphs_[next].cluster == begin) ++next;
  std::size_t end = text_.size();
  if (ascending()) {
    if (next < glyphs_.size()) end = glyphs_[next].cluster;
  } else if (const auto after = std::upper_bound(starts_.begin(), starts_.end(), begin); after != starts_.end()) {
    end = *after;
  }
  return {first, next - first, text_.substr(begin, end - begin)};
}

GlyphTexts texts_of(const Pages& pages, std::uint16_t face) {
  GlyphTexts texts;
  std::vector<const GlyphRun*> runs;
  for (const Page& page : pages.pages)
    for (const GlyphRun& run : page.runs)
      if (run.face == face) runs.push_back(&run);
  // What a glyph shows alone goes before what it is a part of.
  for (const bool alone : {true, false}) {
    for (const GlyphRun* run : runs) {
      for_each_cluster(*run, [&](const Cluster& cluster) {
        if ((cluster.count == 1 && !cluster.text.empty()) != alone) return;
        const Glyph* glyphs = &run->glyphs()[cluster.first];
        if (alone) {
          texts.try_emplace(glyphs->id, cluster.text);
        } else {
          add_cluster(texts, *pages.faces[face], glyphs, cluster.count, cluster.text);
        }
      });
    }
  }
  return texts;
}

}  // namespace engross::pdf
