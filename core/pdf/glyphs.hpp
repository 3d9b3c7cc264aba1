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
  void add(const GlyphSet& other) {
    for (std::size_t i = 0; i < words_.size() && i < other.words_.size(); ++i) words_[i] |= other.words_[i];
  }
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

// The glyphs of one face with the text that each stands for where the letter first draws it.
GlyphTexts texts_of(const Pages& pages, std::uint16_t face);

// Glyphs of a run that show some text together.
struct Cluster {
  std::size_t first = 0, count = 0;
  std::string_view text;
};

class Clusters {
 public:
  explicit Clusters(const GlyphRun& run);
  bool ascending() const { return starts_.empty(); }
  Cluster at(std::size_t first) const;  // `first` is where one begins

 private:
  const std::vector<Glyph>& glyphs_;
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  // sorted; only for text that does not run from left to right
};

// Calls with each cluster of a run, in drawing order.
template <class Visit>
void for_each_cluster(const GlyphRun& run, Visit visit) {
  const Clusters clusters(run);
  for (std::size_t at = 0; at < run.glyphs().size();) {
    const Cluster cluster = clusters.at(at);
    visit(cluster);
    at += cluster.count;
  }
}

}  // namespace engross::pdf
