// What a page prints, and where its ink is: the outlines of glyphs, not their advances; pictures and rules as drawn.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "layout/pages.hpp"
#include "style/envelope_profile.hpp"

namespace engross {

// Words on one baseline, a rule, a picture or a field.
struct PrintedItem {
  enum class Kind : std::uint8_t { words, rule, picture, field } kind = Kind::words;
  std::string words;             // what it says: its text; of a picture, what stands for it
  bool is_address = false;       // a line of the addressee's
  std::vector<SheetArea> ink{};  // mm of the sheet: a box for each glyph that shows, one for all else
  SheetArea all() const;         // what holds all its ink
};

// In drawing order; marks of a proof are left out, for no proof is posted. Items without ink are not there, nor are
// words beside the address whose ink is all below `lowest` mm.
std::vector<PrintedItem> printed_items(const Pages& pages, const Page& page,
                                       double lowest = std::numeric_limits<double>::infinity());

// Boxes that share more than a line.
bool meet(const SheetArea& a, const SheetArea& b);
SheetArea joined(const SheetArea& a, const SheetArea& b);
// What words are called in messages: “Cabinet Members Office”, cut when they are long; “a rule”, “the picture …”.
std::string called(const PrintedItem& item);

}  // namespace engross
