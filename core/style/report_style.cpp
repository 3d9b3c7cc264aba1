// In: the house style of letters. Out: that of a report, whose text may be smaller and begins at the top of the page.
// Refuses nothing.
#include "style/report_style.hpp"

#include <algorithm>

namespace engross {
namespace {

TextStyle scaled(const TextStyle& body, double by, bool bold) {
  TextStyle style = body;
  style.size = body.size * by;
  style.leading = body.leading * by;
  style.bold = bold;
  return style;
}

}  // namespace

HouseStyle report_style(const HouseStyle& house) {
  constexpr double largest_body = 10.5;
  HouseStyle style = house;
  style.logo.reset();
  style.sender_lines.clear();
  style.geometry.reference_top = style.geometry.body_top = style.geometry.continuation_top;
  style.alignment = Alignment::left;
  style.hyphenate = false;
  const TextStyle& was = house.role("body");
  const TextStyle body = scaled(was, std::min(1.0, largest_body / was.size), false);
  style.text["body"] = body;
  style.text["heading1"] = scaled(body, 1.7, true);
  style.text["heading2"] = scaled(body, 1.25, true);
  style.text["heading3"] = scaled(body, 1.0, true);
  style.paragraph_space = body.leading * 0.6;
  style.heading_space = body.leading * 0.6;
  style.continuation = "{reference}";
  style.page_number_on_single = true;
  return style;
}

}  // namespace engross
