// In: the blocks of a section. Out: boxes of lines with their elements, spaces and costs of page breaks.
// Refuses lists nested deeper than 16. Tables are in table.cpp.
#include "layout/blocks.hpp"

#include <fmt/format.h>

#include "letter/place.hpp"

namespace engross {
namespace {

constexpr int deepest_list = 16;
constexpr double least_list_measure = 20 * points_per_mm;  // lists stop setting in when the measure would be narrower
constexpr double tight_space = 0.25;                       // of the leading, between the items of a tight list
constexpr int lines_after_heading = 2;

Role heading_role(int level) {
  constexpr Role roles[] = {Role::h1, Role::h2, Role::h3, Role::h4, Role::h5, Role::h6};
  return roles[std::clamp(level, 1, 6) - 1];
}

bool introduces(const Block& block, const Block& next) {
  return block.kind == Block::Kind::paragraph && (next.kind == Block::Kind::list || next.kind == Block::Kind::table);
}

// What a break before line `line` of `count` would strand.
double cost_before(std::uint32_t line, std::uint32_t count, const HouseStyle& style) {
  if (line == 0) return 0;
  const bool orphan = static_cast<int>(line) < style.orphans, widow = static_cast<int>(count - line) < style.widows;
  return (orphan ? strand_cost : 0) + (widow ? strand_cost : 0);
}

}  // namespace

double BlockSetter::baseline(const TextStyle& style) const {
  const std::size_t slot = (style.bold ? 1U : 0U) | (style.italic ? 2U : 0U);
  return baseline_of(style, setter_.fonts().faces[slot]->metrics());
}

const Hyphenation* BlockSetter::hyphenation_for(std::string_view language) {
  if (!style_.hyphenate) return nullptr;
  if (const auto known = dictionaries_.find(language); known != dictionaries_.end()) return known->second;
  const auto found = input_.hyphenation.find(language);
  const Hyphenation* dictionary = found != input_.hyphenation.end() ? found->second.get() : nullptr;
  if (dictionary == nullptr)
    setter_.problems().push_back(warning(
        "layout.no-hyphenation", {}, fmt::format("there is no hyphenation dictionary for the language {}", language),
        {"install its hyphen-* package, or set hyphenate: false in the house style"}));
  dictionaries_.emplace(std::string(language), dictionary);
  return dictionary;
}

BlockSetter::Lines BlockSetter::set_paragraph(const std::vector<Inline>& inlines, const TextStyle& style,
                                              const Setting& setting, std::optional<Role> role, ElementId parent) {
  Lines lines;
  lines.element = role ? flow_.add_element(*role, parent) : parent;
  const bool foreign = !setting.language.empty() && setting.language != input_.letter->language;
  if (role && foreign) flow_.element(lines.element).language = setting.language;
  StyledText& text = setter_.scratch();
  text.clear();
  text.add(inlines, style);
  const bool justified = style_.alignment == Alignment::justified && !setting.ragged;
  const LineMeasure measure{setting.width, setting.width - setting.wrap_indent, justified};
  const std::string_view language = foreign ? setting.language : std::string_view(input_.letter->language);
  lines.text = setter_.set(text, {style.size, style.colour, measure, justified ? hyphenation_for(language) : nullptr});
  for (std::size_t i = 0; i < lines.text->links.size(); ++i) {
    const ElementId link = flow_.add_element(Role::link, lines.element);
    if (i == 0) lines.first_link = link;
  }
  return lines;
}

void BlockSetter::add_line_item(const Lines& lines, std::uint32_t line, const TextStyle& style, double x, double y) {
  FlowItem& item = flow_.add_item();
  item.kind = FlowItem::Kind::line;
  item.x = x;
  item.y = y + baseline(style);
  item.element = lines.element;
  item.first_link = lines.first_link;
  item.line = line;
  item.text = lines.text;
}

void BlockSetter::flush_label(const TextStyle& style) {
  if (!label_) return;
  const Label label = *label_;
  label_.reset();
  add_line_item(label.lines, 0, style, label.x, 0);
}

void BlockSetter::give_label_a_line(const TextStyle& style) {
  if (!label_) return;
  flow_.add_box(style.leading);
  flush_label(style);
  flow_.keep_next(1);
}

void BlockSetter::add_lines(const Lines& lines, const TextStyle& style, Column column) {
  const auto count = static_cast<std::uint32_t>(lines.text->lines.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    flow_.add_box(style.leading, cost_before(i, count, style_));
    flow_.boxes.back().text_line = true;
    flush_label(style);
    add_line_item(lines, i, style, column.left, 0);
  }
}

void BlockSetter::add(const std::vector<Block>& blocks, const TextStyle& style, Column column, ElementId parent) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    flow_.space(style_.paragraph_space);
    add_block(blocks[i], style, column, parent, 0);
    if (i + 1 < blocks.size() && introduces(blocks[i], blocks[i + 1])) flow_.keep_next(1);
  }
}

void BlockSetter::add_line_part(const std::vector<Block>& blocks, const TextStyle& style, Column column) {
  for (const Block& block : blocks) {
    flow_.space(style_.paragraph_space);
    if (block.kind == Block::Kind::paragraph)
      add_lines(
          set_paragraph(block.inlines, style, {column.width, true, wrap_indent, block.language}, Role::paragraph, 0),
          style, column);
    else
      add_block(block, style, column, 0, 0);
  }
}

