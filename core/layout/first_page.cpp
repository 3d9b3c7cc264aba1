// In: the style's boxes, the logo, the sender's lines, the addressee's blocks. Out: items at fixed places of page one.
// Refuses lines that do not fit their box, by how many millimetres; nothing is made smaller or left out to fit.
#include "layout/first_page.hpp"

#include <fmt/format.h>

#include <cmath>

#include "letter/place.hpp"

namespace engross {
namespace {

constexpr double between_addressees = 0.5;  // of the leading

// Lines that a box of this height holds.
int capacity(double height, double leading) {
  return static_cast<int>(std::floor((height + 0.01) / leading));
}

Span first_origin(const std::vector<Block>& blocks) {
  for (const Block& block : blocks)
    if (Span place = place_of(block); place.source) return place;
  return {};
}

Diagnostic overflow(std::string code, Span span, std::string_view what, std::size_t lines, double height,
                    const Box& box, const TextStyle& style, std::string hint) {
  return error(
      std::move(code), std::move(span),
      fmt::format("{} takes {} lines, {:.1f} mm at {} point; its box of {:.1f} mm holds {} lines, {:.1f} mm too few",
                  what, lines, in_mm(height), style.size, in_mm(box.height), capacity(box.height, style.leading),
                  in_mm(height - box.height)),
      {std::move(hint)});
}

}  // namespace

Box FirstPage::below_marking(Box box, double left, double right) const {
  const bool meets = left < marking_right_ && right > marking_left_ && box.top < marking_bottom_;
  if (!meets) return box;
  const double bottom = box.bottom();
  box.top = marking_bottom_;
  box.height = std::max(0.0, bottom - box.top);
  return box;
}

void FirstPage::add_marking(const SetTextRef& marking, double baseline, double x, double bottom) {
  FlowItem& item = items_.emplace_back();
  item.x = x;
  item.y = baseline;
  item.text = marking;
  item.element = flow_.add_element(Role::paragraph, 0);
  marking_left_ = x;
  marking_right_ = x + marking->lines.front().width;
  marking_bottom_ = bottom;
}

void FirstPage::add_logo() {
  if (!style_.logo) return;
  const PictureRef& logo = input_.logo;
  if (!logo || logo->width <= 0 || logo->height <= 0) {
    setter_.problems().push_back(
        error("layout.no-logo", {},
              fmt::format("the house style has a logo, {}, but no picture was given", style_.logo->picture),
              {"put the picture where the style says, or take the logo out of the style"}));
    return;
  }
  Box box = in_points(style_.geometry.letterhead);
  const double width = std::min(in_points(style_.logo->width), box.width);
  box = below_marking(box, box.left, box.left + width);
  const double scale = std::min(width / logo->width, box.height / logo->height);
  FlowItem& item = items_.emplace_back();
  item.kind = FlowItem::Kind::picture;
  item.picture = logo;
  item.x = box.left;
  item.y = box.top;
  item.width = logo->width * scale;
  item.height = logo->height * scale;
  item.element = flow_.add_element(Role::figure, 0);
  flow_.element(item.element).alternative = style_.logo->alternative;
}

void FirstPage::place(const std::vector<PlacedLines>& blocks, const TextStyle& style, const Box& box,
                      HorizontalPlace align, double top) {
  for (const PlacedLines& block : blocks) {
    top += block.space;
    for (std::uint32_t i = 0; i < block.lines.text->lines.size(); ++i, top += style.leading) {
      const SetLine& line = block.lines.text->lines[i];
      FlowItem& item = items_.emplace_back();
      item.x = aligned(align, box.left, box.width, line.width);
      item.y = top + blocks_.baseline(style);
      item.element = block.lines.element;
      item.first_link = block.lines.first_link;
      item.line = i;
      item.text = block.lines.text;
    }
  }
}

// A blank line of the sender begins a new element.
void FirstPage::add_sender() {
  const TextStyle& style = style_.role("sender");
  const Box box = in_points(style_.geometry.sender);
  std::vector<PlacedLines> blocks;
  StyledText text;
  double height = 0, space = 0;
  std::size_t count = 0;
  const auto finish = [&] {
    if (text.text.empty()) return;
    const SetTextRef set =
        setter_.set(text, {style.size, style.colour, {box.width, box.width - wrap_indent, false}, nullptr});
    blocks.push_back({{set, flow_.add_element(Role::paragraph, 0), 0}, space});
    count += set->lines.size();
    height += space + static_cast<double>(set->lines.size()) * style.leading;
    space = 0;
    text.clear();
  };
  for (const std::string& line : style_.sender(input_.letter->language)) {
    if (line.empty()) {
      finish();
      space = blocks.empty() ? 0 : space + style.leading;
      continue;
    }
    if (!text.text.empty()) text.add_break();
    text.add(line, style);
  }
  finish();
  const Box room = below_marking(box, box.left, box.right());
  if (height > room.height + 0.01)
    setter_.problems().push_back(overflow("layout.sender-overflow", {}, "the sender", count, height, room, style,
                                          "shorten the sender's lines in style.yaml, or give them a smaller leading"));
  place(blocks, style, room, style_.sender_align, room.top);
  sender_bottom_ = blocks.empty() ? 0 : room.top + height;
}

void FirstPage::add_addressee(const std::vector<Block>& addressees) {
  const TextStyle& style = style_.role("address");
  const Box box = in_points(style_.geometry.address);
  std::vector<PlacedLines> blocks;
  double height = 0;
  std::size_t count = 0;
  for (const Block& block : addressees) {
    if (block.kind == Block::Kind::list || block.kind == Block::Kind::table) {
      setter_.problems().push_back(error("layout.address-block", first_origin(addressees),
                                         "an addressee is lines of text; a list or a table was found",
                                         {"write one line each"}));
      continue;
    }
    PlacedLines placed{
        blocks_.set_paragraph(block.inlines, style, {box.width, true, wrap_indent, block.language}, Role::paragraph, 0),
        blocks.empty() ? 0 : between_addressees * style.leading};
    count += placed.lines.text->lines.size();
    height += placed.space + static_cast<double>(placed.lines.text->lines.size()) * style.leading;
    addressees_.push_back(placed.lines.element);
    blocks.push_back(std::move(placed));
  }
  if (height > box.height + 0.01)
    setter_.problems().push_back(
        overflow("layout.address-overflow", first_origin(addressees), "the address", count, height, box, style,
                 "leave out lines that the post does not need, or choose an envelope with a larger window"));
  const double top = style_.geometry.address_fills_up ? box.bottom() - height : box.top;
  place(blocks, style, box, HorizontalPlace::left, top);
}

}  // namespace engross
