// Total fit against every way of breaking.
#include "layout/break_lines.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "fixtures.hpp"

namespace engross {
namespace {

using test::rounds;

using Ends = std::vector<std::uint32_t>;

// Total demerits of a way of breaking, or a negative number when a line does not fit.
double demerits_of(const std::vector<Piece>& pieces, const Ends& ends, const LineMeasure& measure) {
  double total = 0;
  std::uint32_t first = 0;
  bool opens = true;
  for (const std::uint32_t last : ends) {
    const double line = line_demerits(pieces, first, last, opens, measure);
    if (line < 0) return -1;
    total += line;
    opens = pieces[last].after == BreakKind::forced;
    first = last + 1;
  }
  return total;
}

// The least total over all subsets of breaks that hold every forced one.
double least_by_trying_all(const std::vector<Piece>& pieces, const LineMeasure& measure) {
  double least = std::numeric_limits<double>::infinity();
  const auto count = static_cast<std::uint32_t>(pieces.size());
  for (std::uint32_t chosen = 0; chosen < (1U << (count - 1)); ++chosen) {
    Ends ends;
    bool keeps_forced = true;
    for (std::uint32_t i = 0; i < count; ++i) {
      const bool ends_line = i + 1 == count || ((chosen >> i) & 1U) != 0;
      if (ends_line) ends.push_back(i);
      if (!ends_line && pieces[i].after == BreakKind::forced) keeps_forced = false;
    }
    if (!keeps_forced) continue;
    const double total = demerits_of(pieces, ends, measure);
    if (total >= 0) least = std::min(least, total);
  }
  return least;
}

std::vector<Piece> random_pieces(std::mt19937& random, double narrowest) {
  std::vector<Piece> pieces(2 + random() % 12);
  for (Piece& piece : pieces) {
    piece.width = 2 + static_cast<double>(random() % static_cast<unsigned>(narrowest - 6));
    switch (random() % 8) {
      case 0:
        piece.after = BreakKind::inner;
        break;
      case 1:
        piece.after = BreakKind::hyphen;
        break;
      case 2:
        piece.after = BreakKind::emergency;
        break;
      case 3:
        piece.after = random() % 3 == 0 ? BreakKind::forced : BreakKind::space;
        break;
      default:
        piece.after = BreakKind::space;
    }
    if (piece.after == BreakKind::space) piece.space = 3;
    if (piece.after == BreakKind::hyphen) piece.hyphen = 4;
  }
  pieces.back().after = BreakKind::forced;
  pieces.back().space = pieces.back().hyphen = 0;
  return pieces;
}

class TotalFit : public testing::TestWithParam<LineMeasure> {};

TEST_P(TotalFit, NoWayOfBreakingIsBetter) {
  std::mt19937 random(42);
  const LineMeasure measure = GetParam();
  for (unsigned round = 0; round < rounds(100); ++round) {
    const std::vector<Piece> pieces = random_pieces(random, std::min(measure.first, measure.rest));
    const Ends ends = break_lines(pieces, measure);
    const double found = demerits_of(pieces, ends, measure);
    ASSERT_GE(found, 0) << "round " << round;
    const double least = least_by_trying_all(pieces, measure);
    EXPECT_NEAR(found, least, 1e-6 + least * 1e-12) << "round " << round;  // beside an emergency, a double has no 1e-6
  }
}

INSTANTIATE_TEST_SUITE_P(Measures, TotalFit,
                         testing::Values(LineMeasure{60, 60, false}, LineMeasure{60, 50, false},
                                         LineMeasure{40, 40, true}, LineMeasure{90, 90, true}));

std::vector<Piece> words(const std::vector<double>& widths) {
  std::vector<Piece> pieces;
  for (const double width : widths) pieces.push_back({width, 3, 0, BreakKind::space});
  pieces.back() = {widths.back(), 0, 0, BreakKind::forced};
  return pieces;
}

TEST(BreakLines, OneWordIsOneLine) {
  EXPECT_EQ(break_lines(words({10}), {50, 50, false}), Ends{0});
}

TEST(BreakLines, AWordWiderThanTheLineStandsAlone) {
  EXPECT_EQ(break_lines(words({10, 80, 10}), {50, 50, false}), (Ends{0, 1, 2}));
}

// First fit ends the second line after one word of 20; moving a word down makes both lines alike.
TEST(BreakLines, EvensOutTheRag) {
  EXPECT_EQ(break_lines(words({20, 20, 4, 20, 48, 10}), {50, 50, false}), (Ends{1, 3, 4, 5}));
}

// Twelve words fill the first line and leave the last one short and alone; eleven leave it company.
TEST(BreakLines, LeavesNoShortWordAlone) {
  std::vector<double> widths(12, 30);
  widths.push_back(10);
  EXPECT_EQ(break_lines(words(widths), {397, 397, false}), (Ends{10, 12}));
}

TEST(BreakLines, AForcedBreakBeginsAnew) {
  std::vector<Piece> pieces = words({10, 10, 30, 30});
  pieces[0].after = BreakKind::forced;
  pieces[0].space = 0;
  EXPECT_EQ(break_lines(pieces, {50, 20, false}).front(), 0U);
}

}  // namespace
}  // namespace engross
