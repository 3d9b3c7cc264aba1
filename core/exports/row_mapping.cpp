// In: the cells of a row. Out: a case as JSON, with the column that each value came from.
// Refuses, and collects: cells that are empty and must not be, days and numbers that are none, texts that no table has.
#include "exports/row_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

void append_cell(std::string& to, std::string_view text) {
  if (text.find('\r') == std::string_view::npos) return append_json_string(to, text);
  std::string tidy;
  for (const char c : text)
    if (c != '\r') tidy += c;
  append_json_string(to, tidy);
}

// What people write in a column of yes and no.
std::optional<bool> yes_or_no(std::string_view text) {
  std::string folded = folded_column(text);
  for (const std::string_view yes : {"yes", "y", "true", "t", "1"})
    if (folded == yes) return true;
  for (const std::string_view no : {"no", "n", "false", "f", "0"})
    if (folded == no) return false;
  return std::nullopt;
}

bool is_list(const MappedField& field) {
  return field.form == FieldForm::texts || field.form == FieldForm::paragraphs;
}

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::string> formats_of(const MappedField& field) {
  std::vector<std::string> formats;
  for (const ColumnDate& date : field.dates) formats.push_back(date.format());
  if (formats.empty()) formats.emplace_back("YYYY-MM-DD");
  return formats;
}

std::optional<Date> read_date(const MappedField& field, std::string_view text) {
  if (field.dates.empty()) return Date::parse(text);
  for (const ColumnDate& format : field.dates)
    if (const std::optional<Date> date = format.read(text)) return date;
  return std::nullopt;
}

}  // namespace

void RowMapping::write(RowCells cells, MappedRow& to) {
  cells_ = cells;
  to.text.clear();
  to.key.clear();
  to.places.clear();
  to.faults.clear();
  if (!write_node(root_, to)) to.text = "{}";
}

std::optional<std::size_t> RowMapping::named(std::uint32_t column) {
  return column == no_column ? std::nullopt : std::optional<std::size_t>(column);
}

std::uint32_t RowMapping::first_of(const Bound& bound) {
  return bound.columns.empty() ? no_column : bound.columns.front();
}

// False, and nothing written, when there is nothing in it.
bool RowMapping::write_node(const Node& node, MappedRow& to) {
  if (node.children.empty()) return write_field(fields_[node.field], to);
  const std::size_t before = to.text.size();
  to.text += node.array ? '[' : '{';
  bool any = false;
  for (const Node& child : node.children) {
    const std::size_t mark = to.text.size();
    if (any) to.text += ',';
    to.text += child.key;
    if (write_node(child, to))
      any = true;
    else
      to.text.resize(mark);
  }
  to.text += node.array ? ']' : '}';
  if (!any) to.text.resize(before);
  return any;
}

bool RowMapping::write_field(const Bound& bound, MappedRow& to) {
  const MappedField& field = *bound.field;
  if (field.constant) {
    if (bound.is_reference) to.key = field.constant->text();
    to.text += bound.constant;
    return true;
  }
  gather(bound);
  if (gathered_.empty()) return write_empty(bound, to);
  const bool several = gathered_.size() > 1 && !field.join;
  const bool list = is_list(field) || field.split || (several && field.form == FieldForm::anything) ||
                    (field.columns.size() > 1 && !field.join);
  if (list) return write_list(bound, to);
  if (!several) return write_one(bound, to);
  to.faults.push_back({named(gathered_.front().column),
                       error("exports.cells", {}, fmt::format("it is a list, and {} holds one text", field.path),
                             {"say in the mapping what stands between the items: join: \", \""})});
  return false;
}

// The texts of its columns that are not empty.
void RowMapping::gather(const Bound& bound) {
  gathered_.clear();
  const auto add = [this](std::string_view cell, std::uint32_t column) {
    if (const std::string_view text = trim(cell); !text.empty()) gathered_.push_back({text, column});
  };
  for (const std::uint32_t column : bound.columns) {
    add(cells_.texts[column], column);
    if (cells_.lists.empty()) continue;
    for (const std::string_view item : cells_.lists[column]) add(item, column);
  }
}

bool RowMapping::write_empty(const Bound& bound, MappedRow& to) {
  const MappedField& field = *bound.field;
  if (field.fallback) {
    gathered_.push_back({*field.fallback, first_of(bound)});
    return is_list(field) ? write_list(bound, to) : write_one(bound, to);
  }
  if (!bound.required) return false;
  std::string columns;
  for (const MappedField::Column& column : field.columns)
    if (&column != &field.columns.front()) columns += fmt::format(", \"{}\"", column.name);
  to.faults.push_back(
      {named(first_of(bound)),
       error("exports.required", {},
             columns.empty() ? fmt::format("it is empty, and {} must be given", field.path)
                             : fmt::format("it and {} are empty, and {} must be given", columns.substr(2), field.path),
             {"fill it in"})});
  return false;
}

