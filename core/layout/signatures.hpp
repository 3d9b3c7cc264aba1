// The space for the signatory's hand, the picture of the ink, and the names under it.
#pragma once

#include "layout/blocks.hpp"

namespace engross {

// Room that is left for a salutation or a close written by hand, mm: two lines of handwriting.
constexpr double handwriting_height = 12;

// Two signatories stand side by side when half the measure holds them, else one above the other. Each row is one box,
// so that picture and names are never parted.
void add_signatures(const LayoutInput& input, BlockSetter& blocks, TextSetter& setter, Flow& flow, Column column);

}  // namespace engross
