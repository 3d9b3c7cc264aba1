// Envelopes with windows: their sizes, how a sheet is folded into them, and what must stay clear. Every number is data
// with a source (templates/envelopes.yaml), and a department may add its own (its envelopes.yaml).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"
#include "style/house_style.hpp"

namespace engross {

// Part of page 1 where nothing but the address may stand. Millimetres of the sheet.
struct ClearZone {
  std::string name;  // "between letterhead and text"
  Box box;
};

// How far the sheet stays from each edge of the envelope: seams, gum, what the maker says. Millimetres.
struct EnvelopeInset {
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct EnvelopeProfile {
  std::string name;       // "uk-dl-bs4264"
  std::string source;     // who says so
  double page_width = 0;  // mm, of the sheet
  double page_height = 0;
  bool is_zone = false;          // a printer's rule: `window` is a part of the sheet, and nothing moves
  double width = 0, height = 0;  // mm, of the envelope; 0 in a zone
  EnvelopeInset inset;
  Box window;                 // mm from the envelope's top-left corner, seen from its front; of the sheet in a zone
  std::vector<double> folds;  // mm from the top of the sheet: none, one or two
  double fold_tolerance = 0;  // mm by which each fold may miss its place, either way
  double clearance = 0;       // mm that the address keeps from the window's edges
  double clear_around = 0;    // mm around the address where nothing else stands
  int most_lines = 0;         // of the address; 0: as many as fit
  std::vector<ClearZone> clear;
};

// Rectangle by its edges. Millimetres of the sheet.
struct SheetArea {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool empty() const { return left >= right || top >= bottom; }
};

// What an envelope can do with a sheet: how far the sheet slides in it over all fold errors, and so what its window
// surely shows and what it can show at all.
struct WindowReach {
  double least_across = 0, most_across = 0;  // mm of the sheet's left edge from the envelope's
  double least_down = 0, most_down = 0;      // mm of the sheet's top edge from the envelope's
  double tallest = 0;                        // mm of the folded sheet, at its worst
  SheetArea always;                          // what shows wherever the sheet lies; may be empty
  SheetArea ever;                            // what shows somewhere: outside it nothing ever does
};

// Exact: the sheet's place is linear in the fold errors by pieces, so its extremes are at the tolerance's corners.
WindowReach reach_of(const EnvelopeProfile& profile);

// Where the folded sheet lies, from the top edge of the sheet: panels folded behind it may stand out above (negative)
// and below the first fold.
struct FoldedSheet {
  double top = 0, bottom = 0;  // mm
};
FoldedSheet folded_sheet(double page_height, std::span<const double> folds);

class EnvelopeProfiles {
 public:
  // Of envelopes.yaml files, a department's before the shared one: of two profiles of a name the first counts. Errors,
  // located and collected: those of YAML, "envelope.type", "envelope.range", "envelope.missing",
  // "envelope.unknown-key", "envelope.id" (a name that is no id) and "envelope.geometry" (a sheet that the envelope
  // does not hold, a window that surely shows nothing or can show what lies beyond the sheet's first panel).
  static Result<EnvelopeProfiles> from(std::span<const SourceRef> files);

  const std::map<std::string, EnvelopeProfile, std::less<>>& all() const { return profiles_; }
  // Error "envelope.unknown" (did you mean, and which there are), at `named`.
  Result<EnvelopeProfile> find(std::string_view name, const Span& named = {}) const;
  // In the order of the names, each once.
  Result<std::vector<EnvelopeProfile>> find(std::span<const std::string> names, const Span& named = {}) const;

 private:
  std::map<std::string, EnvelopeProfile, std::less<>> profiles_;
};

}  // namespace engross