bool RowMapping::write_one(const Bound& bound, MappedRow& to) {
  const MappedField& field = *bound.field;
  Cell cell = gathered_.front();
  if (gathered_.size() > 1) {
    joined_.clear();
    for (const Cell& part : gathered_) {
      if (&part != &gathered_.front()) joined_ += *field.join;
      joined_ += part.text;
    }
    cell.text = joined_;
  }
  if (!field.lookup) return write_value(bound, cell, to);
  const std::vector<std::string>* found = look_up(bound, cell, to);
  if (found == nullptr || found->empty()) return false;
  return write_value(bound, {found->front(), cell.column}, to);
}

bool RowMapping::write_list(const Bound& bound, MappedRow& to) {
  const MappedField& field = *bound.field;
  const std::size_t before = to.text.size();
  to.text += '[';
  bool any = false;
  for (const Cell& cell : gathered_) {
    std::string_view rest = cell.text;
    while (!rest.empty()) {
      const std::size_t end = field.split ? std::min(rest.find(*field.split), rest.size()) : rest.size();
      const std::string_view item = trim(rest.substr(0, end));
      rest.remove_prefix(std::min(rest.size(), end + (field.split ? field.split->size() : 0)));
      if (!item.empty() && write_item(bound, {item, cell.column}, !any, to)) any = true;
    }
  }
  to.text += ']';
  if (any) return true;
  to.text.resize(before);
  return false;
}

bool RowMapping::write_item(const Bound& bound, const Cell& cell, bool first, MappedRow& to) {
  const auto put = [&](std::string_view text) {
    const std::size_t mark = to.text.size();
    if (!first) to.text += ',';
    if (bound.field->form == FieldForm::paragraphs) to.text += "{\"use\":";
    if (!write_value(bound, {text, cell.column}, to)) {
      to.text.resize(mark);
      return false;
    }
    if (bound.field->form == FieldForm::paragraphs) to.text += '}';
    return true;
  };
  if (!bound.field->lookup) return put(cell.text);
  const std::vector<std::string>* found = look_up(bound, cell, to);
  if (found == nullptr) return false;
  bool any = false;
  for (const std::string& text : *found)
    if (put(text)) {
      any = true;
      first = false;
    }
  return any;
}

const std::vector<std::string>* RowMapping::look_up(const Bound& bound, const Cell& cell, MappedRow& to) {
  const LookupTable& table = *bound.field->lookup;
  const auto found = table.entries.find(folded_column(cell.text));
  if (found != table.entries.end()) return &found->second;
  if (table.otherwise) return &*table.otherwise;
  std::vector<std::string> hints;
  if (std::string near = did_you_mean(cell.text, table.names); !near.empty()) hints.push_back(std::move(near));
  hints.emplace_back("add it to the table in the mapping, or say otherwise: what it then stands for");
  to.faults.push_back({named(cell.column),
                       error("exports.lookup", {},
                             fmt::format("\"{}\" is not in the table for {}", shortened(cell.text), bound.field->path),
                             std::move(hints))});
  return nullptr;
}

bool RowMapping::write_value(const Bound& bound, const Cell& cell, MappedRow& to) {
  const MappedField& field = *bound.field;
  const auto refuse = [&](std::string_view code, std::string_view what, std::string hint) {
    to.faults.push_back(
        {named(cell.column),
         error(std::string(code), {}, fmt::format("\"{}\" is {}", shortened(cell.text), what), {std::move(hint)})});
    return false;
  };
  const auto begin = static_cast<std::uint32_t>(to.text.size());
  if (field.form == FieldForm::date || !field.dates.empty()) {
    const std::optional<Date> date = read_date(field, cell.text);
    if (!date)
      return refuse("exports.date", fmt::format("no day written {}", fmt::join(formats_of(field), " or ")),
                    "correct it; or say in the mapping how the export writes days: date: DD/MM/YYYY");
    append_json_string(to.text, date->iso());
  } else if (field.as == MappedField::As::yes_no || field.form == FieldForm::flag) {
    const std::optional<bool> truth = yes_or_no(cell.text);
    if (!truth) return refuse("exports.yes-no", "neither yes nor no", "write yes or no");
    to.text += *truth ? "true" : "false";
  } else if (field.as == MappedField::As::number) {
    if (!is_json_number(cell.text))
      return refuse("exports.number", "no number", "write digits, and a point before decimals: 1234.50");
    to.text += cell.text;
  } else {
    append_cell(to.text, cell.text);
    if (bound.is_reference) to.key = is_nfc(cell.text) ? std::string(cell.text) : to_nfc(cell.text);
  }
  if (cell.column != no_column) to.places.push_back({begin, static_cast<std::uint32_t>(to.text.size()), cell.column});
  return true;
}

}  // namespace engross
