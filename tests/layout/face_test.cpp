// Fonts that are good, and fonts that are not.
#include "layout/face.hpp"

#include <gtest/gtest.h>

#include <random>

#include "fixtures.hpp"

namespace engross::test {
namespace {

const std::string regular = "liberation/LiberationSans-Regular.ttf";

std::string liberation_bytes() {
  static const std::string bytes = bytes_of_file(font_folder + regular);
  return bytes;
}

std::size_t be(const std::string& s, std::size_t at, int count) {
  std::size_t value = 0;
  for (int i = 0; i < count; ++i) value = value << 8U | static_cast<unsigned char>(s[at + static_cast<std::size_t>(i)]);
  return value;
}

// The offset of a table in the file.
std::size_t table(const std::string& font, const std::string& tag) {
  for (std::size_t i = 0; i < be(font, 4, 2); ++i)
    if (font.substr(12 + 16 * i, 4) == tag) return be(font, 12 + 16 * i + 8, 4);
  ADD_FAILURE() << "no table " << tag;
  return 0;
}

std::string with(std::string font, std::size_t at, std::string_view bytes) {
  font.replace(at, bytes.size(), bytes);
  return font;
}

using namespace std::string_view_literals;

TEST(Face, ReadsWhatAFontSays) {
  const FaceRef f = face(regular);
  EXPECT_EQ(f->postscript_name(), "LiberationSans");
  EXPECT_EQ(f->metrics().units_per_em, 2048);
  EXPECT_EQ(f->metrics().ascent, 1854);
  EXPECT_EQ(f->metrics().descent, -434);
  EXPECT_EQ(f->metrics().cap_height, 1409);
  EXPECT_EQ(f->metrics().x_height, 1082);
  EXPECT_EQ(f->metrics().weight, 400);
  EXPECT_FALSE(f->metrics().serif);
  EXPECT_FALSE(f->metrics().fixed_pitch);
  EXPECT_EQ(f->sha256().size(), 64U);
  ASSERT_TRUE(f->glyph_for(U'A'));
  EXPECT_EQ(f->advance(*f->glyph_for(U'A')), 1366);
  EXPECT_TRUE(f->glyph_for(U'ŵ'));
  EXPECT_FALSE(f->glyph_for(U'字'));
}

TEST(Face, KnowsSerifBoldItalicAndFixedPitch) {
  EXPECT_TRUE(face("liberation/LiberationSerif-Regular.ttf")->metrics().serif);
  EXPECT_EQ(face("liberation/LiberationSans-Bold.ttf")->metrics().weight, 700);
  EXPECT_EQ(face("liberation/LiberationSans-Italic.ttf")->metrics().italic_angle, -12);
  EXPECT_TRUE(face("liberation/LiberationMono-Regular.ttf")->metrics().fixed_pitch);
}

struct BadFont {
  const char* name;
  std::string bytes;
  const char* code;
};

TEST(Face, RefusesBadFonts) {
  const std::string good = liberation_bytes();
  const std::size_t os2 = table(good, "OS/2"), head = table(good, "head"), hhea = table(good, "hhea");
  const std::size_t maxp = table(good, "maxp"), loca = table(good, "loca");
  const BadFont rows[] = {
      {"empty", "", "font.not-a-font"},
      {"text", "This is not a font at all.", "font.not-a-font"},
      {"woff", "wOF2" + std::string(100, 'x'), "font.not-a-font"},
      {"collection", "ttcf" + good.substr(4), "font.collection"},
      {"cff", "OTTO" + good.substr(4), "font.no-outlines"},
      {"no tables", good.substr(0, 12), "font.damaged"},
      {"half", good.substr(0, good.size() / 2), "font.damaged"},
      {"head magic", with(good, head + 12, "xxxx"), "font.damaged"},
      {"units", with(good, head + 18, "\0\1"sv), "font.damaged"},
      {"loca form", with(good, head + 50, "\0\7"sv), "font.damaged"},
      {"no glyphs", with(good, maxp + 4, "\0\0"sv), "font.damaged"},
      {"too many glyphs", with(good, maxp + 4, "\xff\xff"sv), "font.damaged"},
      {"more widths than glyphs", with(good, hhea + 34, "\xff\xff"sv), "font.damaged"},
      {"no widths", with(good, hhea + 34, "\0\0"sv), "font.damaged"},
      {"an outline outside", with(good, loca + 4, "\x7f\xff\xff\xff"sv), "font.damaged"},
      {"restricted", with(good, os2 + 8, "\0\2"sv), "font.may-not-embed"},
      {"no subsets", with(good, os2 + 8, "\1\0"sv), "font.may-not-embed"},
      {"bitmaps only", with(good, os2 + 8, "\2\4"sv), "font.may-not-embed"},
  };
  for (const BadFont& row : rows) EXPECT_THAT(Face::from_bytes("f.ttf", row.bytes), FailsWith(row.code)) << row.name;
}

TEST(Face, TakesPreviewAndEditableLicences) {
  const std::string good = liberation_bytes();
  const std::size_t os2 = table(good, "OS/2");
  EXPECT_THAT(Face::from_bytes("f.ttf", with(good, os2 + 8, "\0\4"sv)), Succeeds());
  EXPECT_THAT(Face::from_bytes("f.ttf", with(good, os2 + 8, "\0\x0a"sv)), Succeeds());  // old fonts: the freer of two
}

// é is composed of e and an accent; naming itself instead of e makes a loop.
TEST(Face, RefusesGlyphsComposedOfThemselves) {
  const FaceRef f = face(regular);
  std::string font = liberation_bytes();
  const std::size_t loca = table(font, "loca"), glyf = table(font, "glyf"), id = *f->glyph_for(U'é');
  const bool wide = be(font, table(font, "head") + 50, 2) == 1;
  const std::size_t at = glyf + (wide ? be(font, loca + 4 * id, 4) : 2 * be(font, loca + 2 * id, 2));
  ASSERT_EQ(be(font, at, 2), 0xFFFFU) << "not a composite";
  font[at + 12] = static_cast<char>(id >> 8U);
  font[at + 13] = static_cast<char>(id & 0xFFU);
  EXPECT_THAT(Face::from_bytes("f.ttf", font), FailsWith("font.damaged"));
}

// Fonts in which each glyph is made of the one before, once or twice: neither may unfold without end.
TEST(Face, RefusesGlyphsThatUnfoldWithoutEnd) {
  const std::string folder = ENGROSS_SOURCE_DIR "/tests/fuzz/corpus/font/";
  EXPECT_TRUE(Face::from_bytes("whole.ttf", bytes_of_file(folder + "whole.ttf")));
  for (const std::string file : {"deep-composite.ttf", "doubling-composite.ttf"}) {
    const auto made = Face::from_bytes(file, bytes_of_file(folder + file));
    ASSERT_FALSE(made) << file;
    EXPECT_EQ(made.error()[0].code, "font.damaged");
  }
}

TEST(Face, EveryTruncationIsRefusedOrWhole) {
  const std::string good = liberation_bytes();
  for (std::size_t size = 0; size < good.size(); size += 997)
    EXPECT_FALSE(Face::from_bytes("f.ttf", good.substr(0, size)).has_value()) << size;
}

// Whatever random corruptions do, there is an answer, and what is accepted can set a letter.
TEST(Face, CorruptedFontsNeverCrash) {
  const std::string good = liberation_bytes();
  std::mt19937 random(7);
  unsigned accepted = 0;
  for (unsigned round = 0; round < rounds(900) / 10; ++round) {
    std::string bytes = good;
    const bool in_directory = round % 3 == 0;
    for (int i = 0; i < 8; ++i) bytes[random() % (in_directory ? 300 : bytes.size())] = static_cast<char>(random());
    auto made = Face::from_bytes("f.ttf", bytes);
    if (!made) continue;
    ++accepted;
    Bench bench;
    bench.fonts = {*made, nullptr, nullptr, nullptr, {liberation().regular}};
    (void)bench.lay();
  }
  EXPECT_GT(accepted, 10U);
}

}  // namespace
}  // namespace engross::test
