// In: heights of boxes and of pages, and what it costs to end a page before each box. Out: a place for every box, with
// the least total cost; pages before the last one are filled as well as the costs allow.
#include "layout/break_pages.hpp"

#include <algorithm>
#include <limits>

namespace engross {
namespace {

constexpr double tolerance = 1e-6;
constexpr double white_cost = 1000;  // for a page left wholly white; less for less

// Goes down a page that begins with box `first`.
class PageCursor {
 public:
  PageCursor(const std::vector<FlowHeight>& boxes, std::uint32_t first, const PageHeights& heights)
      : boxes_(boxes),
        first_(first),
        on_first_page_(first == 0),
        heights_(heights),
        y_(on_first_page_ ? heights.first_top : heights.top + boxes[first].repeated) {}

  // The top of box `next`, which must be the one after the last.
  double place(std::uint32_t next) {
    const FlowHeight& box = boxes_[next];
    double top = y_ + (next == first_ ? 0 : box.space);
    if (on_first_page_) top = std::max(top, box.not_above);
    y_ = top + box.height;
    return top;
  }
  bool overflows() const { return y_ > heights_.bottom + tolerance; }
  double white() const {
    const double top = on_first_page_ ? heights_.first_top : heights_.top;
    return std::clamp((heights_.bottom - y_) / std::max(1.0, heights_.bottom - top), 0.0, 1.0);
  }

 private:
  const std::vector<FlowHeight>& boxes_;
  std::uint32_t first_;
  bool on_first_page_;
  const PageHeights& heights_;
  double y_;
};

// The page before box `next`, which may be none; what stays white on the last page of a chapter costs nothing.
double cost_of_page(double white, const std::vector<FlowHeight>& boxes, std::size_t next) {
  const double break_cost = next < boxes.size() ? boxes[next].break_cost : 0;
  const bool ends_chapter = next >= boxes.size() || break_cost < 0;
  return page_cost + break_cost + (ends_chapter ? 0 : white_cost * white * white);
}

struct Node {
  double cost = std::numeric_limits<double>::infinity();
  std::uint32_t from = 0;
};

// nodes[i] is the best way to end a page before box i.
std::vector<Node> cheapest(const std::vector<FlowHeight>& boxes, const PageHeights& heights) {
  const auto count = static_cast<std::uint32_t>(boxes.size());
  std::vector<Node> nodes(count + 1);
  nodes[0].cost = 0;
  for (std::uint32_t first = 0; first < count; ++first) {
    if (nodes[first].cost == std::numeric_limits<double>::infinity()) continue;
    PageCursor cursor(boxes, first, heights);
    for (std::uint32_t next = first; next < count; ++next) {
      cursor.place(next);
      if (cursor.overflows() && next > first) break;
      const double cost = nodes[first].cost + cost_of_page(cursor.white(), boxes, next + std::size_t{1});
      if (cost < nodes[next + 1].cost) nodes[next + 1] = {cost, first};
    }
  }
  return nodes;
}

}  // namespace

std::vector<PlacedBox> break_pages(const std::vector<FlowHeight>& boxes, const PageHeights& heights) {
  std::vector<PlacedBox> placed(boxes.size());
  if (boxes.empty()) return placed;
  const std::vector<Node> nodes = cheapest(boxes, heights);
  std::vector<std::uint32_t> begins;
  for (auto end = static_cast<std::uint32_t>(boxes.size()); end > 0; end = nodes[end].from)
    begins.push_back(nodes[end].from);
  std::reverse(begins.begin(), begins.end());
  for (std::uint32_t page = 0; page < begins.size(); ++page) {
    const std::uint32_t end = page + 1 < begins.size() ? begins[page + 1] : static_cast<std::uint32_t>(boxes.size());
    PageCursor cursor(boxes, begins[page], heights);
    for (std::uint32_t i = begins[page]; i < end; ++i) placed[i] = {page, cursor.place(i)};
  }
  return placed;
}

double pages_cost(const std::vector<FlowHeight>& boxes, const std::vector<std::uint32_t>& begins,
                  const PageHeights& heights) {
  double total = 0;
  for (std::size_t page = 0; page < begins.size(); ++page) {
    const bool last_page = page + 1 == begins.size();
    const std::uint32_t end = last_page ? static_cast<std::uint32_t>(boxes.size()) : begins[page + 1];
    PageCursor cursor(boxes, begins[page], heights);
    for (std::uint32_t i = begins[page]; i < end; ++i) cursor.place(i);
    if (cursor.overflows() && end - begins[page] > 1) return -1;
    total += cost_of_page(cursor.white(), boxes, end);
  }
  return total;
}

}  // namespace engross
