// In: pieces with their widths, and the measure. Out: where the lines end, with the least total demerits.
// Refuses nothing; a piece wider than the measure stands alone on its line, so callers split such pieces first.
#include "layout/break_lines.hpp"

#include <algorithm>
#include <limits>

namespace engross {
namespace {

constexpr double tolerance = 1e-6;  // points; sums of rounded widths
constexpr double line_cost = 10;    // every line costs something, so fewer are better
constexpr double rag = 0.12;        // of the measure: white at a ragged line's end that counts as badness 100
constexpr double hyphen_cost = 60;
constexpr double inner_cost = 50;
constexpr double emergency_cost = 150;
constexpr double double_hyphen_cost = 5000;  // two lines running that end in hyphens
constexpr double short_last_cost = 25000;    // a last line of one short word
constexpr double short_last = 0.12;          // of the measure
constexpr double stretch_of_space = 0.5, shrink_of_space = 1.0 / 3.0;

struct LineWidths {
  double natural = 0;  // with the hyphen, without the last space
  double spaces = 0;
};

double square(double x) {
  return x * x;
}

double cost_of(BreakKind kind) {
  switch (kind) {
    case BreakKind::hyphen:
      return hyphen_cost;
    case BreakKind::inner:
      return inner_cost;
    case BreakKind::emergency:
      return emergency_cost;
    case BreakKind::space:
    case BreakKind::forced:
      break;
  }
  return 0;
}

double badness_of(const LineWidths& line, double width, bool justified) {
  const double slack = width - line.natural;
  if (!justified) return 100 * square(slack / (rag * width));
  const double give = slack >= 0 ? line.spaces * stretch_of_space : line.spaces * shrink_of_space;
  const double ratio = give > 0 ? std::min(20.0, std::abs(slack) / give) : (std::abs(slack) > tolerance ? 20.0 : 0.0);
  return 100 * ratio * ratio * ratio;
}

bool fits(const LineWidths& line, double width, bool justified) {
  const double least = justified ? line.natural - line.spaces * shrink_of_space : line.natural;
  return least <= width + tolerance;
}

// `alone`: the line holds one word or part of one.
double demerits_of(const LineWidths& line, double width, const Piece& last, bool opens, bool justified,
                   bool follows_hyphen) {
  if (last.after == BreakKind::forced) {
    const bool runt = !opens && line.spaces == 0 && line.natural < short_last * width;
    const double shrunk = line.natural > width ? badness_of(line, width, justified) : 0;
    return square(line_cost + shrunk) + (runt ? short_last_cost : 0);
  }
  double demerits = square(line_cost + badness_of(line, width, justified)) + square(cost_of(last.after));
  if (follows_hyphen && last.after == BreakKind::hyphen) demerits += double_hyphen_cost;
  return demerits;
}

struct Node {
  double demerits = std::numeric_limits<double>::infinity();
  std::uint32_t from = 0;  // first piece of the line that ends here
};

// Fills the best way to reach every end of [begin, end), whose last piece is forced.
void break_stretch(const std::vector<Piece>& pieces, std::uint32_t begin, std::uint32_t end, const LineMeasure& measure,
                   std::vector<Node>& nodes, std::vector<std::uint32_t>& ends) {
  const double widest = std::max(measure.first, measure.rest);
  for (std::uint32_t last = begin; last < end; ++last) {
    Node& node = nodes[last];
    node = {};
    LineWidths line{pieces[last].hyphen, 0};
    for (std::uint32_t first = last + 1; first-- > begin;) {
      line.natural += pieces[first].width;
      if (first < last) {
        line.natural += pieces[first].space;
        line.spaces += pieces[first].space;
      }
      if (first < last && !fits(line, widest, measure.justified)) break;
      const bool opens = first == begin;
      const double width = opens ? measure.first : measure.rest;
      if (first < last && !fits(line, width, measure.justified)) continue;
      const double before = opens ? 0 : nodes[first - 1].demerits;
      const bool follows_hyphen = !opens && pieces[first - 1].after == BreakKind::hyphen;
      const double total = before + demerits_of(line, width, pieces[last], opens, measure.justified, follows_hyphen);
      if (total < node.demerits) node = {total, first};
    }
  }
  const std::size_t at = ends.size();
  for (std::uint32_t last = end - 1;; last = nodes[last].from - 1) {
    ends.push_back(last);
    if (nodes[last].from == begin) break;
  }
  std::reverse(ends.begin() + static_cast<std::ptrdiff_t>(at), ends.end());
}

}  // namespace

double line_demerits(const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last, bool opens,
                     const LineMeasure& measure) {
  LineWidths line{pieces[last].hyphen, 0};
  for (std::uint32_t i = first; i <= last; ++i) {
    line.natural += pieces[i].width;
    if (i < last) {
      line.natural += pieces[i].space;
      line.spaces += pieces[i].space;
    }
  }
  const double width = opens ? measure.first : measure.rest;
  if (first < last && !fits(line, width, measure.justified)) return -1;
  const bool follows_hyphen = !opens && pieces[first - 1].after == BreakKind::hyphen;
  return demerits_of(line, width, pieces[last], opens, measure.justified, follows_hyphen);
}

std::vector<std::uint32_t> break_lines(const std::vector<Piece>& pieces, const LineMeasure& measure) {
  std::vector<std::uint32_t> ends;
  std::vector<Node> nodes(pieces.size());
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].after != BreakKind::forced) continue;
    break_stretch(pieces, begin, i + 1, measure, nodes, ends);
    begin = i + 1;
  }
  return ends;
}

}  // namespace engross
