// Optimal page breaking over heights alone. Boxes go down the page in order; a page ends before a box.
#pragma once

#include <cstdint>
#include <vector>

namespace engross {

// Costs of ending a page before a box. They add up over the letter and outrank one another: no sum of lesser ones that
// a letter of 100 pages can hold reaches a greater one.
constexpr double keep_cost = 1e12;           // would part what belongs together
constexpr double strand_cost = 1e9;          // would leave fewer lines than the style's orphans or widows
constexpr double page_cost = 1e6;            // one page more
constexpr double chapter_cost = -keep_cost;  // what is gained by it where a page must end

// Lengths in points.
struct FlowHeight {
  double space = 0;  // above, dropped at the head of a page
  double height = 0;
  double break_cost = 0;  // of ending a page before this box
  double not_above = 0;   // on the first page it stands no higher than this (from the top of the sheet)
  double repeated = 0;    // height of a table's header that is drawn again when a page begins with this box
};

struct PageHeights {
  double first_top = 0;  // from the top of the sheet
  double top = 0;        // of later pages
  double bottom = 0;
};

struct PlacedBox {
  std::uint32_t page = 0;
  double top = 0;
};

// Where each box stands. A box taller than a page stands alone at the top of one (callers refuse such boxes first).
// No page is ever empty, whatever the heights.
std::vector<PlacedBox> break_pages(const std::vector<FlowHeight>& boxes, const PageHeights& heights);

// For tests: the cost of pages that begin with these boxes (the first is 0), or a negative number when one overflows.
double pages_cost(const std::vector<FlowHeight>& boxes, const std::vector<std::uint32_t>& begins,
                  const PageHeights& heights);

}  // namespace engross
