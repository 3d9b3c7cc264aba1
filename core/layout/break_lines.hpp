// Optimal paragraph breaking over widths alone: no fonts, no text. After Knuth and Plass, "Breaking Paragraphs into
// Lines" (1981): the breaks of least total demerits over the whole paragraph, found by dynamic programming.
#pragma once

#include <cstdint>
#include <vector>

namespace engross {

// What may happen after a piece.
enum class BreakKind : std::uint8_t {
  space,      // between words
  inner,      // inside a word, where nothing is added: after a hyphen or in an address of the web
  hyphen,     // inside a word, where a hyphen is added
  emergency,  // between any two characters of a word that is wider than a line
  forced      // a line break, and the end of the paragraph
};

// Glyphs that are never parted. Lengths in points.
struct Piece {
  double width = 0;
  double space = 0;   // natural width of the space that follows when the line goes on
  double hyphen = 0;  // added when the line ends here
  BreakKind after = BreakKind::space;
};

struct LineMeasure {
  double first = 0;  // of a paragraph's first line, and of a line after a forced break
  double rest = 0;
  bool justified = false;  // spaces stretch by a half and shrink by a third; else lines are ragged
};

// The index of the last piece of each line. Every piece must fit the narrower measure by itself; the last one is
// forced.
std::vector<std::uint32_t> break_lines(const std::vector<Piece>& pieces, const LineMeasure& measure);

// The demerits of one line that holds pieces first..last, or a negative number when they do not fit. Public so that
// tests can compare every way of breaking. `opens` says that the line begins a paragraph or follows a forced break.
double line_demerits(const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last, bool opens,
                     const LineMeasure& measure);

}  // namespace engross
