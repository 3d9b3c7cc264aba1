// What the printing and inserting machines ask of a sheet: which envelope a letter goes into, and where its code
// stands. Every number is data with its source (templates/print-run.yaml), and a site changes it there.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"
#include "style/house_style.hpp"

namespace engross {

struct Envelope {
  std::string name;             // "DL"
  std::size_t most_sheets = 0;  // that a letter in it may have
  std::string source;
};

// Millimetres from the top-left corner of the sheet's front.
struct CodePlace {
  double left = 0, top = 0;
  double module = 0;  // the side of one module
  double clear = 0;   // kept free on all sides of the code and of the words below it
  double words = 0;   // points: the size of the number that people read below it; 0: none
};

struct PrintSetup {
  std::vector<Envelope> envelopes;  // each takes more sheets than the one before
  CodePlace code;

  // Errors, all located and collected: "print.unknown-key", "print.type", "print.range", "print.missing",
  // "print.envelopes" (none, a name twice, one that takes no more sheets than the one before).
  static Result<PrintSetup> from(const Document& document);

  // Index of the smallest that takes so many sheets; nothing when none does.
  std::optional<std::size_t> envelope_for(std::size_t sheets) const;
};

}  // namespace engross
