// A JPEG read to its end by libjpeg, for its facts: the stream itself goes into the PDF unchanged. Whoever draws it on
// a screen has its samples too.
#pragma once

#include <cstdint>
#include <string>

namespace engross {

struct JpegFacts {
  enum class Verdict : std::uint8_t { good, damaged, too_large, colour_space };
  Verdict verdict = Verdict::damaged;
  std::uint32_t width = 0, height = 0;
  int components = 0;   // 1 or 3
  std::string message;  // what the decoder said, or the colour space
};

// Samples, when they are asked for: 8 bits a component, rows top-down; of no meaning unless the verdict is good.
JpegFacts inspect_jpeg(const std::string& bytes, std::uint64_t most_pixels, std::string* samples = nullptr);

}  // namespace engross
