// In: the letter's signatories and their ink. Out: a box for each row of signatures: space, picture, names.
// The space is kept when there is no picture, for the pen. The picture is scaled to fit, never stretched.
#include "layout/signatures.hpp"

#include <fmt/format.h>

#include <span>

namespace engross {
namespace {

constexpr double gutter = 6 * points_per_mm;
constexpr double least_half = 50 * points_per_mm;  // narrower columns stand one above the other

struct SetSignature {
  PictureRef ink;
  ElementId figure = artifact;
  BlockSetter::Lines names;
};

class SignatureSetter {
 public:
  SignatureSetter(const LayoutInput& input, BlockSetter& blocks, TextSetter& setter, Flow& flow)
      : input_(input),
        style_(*input.style),
        text_(style_.role("body")),
        blocks_(blocks),
        setter_(setter),
        flow_(flow) {}

  void add_row(std::span<const SignatureBlock> row, Column column, double space) {
    std::vector<SetSignature> set;
    double height = 0;
    for (const SignatureBlock& signature : row) {
      set.push_back(prepare(signature, column.width));
      height = std::max(height, static_cast<double>(set.back().names.text->lines.size()) * text_.leading);
    }
    const double above = in_points(style_.signature_height);
    flow_.space(space);
    flow_.add_box(above + height);
    double left = column.left;
    for (const SetSignature& one : set) {
      if (one.ink) draw(one, left, above, column.width);
      for (std::uint32_t i = 0; i < one.names.text->lines.size(); ++i)
        blocks_.add_line_item(one.names, i, text_, left, above + i * text_.leading);
      left += column.width + gutter;
    }
  }

 private:
  SetSignature prepare(const SignatureBlock& signature, double width) {
    SetSignature set;
    const auto ink = input_.ink.find(signature.id);
    if (ink != input_.ink.end() && ink->second && ink->second->width > 0 && ink->second->height > 0) {
      set.ink = ink->second;
      set.figure = flow_.add_element(Role::figure, 0);
      const std::string_view label = style_.label("signature", input_.letter->language);
      flow_.element(set.figure).alternative =
          label.empty() ? signature.name : fmt::format("{} {}", label, signature.name);
    }
    StyledText text;
    for (const std::string& line : signature.lines) {
      if (!text.text.empty()) text.add_break();
      text.add(line, text_);
    }
    if (!text.text.empty()) set.names.element = flow_.add_element(Role::paragraph, 0);
    set.names.text = setter_.set(text, {text_.size, text_.colour, {width, width, false}, nullptr});
    return set;
  }

  void draw(const SetSignature& one, double left, double height, double column) {
    const double most = std::min(in_points(style_.signature_width), column);
    const double scale = std::min(most / one.ink->width, height / one.ink->height);
    FlowItem& item = flow_.add_item();
    item.kind = FlowItem::Kind::picture;
    item.picture = one.ink;
    item.width = one.ink->width * scale;
    item.height = one.ink->height * scale;
    item.x = left;
    item.y = (height - item.height) / 2;
    item.element = one.figure;
  }

  const LayoutInput& input_;
  const HouseStyle& style_;
  const TextStyle& text_;
  BlockSetter& blocks_;
  TextSetter& setter_;
  Flow& flow_;
};

}  // namespace

void add_signatures(const LayoutInput& input, BlockSetter& blocks, TextSetter& setter, Flow& flow, Column column) {
  const std::span<const SignatureBlock> all = input.letter->signatures;
  const double half = (column.width - gutter) / 2;
  const std::size_t abreast = half >= least_half ? 2 : 1;
  SignatureSetter signatures(input, blocks, setter, flow);
  for (std::size_t i = 0; i < all.size(); i += abreast) {
    const auto row = all.subspan(i, std::min(abreast, all.size() - i));
    const Column place{column.left, row.size() == 2 ? half : column.width};
    signatures.add_row(row, place, i == 0 ? 0 : input.style->paragraph_space);
  }
}

}  // namespace engross
