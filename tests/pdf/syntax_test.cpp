// Numbers, names and strings as PDF writes them.
#include "pdf/syntax.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace engross::pdf {
namespace {

template <class Append, class... Arguments>
std::string written(Append append, Arguments... arguments) {
  std::string to;
  append(to, arguments...);
  return to;
}

TEST(Syntax, NumbersAreShortAndFixed) {
  const std::pair<double, const char*> cases[] = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-1, "-1"},
      {0.5, "0.5"},
      {-0.5, "-0.5"},
      {841.89, "841.89"},
      {595.276, "595.276"},
      {0.0004, "0"},
      {0.0005, "0.001"},
      {-0.0005, "-0.001"},
      {100, "100"},
      {12.3456, "12.346"},
      {32767.5, "32767.5"},
      {0.01, "0.01"},
  };
  for (const auto& [value, text] : cases) EXPECT_EQ(written(append_number, value, 3), text) << value;
  EXPECT_EQ(written(append_number, std::numeric_limits<double>::quiet_NaN(), 3), "0");
  EXPECT_EQ(written(append_fixed, std::int64_t{12345}, 3), "12.345");
  EXPECT_EQ(written(append_fixed, std::int64_t{12300}, 3), "12.3");
  EXPECT_EQ(written(append_fixed, std::int64_t{-5}, 2), "-0.05");
  EXPECT_EQ(written(append_fixed, std::int64_t{7}, 0), "7");
  EXPECT_EQ(written(append_integer, std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(Syntax, ANumberWithoutEndIsCut) {
  const std::string most = written(append_number, std::numeric_limits<double>::infinity(), 3);
  EXPECT_EQ(most.find_first_not_of("0123456789."), std::string::npos) << most;
}

TEST(Syntax, NamesEscapeWhatIsNotRegular) {
  EXPECT_EQ(written(append_name, "Type"), "/Type");
  EXPECT_EQ(written(append_name, "A B#(é)"), "/A#20B#23#28#C3#A9#29");
  EXPECT_EQ(written(append_name, ""), "/");
}

TEST(Syntax, LiteralsEscapeWhatWouldEndThem) {
  EXPECT_EQ(written(append_literal, "a(b)\\c\r\n"), "(a\\(b\\)\\\\c\\r\n)");
}

TEST(Syntax, TextIsAsciiOrUtf16) {
  EXPECT_EQ(written(append_text, "plain"), "(plain)");
  EXPECT_EQ(written(append_text, "tŷ"), "<FEFF00740177>");
  EXPECT_EQ(written(append_text, "\U0001F600"), "<FEFFD83DDE00>");
  EXPECT_EQ(written(append_hex, std::string_view("\x00\xFF", 2)), "<00FF>");
}

TEST(Syntax, CleanTextHasNoControls) {
  EXPECT_EQ(clean_text("  a\tb\x7F\xC2\x85"
                       "c\xEF\xBF\xBF "),
            "a b  c");
  EXPECT_EQ(clean_text("\x01"), "");
}

// Two values must never grow together: "0 R4" is a parent tree that nobody can read.
TEST(Syntax, DictionariesSeparateTheirValues) {
  Dictionary inner;
  inner.number("N", 1.5);
  Dictionary all;
  all.name("Type", "Page").integer("I", 4).reference("R", {12}).text("T", "x").raw("A", "[1 2]").dictionary("D", inner);
  EXPECT_EQ(all.body(), "/Type /Page\n/I 4\n/R 12 0 R\n/T (x)\n/A [1 2]\n/D <<\n/N 1.5\n>>\n");
}

}  // namespace
}  // namespace engross::pdf
