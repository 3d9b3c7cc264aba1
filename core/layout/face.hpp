// A font face: bytes checked once, then shared, immutable, by every thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

struct hb_face_t;
struct hb_font_t;

namespace engross {

struct FaceMetrics {
  int units_per_em = 1000;
  int ascent = 0;   // font units, hhea
  int descent = 0;  // negative
  int cap_height = 0;
  int x_height = 0;
  int italic_angle = 0;  // degrees
  int weight = 400;      // OS/2
  std::array<int, 4> bbox{};
  bool fixed_pitch = false;
  bool serif = false;
};

class Face {
 public:
  // TrueType outlines (glyf). Errors: "font.not-a-font", "font.damaged" (a table that does not fit the file or itself),
  // "font.no-outlines", "font.may-not-embed" (OS/2 fsType says restricted, or no subsetting), "font.collection".
  static Result<std::shared_ptr<const Face>> from_bytes(std::string name, std::string bytes);
  ~Face();
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  const std::string& name() const { return name_; }  // the file
  const std::string& postscript_name() const { return postscript_name_; }
  const std::string& sha256() const { return sha256_; }
  const std::string& bytes() const { return bytes_; }
  const FaceMetrics& metrics() const { return metrics_; }
  std::uint32_t glyph_count() const { return static_cast<std::uint32_t>(advances_.size()); }
  int advance(std::uint16_t glyph) const { return advances_[glyph]; }  // font units
  int highest() const { return highest_; }                   // font units above the baseline that any outline reaches
  std::optional<std::uint16_t> glyph_for(char32_t c) const;  // nothing when the face lacks it
  hb_face_t* hb_face() const { return face_; }
  hb_font_t* hb_font() const { return font_; }  // scale: units_per_em; immutable

 private:
  Face() = default;
  std::string name_, postscript_name_, sha256_, bytes_;
  FaceMetrics metrics_;
  std::vector<int> advances_;
  int highest_ = 0;
  std::vector<std::pair<char32_t, std::uint16_t>> characters_;  // sorted
  hb_face_t* face_ = nullptr;
  hb_font_t* font_ = nullptr;
};
using FaceRef = std::shared_ptr<const Face>;

// The faces of a house style.
struct FontSet {
  FaceRef regular, bold, italic, bold_italic;
  std::vector<FaceRef> fallback;
};

}  // namespace engross
