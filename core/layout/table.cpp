// In: a table. Out: a box for each row, cell by cell in reading order, with thin rules; a row taller than a page
// becomes a box for each of its lines. Refuses tables whose columns would be narrower than 8 mm.
#include <fmt/format.h>

#include "layout/blocks.hpp"
#include "layout/shaped_paragraph.hpp"
#include "letter/place.hpp"

namespace engross {
namespace {

constexpr double padding = 4;  // points at both sides of a cell, and half of it above and below
constexpr double rule_thickness = 0.5;
constexpr double least_column = 8 * points_per_mm;
constexpr Colour rule_colour{0.5, 0.5, 0.5};

struct Widths {
  double natural = 0, longest = 0;
};

// Columns that want less than an even share get what they want, those whose longest word needs more get that, and the
// others share evenly what is left. When not even the longest words fit, all give way in proportion.
std::vector<double> share_out(const std::vector<Widths>& wanted, double width) {
  std::vector<double> given(wanted.size(), -1);
  double left = width, longest = 0;
  for (const Widths& w : wanted) longest += w.longest;
  auto open = wanted.size();
  const auto give = [&](std::size_t column, double points) {
    given[column] = points;
    left -= points;
    --open;
  };
  for (bool settled = longest >= width; !settled && open > 0;) {
    const double share = left / static_cast<double>(open);
    const auto before = open;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (given[i] < 0 && wanted[i].longest > share) give(i, wanted[i].longest);
    for (std::size_t i = 0; open == before && i < wanted.size(); ++i)
      if (given[i] < 0 && wanted[i].natural <= share) give(i, wanted[i].natural);
    settled = open == before;
  }
  const double share = open == 0 ? 0 : left / static_cast<double>(open);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (given[i] < 0) given[i] = longest >= width ? width * wanted[i].longest / longest : share;
  return given;
}

HorizontalPlace place_of(Table::Align align) {
  switch (align) {
    case Table::Align::left:
      return HorizontalPlace::left;
    case Table::Align::centre:
      return HorizontalPlace::centre;
    case Table::Align::right:
      return HorizontalPlace::right;
  }
  return HorizontalPlace::left;
}

struct SetCell {
  BlockSetter::Lines lines;
  double left = 0, width = 0;  // of the text
  HorizontalPlace place = HorizontalPlace::left;
};

std::uint32_t most_lines(const std::vector<SetCell>& cells) {
  std::size_t most = 1;
  for (const SetCell& cell : cells) most = std::max(most, cell.lines.text->lines.size());
  return static_cast<std::uint32_t>(most);
}

}  // namespace

// The work of one table.
class TableSetter {
 public:
  TableSetter(BlockSetter& blocks, TextSetter& setter, Flow& flow, const Table& table, const TextStyle& style,
              Column column, std::string_view language)
      : blocks_(blocks),
        setter_(setter),
        flow_(flow),
        table_(table),
        style_(style),
        header_style_(style),
        column_(column),
        language_(language) {
    header_style_.bold = true;
  }

  void set(ElementId parent, double page_height) {
    if (!measure()) return;
    const ElementId element = flow_.add_element(Role::table, parent);
    if (!language_.empty()) flow_.element(element).language = language_;
    const auto header_begin = static_cast<std::uint32_t>(flow_.boxes.size());
    if (!table_.header.empty()) add_row(element, table_.header, header_style_, Role::table_header, page_height);
    const auto header_end = static_cast<std::uint32_t>(flow_.boxes.size());
    double header_height = 0;
    for (auto i = header_begin; i < header_end; ++i) header_height += flow_.heights[i].height;
    if (header_end > header_begin) flow_.keep_next(1);
    for (const auto& row : table_.rows) add_row(element, row, style_, Role::table_data, page_height);
    if (header_height > page_height / 3) return;  // a header that tall is not worth repeating
    for (std::size_t i = header_end; i < flow_.boxes.size(); ++i) {
      flow_.boxes[i].header_begin = header_begin;
      flow_.boxes[i].header_end = header_end;
      flow_.heights[i].repeated = header_height;
    }
  }

