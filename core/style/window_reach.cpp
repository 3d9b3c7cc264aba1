// In: an envelope, and how a sheet is folded into it. Out: how far the sheet slides, what its window surely shows and
// what it can show. Refuses nothing: reading a profile refuses those for which these make no sense.
#include <algorithm>

#include "style/envelope_profile.hpp"

namespace engross {
namespace {

// How far panels stand out above the sheet's top edge, least of all fold errors. Of two folds it is p2 - p1, the second
// panel less the first, which a low first fold and a high second one make small.
double least_above(const EnvelopeProfile& p) {
  const double t = p.fold_tolerance;
  if (p.folds.empty()) return 0;
  if (p.folds.size() == 1) return std::max(0.0, p.page_height - 2 * (p.folds[0] + t));
  return std::max(0.0, (p.folds[1] - t) - 2 * (p.folds[0] + t));
}

// How far the folded sheet reaches below the sheet's top edge, least of all fold errors: to the first fold, or to the
// end of the third panel, which a high first fold and a low second one draw up.
double least_below(const EnvelopeProfile& p) {
  const double t = p.fold_tolerance;
  if (p.folds.empty()) return p.page_height;
  if (p.folds.size() == 1) return p.folds[0] - t;
  return std::max(p.folds[0] - t, 2 * (p.folds[0] - t) - 2 * (p.folds[1] + t) + p.page_height);
}

// The height is the greatest of linear functions of the errors, so it is greatest at a corner.
double tallest(const EnvelopeProfile& p) {
  const double t = p.fold_tolerance;
  double most = 0;
  for (const double first : {-t, t})
    for (const double second : {-t, t}) {
      std::vector<double> folds = p.folds;
      if (!folds.empty()) folds[0] += first;
      if (folds.size() > 1) folds[1] += second;
      const FoldedSheet folded = folded_sheet(p.page_height, folds);
      most = std::max(most, folded.bottom - folded.top);
    }
  return most;
}

}  // namespace

// Each fold turns the next panel back behind the ones before it, be they rolled (C) or zigzag (Z).
FoldedSheet folded_sheet(double page_height, std::span<const double> folds) {
  FoldedSheet made;
  double at = 0, from = 0, way = 1;
  for (std::size_t i = 0; i <= folds.size(); ++i, way = -way) {
    const double to = i < folds.size() ? folds[i] : page_height;
    at += way * (to - from);
    from = to;
    made.top = std::min(made.top, at);
    made.bottom = std::max(made.bottom, at);
  }
  return made;
}

WindowReach reach_of(const EnvelopeProfile& p) {
  WindowReach reach;
  if (!p.is_zone) {
    reach.least_across = p.inset.left;
    reach.most_across = p.width - p.inset.right - p.page_width;
    reach.least_down = p.inset.top + least_above(p);
    reach.most_down = p.height - p.inset.bottom - least_below(p);
    reach.tallest = tallest(p);
  }
  const Box& w = p.window;
  reach.always = {w.left - reach.least_across, w.top - reach.least_down, w.right() - reach.most_across,
                  w.bottom() - reach.most_down};
  reach.ever = {w.left - reach.most_across, w.top - reach.most_down, w.right() - reach.least_across,
                w.bottom() - reach.least_down};
  return reach;
}

}  // namespace engross
