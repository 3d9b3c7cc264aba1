// In: samples of 8 bits. Out: the same picture as grey, as indices into a palette, or as it was, in the fewest bits
// that a PDF allows (ISO 32000-1, 8.9.5.1). Refuses nothing.
//
// Letterheads and signatures are drawn in one ink, so this is most of what they weigh.
#include "pdf/samples.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "pdf/syntax.hpp"

namespace engross::pdf {

namespace {

constexpr std::size_t most_colours = 256;

std::uint32_t colour_at(std::string_view samples, std::size_t at) {
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(samples[at + i])}; };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

// In rising order; empty when there are more than a palette holds.
std::vector<std::uint32_t> colours_of(std::string_view samples) {
  std::vector<std::uint32_t> colours;
  for (std::size_t at = 0; at + 3 <= samples.size(); at += 3) {
    const std::uint32_t colour = colour_at(samples, at);
    if (at > 0 && colour == colour_at(samples, at - 3)) continue;  // most pixels are like their neighbour
    const auto place = std::ranges::lower_bound(colours, colour);
    if (place != colours.end() && *place == colour) continue;
    if (colours.size() == most_colours) return {};
    colours.insert(place, colour);
  }
  return colours;
}

bool is_grey(std::uint32_t colour) {
  return (colour >> 16U) == (colour & 0xFFU) && (colour >> 8U & 0xFFU) == (colour & 0xFFU);
}

// One value a pixel, each less than 1 << bits, from the left of each byte.
std::string packed(std::string_view values, std::size_t width, int bits) {
  const auto per_byte = static_cast<std::size_t>(8 / bits);
  std::string rows;
  rows.reserve(values.size() / per_byte + values.size() / width);
  for (std::size_t row = 0; row + width <= values.size(); row += width) {
    for (std::size_t x = 0; x < width; x += per_byte) {
      unsigned byte = 0;
      for (std::size_t i = 0; i < per_byte; ++i)
        byte = byte << static_cast<unsigned>(bits) |
               (x + i < width ? static_cast<unsigned char>(values[row + x + i]) : 0U);
      rows.push_back(static_cast<char>(byte));
    }
  }
  return rows;
}

Samples single(std::string_view values, std::size_t width, int bits) {
  Samples made;
  made.components = 1;
  made.bits = bits;
  made.bytes = bits == 8 ? std::string(values) : packed(values, width, bits);
  made.row_bytes = (width * static_cast<std::size_t>(bits) + 7) / 8;
  return made;
}

// Grey levels of fewer bits are spread evenly from black to white.
Samples reduced_grey(std::string_view levels, std::size_t width) {
  std::array<bool, 256> used{};
  for (const char level : levels) used[static_cast<unsigned char>(level)] = true;
  for (const int bits : {1, 2, 4}) {
    const int step = 255 / ((1 << bits) - 1);
    bool fits = true;
    for (int level = 0; level < 256; ++level)
      fits = fits && (!used[static_cast<std::size_t>(level)] || level % step == 0);
    if (!fits) continue;
    std::string values(levels);
    for (char& value : values) value = static_cast<char>(static_cast<unsigned char>(value) / step);
    return single(values, width, bits);
  }
  return single(levels, width, 8);
}

Samples indexed(std::string_view samples, std::size_t width, const std::vector<std::uint32_t>& colours) {
  std::string indices;
  indices.reserve(samples.size() / 3);
  for (std::size_t at = 0; at + 3 <= samples.size(); at += 3)
    indices.push_back(static_cast<char>(std::ranges::lower_bound(colours, colour_at(samples, at)) - colours.begin()));
  int bits = 1;
  while (colours.size() > std::size_t{1} << static_cast<unsigned>(bits)) bits *= 2;
  Samples made = single(indices, width, bits);
  for (const std::uint32_t colour : colours)
    for (const unsigned shift : {16U, 8U, 0U}) made.palette.push_back(static_cast<char>(colour >> shift & 0xFFU));
  return made;
}

std::string every_third(std::string_view samples) {
  std::string levels;
  levels.reserve(samples.size() / 3);
  for (std::size_t at = 0; at + 3 <= samples.size(); at += 3) levels.push_back(samples[at]);
  return levels;
}

}  // namespace

std::string Samples::entries() const {
  Dictionary entries;
  if (palette.empty()) {
    entries.name("ColorSpace", components == 1 ? "DeviceGray" : "DeviceRGB");
  } else {
    std::string space = "[/Indexed /DeviceRGB ";
    append_integer(space, static_cast<std::int64_t>(palette.size() / 3) - 1);
    space.push_back(' ');
    append_hex(space, palette);
    entries.raw("ColorSpace", space + "]");
  }
  return entries.integer("BitsPerComponent", bits).take();
}

Samples reduced(std::string_view samples, std::size_t width, int components) {
  if (components == 1) return reduced_grey(samples, width);
  const std::vector<std::uint32_t> colours = colours_of(samples);
  if (colours.empty()) return {std::string(samples), 3 * width, 3, 8, {}};
  if (std::ranges::all_of(colours, is_grey)) return reduced_grey(every_third(samples), width);
  return indexed(samples, width, colours);
}

}  // namespace engross::pdf
