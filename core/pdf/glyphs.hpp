// Which glyphs a letter draws, and which characters each of them stands for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "layout/pages.hpp"

namespace engross::pdf {

class GlyphSet {
 public:
  explicit GlyphSet(std::size_t glyph_count = 0) : words_((glyph_count + 63) / 64) {}
  void add(std::uint16_t glyph) { words_[glyph / 64U] |= std::uint64_t{1} << (glyph % 64U); }
  bool has(std::uint16_t glyph) const { return (words_[glyph / 64U] >> (glyph % 64U) & 1U) != 0; }
  bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  bool covers(const GlyphSet& other) const {
    for (std::size_t i = 0; i < other.words_.size(); ++i)
      if ((other.words_[i] & ~(i < words_.size() ? words_[i] : 0)) != 0) return false;
    return true;
  }

 private:
  std::vector<std::uint64_t> words_;
};

using GlyphTexts = std::map<std::uint16_t, std::string>;  // UTF-8

// One set a face, in the order of Pages::faces.
std::vector<GlyphSet> glyphs_of(const Pages& pages);
// The glyphs of one face with the text that each stands for where the letter first draws it.
GlyphTexts texts_of(const Pages& pages, std::uint16_t face);

// Calls with each cluster of a run, in drawing order: first glyph, number of glyphs, the text that they show together.
template <class Visit>
void for_each_cluster(const GlyphRun& run, Visit visit) {
  const std::vector<Glyph>& glyphs = run.glyphs;
  const std::string_view text = run.text;
  const auto earlier = [](const Glyph& a, const Glyph& b) { return a.cluster < b.cluster; };
  std::vector<std::uint32_t> starts;  // only for text that does not run from left to right
  if (!std::is_sorted(glyphs.begin(), glyphs.end(), earlier)) {
    for (const Glyph& glyph : glyphs) starts.push_back(glyph.cluster);
    std::sort(starts.begin(), starts.end());
  }
  for (std::size_t first = 0; first < glyphs.size();) {
    const std::uint32_t begin = glyphs[first].cluster;
    std::size_t next = first + 1;
    while (next < glyphs.size() && glyphs[next].cluster == begin) ++next;
    std::size_t end = text.size();
    if (starts.empty()) {
      if (next < glyphs.size()) end = glyphs[next].cluster;
    } else if (const auto after = std::upper_bound(starts.begin(), starts.end(), begin); after != starts.end()) {
      end = *after;
    }
    visit(first, next - first, text.substr(begin, end - begin));
    first = next;
  }
}

}  // namespace engross::pdf
