// In: the letter's signatories and its signature field. Out: a box for each row of signatures: space, names.
// The space is for the pen, or holds the field: ink, scaled to fit and never stretched, and words.
#include "layout/signatures.hpp"

#include <algorithm>
#include <span>

namespace engross {
namespace {

constexpr double gutter = 6 * points_per_mm;
constexpr double least_half = 50 * points_per_mm;   // narrower columns stand one above the other
constexpr double least_words = 35 * points_per_mm;  // narrower than this beside the ink, the field's words stand below

// What fills the space for the signatory's hand in a letter that is signed.
struct SetField {
  const SignatureField* field = nullptr;  // null: nothing, the pen will
  double ink_width = 0, ink_height = 0;   // 0: no ink
  double words_x = 0, words_y = 0;        // from the corner of the space
  BlockSetter::Lines words;
};

struct SetSignature {
  SetField field;
  BlockSetter::Lines names;
};

class SignatureSetter {
 public:
  SignatureSetter(const LayoutInput& input, BlockSetter& blocks, TextSetter& setter, Flow& flow)
      : input_(input),
        style_(*input.style),
        text_(style_.role("body")),
        small_(style_.role("caption")),
        blocks_(blocks),
        setter_(setter),
        flow_(flow),
        placed_(input.fields.size()) {}

  void add_row(std::span<const SignatureBlock> row, Column column, double space) {
    std::vector<SetSignature> set;
    double names = 0;
    double above = in_points(style_.signature_height);
    for (const SignatureBlock& signature : row) {
      set.push_back(prepare(signature, column.width, above));
      names = std::max(names, static_cast<double>(set.back().names.text->lines.size()) * text_.leading);
      above = std::max(above, set.back().field.words_y + height_of(set.back().field.words));
    }
    flow_.space(space);
    flow_.add_box(above + names);
    double left = column.left;
    for (const SetSignature& one : set) {
      if (one.field.field != nullptr) add_field(one.field, {left, column.width}, above);
      for (std::uint32_t i = 0; i < one.names.text->lines.size(); ++i)
        blocks_.add_line_item(one.names, i, text_, left, above + i * text_.leading);
      left += column.width + gutter;
    }
  }

 private:
  SetSignature prepare(const SignatureBlock& signature, double width, double height) {
    SetSignature set;
    if (const SignatureField* field = field_of(signature)) set.field = prepare(*field, width, height);
    set.names = set_lines(signature.lines, text_, width);
    if (!set.names.text->lines.empty()) set.names.element = flow_.add_element(Role::paragraph, 0);
    return set;
  }

  // A field lies in one place, though a signatory be named twice.
  const SignatureField* field_of(const SignatureBlock& signature) {
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      const SignatureField& field = input_.fields[i];
      if (placed_[i] || field.signatory.empty() || field.signatory != signature.id) continue;
      placed_[i] = true;
      return &field;
    }
    return nullptr;
  }

  // The space keeps its height, so that a letter breaks its pages alike whether it is signed or not: the words stand
  // beside the ink, or below a smaller one where the column is narrow.
  SetField prepare(const SignatureField& field, double width, double height) {
    SetField set;
    set.field = &field;
    scale_ink(set, width, height);
    const double beside = set.ink_width > 0 ? set.ink_width + gutter : 0;
    const bool below = width - beside < least_words;
    set.words = set_lines(field.words, small_, below ? width : width - beside);
    if (below) scale_ink(set, width, std::max(height - height_of(set.words), height / 2));
    set.words_x = below ? 0 : beside;
    set.words_y = below ? set.ink_height : std::max(0.0, (height - height_of(set.words)) / 2);
    set.words.element = flow_.add_element(field.ink_only ? Role::figure : Role::form, 0);
    flow_.element(set.words.element).alternative = field.alternative;
    return set;
  }

  void scale_ink(SetField& set, double width, double height) const {
    const Picture* ink = set.field->ink.get();
    if (ink == nullptr || ink->width <= 0 || ink->height <= 0) return;
    const double scale =
        std::min(std::min(in_points(style_.signature_width), width) / ink->width, height / ink->height);
    set.ink_width = ink->width * scale;
    set.ink_height = ink->height * scale;
  }

  BlockSetter::Lines set_lines(const std::vector<std::string>& lines, const TextStyle& style, double width) {
    StyledText text;
    for (const std::string& line : lines) {
      if (!text.text.empty()) text.add_break();
      text.add(line, style);
    }
    BlockSetter::Lines set;
    set.text = setter_.set(text, {style.size, style.colour, {width, width, false}, nullptr});
    return set;
  }

  double height_of(const BlockSetter::Lines& words) const {
    return words.text == nullptr ? 0 : static_cast<double>(words.text->lines.size()) * small_.leading;
  }

  void add_field(const SetField& set, Column column, double height) {
    if (!set.field->ink_only) add_area(set, column, height);
    if (set.ink_width > 0) add_ink(set, column.left, height);
    for (std::uint32_t i = 0; i < set.words.text->lines.size(); ++i)
      blocks_.add_line_item(set.words, i, small_, column.left + set.words_x, set.words_y + i * small_.leading);
  }

  void add_area(const SetField& set, Column column, double height) {
    FlowItem& area = flow_.add_item();
    area.kind = FlowItem::Kind::field;
    area.field = set.field;
    area.x = column.left;
    area.width = column.width;
    area.height = height;
    area.element = set.words.element;
  }

  void add_ink(const SetField& set, double left, double height) {
    FlowItem& item = flow_.add_item();
    item.kind = FlowItem::Kind::picture;
    item.picture = set.field->ink;
    item.width = set.ink_width;
    item.height = set.ink_height;
    item.x = left;
    item.y = set.words_x > 0 ? (height - set.ink_height) / 2 : 0;
    item.element = set.words.element;
  }

  const LayoutInput& input_;
  const HouseStyle& style_;
  const TextStyle& text_;
  const TextStyle& small_;
  BlockSetter& blocks_;
  TextSetter& setter_;
  Flow& flow_;
  std::vector<bool> placed_;  // of the fields
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
