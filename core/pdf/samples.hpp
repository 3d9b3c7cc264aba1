// The samples of a picture in the fewest bits that hold them all: nothing is lost.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engross::pdf {

struct Samples {
  std::string bytes;  // rows top-down, each begins at a byte
  std::size_t row_bytes = 0;
  int components = 3;   // a pixel: 1 grey or an index, 3 RGB
  int bits = 8;         // a component: 1, 2, 4 or 8
  std::string palette;  // RGB, 3 bytes a colour, when a sample is an index; else empty

  // What stands for /ColorSpace and /BitsPerComponent.
  std::string entries() const;
};

// `samples`: 8 bits a component, `width` pixels a row, 1 or 3 components a pixel.
Samples reduced(std::string_view samples, std::size_t width, int components);

}  // namespace engross::pdf
