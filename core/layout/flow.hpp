// What goes down the pages: boxes of lines, rules and pictures in reading order, and the elements that they belong to.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "layout/break_pages.hpp"
#include "layout/set_text.hpp"
#include "layout/sheet.hpp"

namespace engross {

struct SignatureField;

// One thing in a box. x counts from the left of the sheet, y from the top of the box, in points.
struct FlowItem {
  enum class Kind : std::uint8_t { line, rule, picture, field } kind = Kind::line;
  double x = 0, y = 0;           // line: of the baseline's left end; else of the top-left corner
  double width = 0, height = 0;  // rule, picture, field
  ElementId element = artifact;
  ElementId first_link = 0;  // element of the text's link 0
  std::uint32_t line = 0;    // of text
  SetTextRef text;
  PictureRef picture;
  const SignatureField* field = nullptr;
  Colour colour;  // rule
};

struct FlowBox {
  std::uint32_t items_begin = 0, items_end = 0;
  std::uint32_t header_begin = 0, header_end = 0;  // boxes of a table's header, drawn again at the head of a page
  bool text_line = false;                          // counts as a line that the close may keep
};

class Flow {
 public:
  // What belongs to nothing else belongs to `root`: the document, or the section of this letter.
  Flow(std::vector<Element>& elements, ElementId root) : elements_(elements), root_(root) {
    constexpr std::size_t lines_of_two_pages = 128;
    elements_.reserve(lines_of_two_pages / 2);
    heights.reserve(lines_of_two_pages);
    boxes.reserve(lines_of_two_pages);
    items.reserve(lines_of_two_pages);
  }

  ElementId add_element(Role role, ElementId parent) {
    Element& element = elements_.emplace_back();
    element.role = role;
    element.parent = parent == 0 ? root_ : parent;
    return static_cast<ElementId>(elements_.size() - 1);
  }
  Element& element(ElementId id) { return elements_[static_cast<std::size_t>(id)]; }

  // Opens a box below the last one; items added until the next call belong to it. `space` is the least space above it:
  // where two blocks meet the greater one holds.
  FlowHeight& add_box(double height, double break_cost = 0) {
    heights.push_back({pending_space_, height, break_cost, pending_not_above_, 0});
    if (keep_next_ > 0) heights.back().break_cost += keep_cost;
    if (pending_page_ && boxes.size() > 0) heights.back().break_cost = chapter_cost;
    pending_page_ = false;
    keep_next_ = std::max(0, keep_next_ - 1);
    pending_space_ = 0;
    pending_not_above_ = 0;
    const auto at = static_cast<std::uint32_t>(items.size());
    boxes.push_back({at, at, 0, 0, false});
    return heights.back();
  }
  FlowItem& add_item() {
    FlowItem& item = items.emplace_back();
    boxes.back().items_end = static_cast<std::uint32_t>(items.size());
    return item;
  }

  void space(double points) { pending_space_ = std::max(pending_space_, points); }
  void more_space(double points) { pending_space_ += points; }
  // The next box is the first of a page.
  void begin_page() { pending_page_ = true; }
  void not_above(double points) { pending_not_above_ = points; }
  // No page ends before any of the next `count` boxes if that can be helped.
  void keep_next(int count) { keep_next_ = std::max(keep_next_, count); }

  std::vector<FlowHeight> heights;
  std::vector<FlowBox> boxes;  // as many as heights
  std::vector<FlowItem> items;

 private:
  std::vector<Element>& elements_;
  ElementId root_;
  double pending_space_ = 0, pending_not_above_ = 0;
  int keep_next_ = 0;
  bool pending_page_ = false;
};

// A column of text on the sheet.
struct Column {
  double left = 0, width = 0;
};

}  // namespace engross
