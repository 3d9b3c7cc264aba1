// The fewest bits that hold a picture: how its samples are written, and that each of them can be had back.
#include "pdf/samples.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace engross::test {
namespace {

using pdf::Samples;

std::string bytes(const std::vector<int>& values) {
  std::string made;
  for (const int value : values) made.push_back(static_cast<char>(value));
  return made;
}

// "1x4 0F A0": components, bits, the bytes; a palette after a stroke.
std::string shown(const Samples& samples) {
  std::string text = fmt::format("{}x{}", samples.components, samples.bits);
  for (const char c : samples.bytes) text += fmt::format(" {:02X}", static_cast<unsigned char>(c));
  if (!samples.palette.empty()) text += " |";
  for (const char c : samples.palette) text += fmt::format(" {:02X}", static_cast<unsigned char>(c));
  return text;
}

struct Row {
  std::string name;
  int components;
  std::size_t width;
  std::vector<int> samples;
  std::string written;
};

TEST(ReducedSamples, AreWrittenInTheFewestBitsThatHoldThem) {
  const std::vector<Row> rows = {
      {"black and white", 1, 3, {0, 255, 0, 255, 255, 0}, "1x1 40 C0"},
      {"thirds", 1, 5, {0, 85, 170, 255, 85}, "1x2 1B 40"},
      {"seventeenths", 1, 3, {17, 255, 34}, "1x4 1F 20"},
      {"one level that is none of these", 1, 2, {0, 1}, "1x8 00 01"},
      {"grey in three components", 3, 2, {85, 85, 85, 0, 0, 0}, "1x2 40"},
      {"one colour", 3, 2, {0, 48, 92, 0, 48, 92}, "1x1 00 | 00 30 5C"},
      {"two colours, the palette in order", 3, 3, {9, 0, 0, 1, 2, 3, 9, 0, 0}, "1x1 A0 | 01 02 03 09 00 00"},
      {"three colours", 3, 1, {1, 0, 0, 2, 0, 0, 3, 0, 0}, "1x2 00 40 80 | 01 00 00 02 00 00 03 00 00"},
      {"five colours",
       3,
       5,
       {5, 0, 0, 4, 0, 0, 3, 0, 0, 2, 0, 0, 1, 0, 0},
       "1x4 43 21 00 | 01 00 00 02 00 00 03 00 00 04 00 00 05 00 00"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(shown(pdf::reduced(bytes(row.samples), row.width, row.components)), row.written) << row.name;
}

TEST(ReducedSamples, OfMoreColoursThanAPaletteHoldsStayAsTheyAre) {
  std::string samples;
  for (int i = 0; i < 256; ++i) samples += bytes({i, 255 - i, 7});
  const Samples full = pdf::reduced(samples, 16, 3);
  EXPECT_EQ(full.components, 1);
  EXPECT_EQ(full.bits, 8);
  EXPECT_EQ(full.palette.size(), 3U * 256U);
  samples += bytes({0, 0, 0});
  const Samples more = pdf::reduced(samples, 257, 3);
  EXPECT_EQ(more.components, 3);
  EXPECT_EQ(more.row_bytes, 3U * 257U);
  EXPECT_EQ(more.bytes, samples);
  EXPECT_EQ(more.palette, "");
}

TEST(ReducedSamples, SayWhatTheyAre) {
  EXPECT_EQ(pdf::reduced(bytes({0, 255}), 2, 1).entries(), "/ColorSpace /DeviceGray\n/BitsPerComponent 1\n");
  EXPECT_EQ(pdf::reduced(bytes({0, 48, 92}), 1, 3).entries(),
            "/ColorSpace [/Indexed /DeviceRGB 0 <00305C>]\n/BitsPerComponent 1\n");
}

}  // namespace
}  // namespace engross::test