void BlockSetter::add_block(const Block& block, const TextStyle& style, Column column, ElementId parent, int depth) {
  switch (block.kind) {
    case Block::Kind::paragraph:
      add_lines(set_paragraph(block.inlines, style, {column.width, false, 0, block.language}, Role::paragraph, parent),
                style, column);
      break;
    case Block::Kind::heading:
      add_heading(block, column, parent);
      break;
    case Block::Kind::list:
      add_list(block, style, column, parent, depth);
      break;
    case Block::Kind::table:
      add_table(block, style, column, parent);
      break;
  }
}

// A level is never skipped on the way down, whatever the author wrote (PDF/UA, 7.4.2); the look is the author's level.
void BlockSetter::add_heading_lines(const std::vector<Inline>& inlines, const TextStyle& style, int level,
                                    Column column, ElementId parent, std::string_view language) {
  heading_level_ = std::clamp(level, 1, heading_level_ + 1);
  const Lines lines =
      set_paragraph(inlines, style, {column.width, true, 0, language}, heading_role(heading_level_), parent);
  for (std::uint32_t i = 0; i < lines.text->lines.size(); ++i) {
    flow_.add_box(style.leading, i == 0 ? 0 : keep_cost);
    add_line_item(lines, i, style, column.left, 0);
  }
  flow_.keep_next(lines_after_heading);
}

void BlockSetter::add_heading(const Block& block, Column column, ElementId parent) {
  if (input_.chapters && block.level == 1) flow_.begin_page();
  flow_.more_space(style_.heading_space);
  const TextStyle& style = style_.role(fmt::format("heading{}", std::clamp(block.level, 1, 3)));
  give_label_a_line(style);
  add_heading_lines(block.inlines, style, block.level, column, parent, block.language);
  flow_.space(style_.paragraph_space / 2);
}

void BlockSetter::add_subject(const std::vector<Block>& blocks, Column column) {
  const TextStyle& style = style_.role("subject");
  for (const Block& block : blocks) {
    flow_.space(style_.paragraph_space);
    if (block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading)
      add_heading_lines(block.inlines, style, 1, column, 0, block.language);
    else
      add_block(block, style, column, 0, 0);
  }
}

SetTextRef BlockSetter::label_for(const Block& list, int number, const TextStyle& style, int depth) {
  TextStyle plain = style;
  plain.bold = plain.italic = false;
  if (list.ordered) return setter_.set_line(fmt::format("{}.", number), plain);
  const Face& face = *setter_.fonts().faces[0];
  const std::string_view mark = depth % 2 == 0 && face.glyph_for(0x2022) ? "\xE2\x80\xA2"
                                : face.glyph_for(0x2013)                 ? "\xE2\x80\x93"
                                                                         : "-";
  return setter_.set_line(mark, plain);
}

void BlockSetter::add_list(const Block& block, const TextStyle& style, Column column, ElementId parent, int depth) {
  if (depth >= deepest_list) {
    setter_.problems().push_back(error("layout.too-deep", place_of(block),
                                       fmt::format("lists are nested more than {} deep", deepest_list),
                                       {"use fewer levels"}));
    return;
  }
  give_label_a_line(style);
  std::vector<SetTextRef> labels;
  double widest = 0;
  for (std::size_t i = 0; i < block.items.size(); ++i) {
    labels.push_back(label_for(block, block.start + static_cast<int>(i), style, depth));
    if (!labels.back()->lines.empty()) widest = std::max(widest, labels.back()->lines.front().width);
  }
  double indent = std::max(in_points(style_.list_indent), widest + style.size / 2);
  if (column.width - indent < least_list_measure) indent = std::min(indent, widest + style.size / 2);
  const ElementId list = flow_.add_element(Role::list, parent);
  flow_.element(list).ordered = block.ordered;
  const Column inside{column.left + indent, column.width - indent};
  for (std::size_t i = 0; i < block.items.size(); ++i) {
    if (i > 0) flow_.space(block.tight ? style.leading * tight_space : style_.paragraph_space);
    const ElementId item = flow_.add_element(Role::list_item, list);
    const ElementId label = flow_.add_element(Role::label, item);
    if (!labels[i]->lines.empty()) label_ = Label{{labels[i], label, 0}, column.left};
    add_item_of_list(block.items[i], block.tight, style, inside, item, depth);
  }
}

void BlockSetter::add_item_of_list(const ListItem& item, bool tight, const TextStyle& style, Column column,
                                   ElementId parent, int depth) {
  const ElementId body = flow_.add_element(Role::list_body, parent);
  bool first = true;
  for (const Block& block : item.blocks) {
    if (!first) flow_.space(tight ? style.leading * tight_space : style_.paragraph_space);
    // The words of a tight item are the item's own; a second paragraph would run into them when read aloud.
    const bool plain = tight && first && block.kind == Block::Kind::paragraph && block.language.empty();
    first = false;
    if (plain)
      add_lines(set_paragraph(block.inlines, style, {column.width, false, 0, {}}, std::nullopt, body), style, column);
    else
      add_block(block, style, column, body, depth + 1);
  }
  give_label_a_line(style);
}

}  // namespace engross
