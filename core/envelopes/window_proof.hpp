// What shows of page 1 through an envelope's window, proved for every place where the sheet can lie.
//
// The sheet's place is two lengths, across and down, each anywhere in an interval (style/envelope_profile.hpp). So the
// part of the sheet that shows in every place is the window less the play, the part that shows in some place is the
// window and the play, both exactly; and a box of ink is proved by comparing its edges with these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "envelopes/page_ink.hpp"
#include "layout/pages.hpp"
#include "style/envelope_profile.hpp"

namespace engross {

enum class SheetSide : std::uint8_t { left, top, right, bottom };
std::string_view name_of(SheetSide side);  // "left", "top", "right", "bottom"

// A line of the address that leaves what always shows.
struct HiddenLine {
  std::size_t item = 0;  // index into WindowProof::items
  SheetSide side = SheetSide::right;
  double by = 0;        // mm to the place where it may end: what always shows, less the clearance
  bool is_cut = false;  // some of it can be hidden; else it only comes too near to the window's edge
};

// Something else that can show.
struct ShownItem {
  std::size_t item = 0;
  SheetSide from = SheetSide::bottom;  // the side of the window that it comes in by
  double by = 0;                       // mm that it reaches in
};

// Something else where nothing may stand.
struct ZoneFault {
  std::size_t item = 0;
  int zone = -1;   // index into EnvelopeProfile::clear; -1: around the address
  double gap = 0;  // mm between it and the address, where that counts
};

struct WindowProof {
  EnvelopeProfile profile;
  WindowReach reach;
  SheetArea allowed;                 // what always shows, less the clearance
  std::vector<PrintedItem> items;    // of page 1
  std::vector<std::size_t> address;  // its lines, from the top
  std::vector<HiddenLine> hidden;
  std::vector<ShownItem> shown;
  std::vector<ZoneFault> in_clear;
  bool other_sheet = false;  // the page is not of the size that the profile is for
  bool too_many_lines = false;
  // mm that the address could still move to each side before it is hidden, by SheetSide; of no meaning without one.
  double room[4] = {0, 0, 0, 0};

  bool holds() const {
    return !address.empty() && !other_sheet && !too_many_lines && hidden.empty() && shown.empty() && in_clear.empty();
  }
};

// Of the first page.
WindowProof prove_window(const Pages& pages, const EnvelopeProfile& profile);

}  // namespace engross
