// What a worker remembers of words that it drew before. Letters share the lines that they have in common (ShownText),
// so a line of a fixed paragraph is checked, and written as an operand of TJ, once.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "base/generations.hpp"
#include "layout/pages.hpp"
#include "pdf/font_program.hpp"
#include "pdf/glyphs.hpp"

namespace engross::pdf {

struct KnownRun {
  ShownTextRef shown;  // both are held, so that their addresses go on naming them
  FaceRef face;
  GlyphSet glyphs;
  // The array, when the run is nothing else and its font program is one that other letters use too; else empty.
  std::string array;
  std::shared_ptr<const FontProgram> program;
  std::int64_t word_space = 0;
};

class KnownRuns {
 public:
  // The words of the run in that face, if they were met before; they are sound then.
  KnownRun* find(const GlyphRun& run, const FaceRef& face) { return runs_.find(Key{run.shown.get(), face.get()}); }
  // Only for words that passed check().
  KnownRun& at(const GlyphRun& run, const FaceRef& face);

 private:
  struct Key {
    const ShownText* shown;
    const Face* face;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return std::hash<const void*>{}(key.shown) * 31 + std::hash<const void*>{}(key.face);
    }
  };
  static constexpr std::size_t most_bytes = std::size_t{4} << 20U;  // a generation
  Generations<std::unordered_map<Key, KnownRun, Hash>> runs_{most_bytes};
};

}  // namespace engross::pdf