 private:
  bool measure() {
    const std::size_t columns = table_.columns.size();
    if (columns == 0) return false;
    const double width = column_.width - 2 * padding * static_cast<double>(columns);
    std::vector<Widths> wanted(columns);
    widen(wanted, table_.header, header_style_);
    for (const auto& row : table_.rows) widen(wanted, row, style_);
    widths_ = share_out(wanted, width);
    const double each = column_.width / static_cast<double>(columns);
    if (each >= least_column) return true;
    setter_.problems().push_back(
        error("layout.table-too-wide", place_of(table_),
              fmt::format("a table has {} columns, which would be {:.1f} mm wide; at least {:.0f} mm are needed",
                          columns, in_mm(each), in_mm(least_column)),
              {"split the table, or turn it into a list"}));
    return false;
  }

  void widen(std::vector<Widths>& wanted, const std::vector<TableCell>& cells, const TextStyle& style) {
    for (std::size_t i = 0; i < std::min(cells.size(), wanted.size()); ++i) {
      const TextSetter::Extent extent = setter_.measure(cells[i].inlines, style);
      wanted[i].natural = std::max(wanted[i].natural, extent.natural);
      wanted[i].longest = std::max(wanted[i].longest, std::min(extent.longest_piece, column_.width / 2));
    }
  }

  void add_row(ElementId table, const std::vector<TableCell>& cells, const TextStyle& style, Role role,
               double page_height) {
    const ElementId row = flow_.add_element(Role::table_row, table);
    std::vector<SetCell> set;
    double left = column_.left;
    for (std::size_t i = 0; i < std::min(cells.size(), widths_.size()); ++i) {
      // A hair more than measured, so that a cell's own words never wrap by rounding.
      const double width = widths_[i] + 0.01;
      const std::string& own = cells[i].language;
      set.push_back({blocks_.set_paragraph(cells[i].inlines, style, {width, true, 0, own}, role, row), left + padding,
                     width, place_of(table_.columns[i])});
      // The letter's language, in a table of another.
      if (!own.empty() && !language_.empty()) flow_.element(set.back().lines.element).language = own;
      left += widths_[i] + 2 * padding;
    }
    const std::uint32_t lines = most_lines(set);
    const double height = lines * style.leading + padding;
    if (height <= page_height)
      add_whole(set, style, height, left - column_.left);
    else
      add_by_line(set, lines, style, left - column_.left);
  }

  void add_whole(const std::vector<SetCell>& cells, const TextStyle& style, double height, double width) {
    flow_.add_box(height);
    for (const SetCell& cell : cells)
      for (std::uint32_t i = 0; i < cell.lines.text->lines.size(); ++i)
        add_line(cell, i, style, padding / 2 + i * style.leading);
    add_rule(height, width);
  }

  void add_by_line(const std::vector<SetCell>& cells, std::uint32_t lines, const TextStyle& style, double width) {
    for (std::uint32_t i = 0; i < lines; ++i) {
      const double above = i == 0 ? padding / 2 : 0, below = i + 1 == lines ? padding / 2 : 0;
      flow_.add_box(style.leading + above + below);
      for (const SetCell& cell : cells)
        if (i < cell.lines.text->lines.size()) add_line(cell, i, style, above);
      if (i + 1 == lines) add_rule(style.leading + above + below, width);
    }
  }

  void add_line(const SetCell& cell, std::uint32_t line, const TextStyle& style, double y) {
    const double x = aligned(cell.place, cell.left, cell.width, cell.lines.text->lines[line].width);
    flow_.boxes.back().text_line = true;
    blocks_.add_line_item(cell.lines, line, style, x, y);
  }

  void add_rule(double bottom, double width) {
    FlowItem& rule = flow_.add_item();
    rule.kind = FlowItem::Kind::rule;
    rule.x = column_.left;
    rule.y = bottom - rule_thickness;
    rule.width = width;
    rule.height = rule_thickness;
    rule.colour = rule_colour;
  }

  BlockSetter& blocks_;
  TextSetter& setter_;
  Flow& flow_;
  const Table& table_;
  TextStyle style_, header_style_;
  Column column_;
  std::string language_;
  std::vector<double> widths_;
};

void BlockSetter::add_table(const Block& block, const TextStyle& style, Column column, ElementId parent) {
  if (!block.table) return;
  give_label_a_line(style);
  const bool other = !block.language.empty() && block.language != input_.letter->language;
  TableSetter(*this, setter_, flow_, *block.table, style, column, other ? block.language : std::string())
      .set(parent, page_height_);
}

}  // namespace engross
