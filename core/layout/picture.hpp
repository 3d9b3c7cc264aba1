// A picture, decoded once by libpng or libjpeg: what layout needs (size) and what pdf embeds (samples or JPEG stream).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"

namespace engross {

struct Picture {
  std::string name;
  int width = 0;  // pixels
  int height = 0;
  int components = 3;   // 1 grey, 3 RGB
  std::string samples;  // 8 bits a component, rows top-down; empty for JPEG
  std::string alpha;    // 8 bits a pixel, or empty when opaque
  std::string jpeg;     // a whole baseline or progressive JPEG, or empty
  std::string sha256;

  // PNG or JPEG by content. Errors: "picture.not-a-picture", "picture.damaged" (what the decoder said),
  // "picture.too-large" (over 40 megapixels), "picture.colour-space" (CMYK JPEG), "picture.interlaced" (a PNG that
  // also has 16 bits a sample).
  static Result<std::shared_ptr<const Picture>> from_bytes(std::string name, const std::string& bytes);
};
using PictureRef = std::shared_ptr<const Picture>;

}  // namespace engross
