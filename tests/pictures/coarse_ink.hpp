// How dark the parts of a page are, so that two drawings of it can be compared whatever their rasters do at edges.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "layout/picture.hpp"
#include "support/process.hpp"

namespace engross::test {

// Mean darkness, 0 to 1, of cells of the page, row by row.
struct CoarseInk {
  std::size_t across = 0, down = 0;
  std::vector<double> cells;

  double total() const {
    double sum = 0;
    for (const double cell : cells) sum += cell;
    return sum;
  }
};

// Of grey samples, a byte each.
inline CoarseInk coarse_ink(std::size_t width, std::size_t height, const std::string& grey, std::size_t cell) {
  CoarseInk ink{.across = width / cell, .down = height / cell, .cells = {}};
  for (std::size_t row = 0; row < ink.down; ++row)
    for (std::size_t column = 0; column < ink.across; ++column) {
      double dark = 0;
      for (std::size_t y = row * cell; y < (row + 1) * cell; ++y)
        for (std::size_t x = column * cell; x < (column + 1) * cell; ++x)
          dark += 255 - static_cast<unsigned char>(grey[y * width + x]);
      ink.cells.push_back(dark / 255 / static_cast<double>(cell * cell));
    }
  return ink;
}

inline CoarseInk coarse_ink_of_png(const std::string& png, std::size_t cell) {
  const auto read = Picture::from_bytes("page.png", png);
  if (!read) return {};
  const Picture& picture = **read;
  const auto count = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  std::string grey(count, '\0');
  const auto components = static_cast<std::size_t>(picture.components);
  for (std::size_t i = 0; i < count; ++i) {
    const auto part = [&](std::size_t c) {
      return static_cast<double>(
          static_cast<unsigned char>(picture.samples[i * components + (components < 3 ? 0 : c)]));
    };
    grey[i] = static_cast<char>(std::lround(0.299 * part(0) + 0.587 * part(1) + 0.114 * part(2)));
  }
  return coarse_ink(static_cast<std::size_t>(picture.width), static_cast<std::size_t>(picture.height), grey, cell);
}

// As poppler draws a page (from 1) of a file.
inline CoarseInk coarse_ink_of_pdf(const std::string& file, int page, int dots_per_inch, std::size_t cell) {
  const TemporaryDirectory folder;
  const std::string number = std::to_string(page);
  run({"pdftoppm", "-r", std::to_string(dots_per_inch), "-gray", "-f", number, "-l", number, "-singlefile", file,
       folder / "page"});
  const std::string pgm = read_file(folder / "page.pgm");
  unsigned width = 0, height = 0;
  int header = 0;
  if (std::sscanf(pgm.c_str(), "P5 %u %u 255%n", &width, &height, &header) != 2) return {};
  return coarse_ink(width, height, pgm.substr(static_cast<std::size_t>(header) + 1), cell);
}

// The greatest difference of any cell; 1 when the drawings are not of one size.
inline double greatest_difference(const CoarseInk& a, const CoarseInk& b) {
  if (a.across != b.across || a.down != b.down || a.cells.empty()) return 1;
  double greatest = 0;
  for (std::size_t i = 0; i < a.cells.size(); ++i) greatest = std::max(greatest, std::abs(a.cells[i] - b.cells[i]));
  return greatest;
}

}  // namespace engross::test
