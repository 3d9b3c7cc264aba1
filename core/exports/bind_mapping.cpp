// In: a mapping and the header of an export. Out: the two bound together.
// Refuses: columns that the export does not have, and two of one name where the mapping needs one.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <unordered_map>

#include "base/enough.hpp"
#include "base/suggest.hpp"
#include "exports/own_columns.hpp"
#include "exports/row_mapping.hpp"

namespace engross {
namespace {

constexpr std::size_t most_told = 100;

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class Header {
 public:
  Header(const std::vector<std::string>& names, const std::string& export_name) : names_(names), export_(export_name) {
    for (std::size_t i = 0; i < names.size(); ++i) by_name_[folded_column(names[i])].push_back(i);
  }
  std::optional<std::uint32_t> find(const MappedField::Column& column, bool optional, Diagnostics& faults) {
    const auto found = by_name_.find(folded_column(column.name));
    if (found == by_name_.end()) {
      if (!optional) add_up_to_most(faults, no_column(column));
      return std::nullopt;
    }
    if (found->second.size() > 1) {
      add_up_to_most(faults, same_column(column, found->second));
      return std::nullopt;
    }
    return static_cast<std::uint32_t>(found->second.front());
  }

 private:
  Diagnostic no_column(const MappedField::Column& column) const {
    std::vector<std::string> hints;
    if (std::string near = did_you_mean(column.name, names_); !near.empty()) hints.push_back(std::move(near));
    const std::span<const std::string> some(names_.data(), std::min(names_.size(), most_told));
    hints.push_back(
        fmt::format("{} has: {}{}", export_, fmt::join(some, ", "), some.size() < names_.size() ? ", …" : ""));
    if (names_.size() == 1)
      hints.emplace_back(
          "if something else than a comma, semicolon, tab or bar stands between the columns: --delimiter");
    return error("exports.no-column", column.place, fmt::format("{} has no column \"{}\"", export_, column.name),
                 std::move(hints));
  }

  Diagnostic same_column(const MappedField::Column& column, const std::vector<std::size_t>& places) const {
    std::vector<std::string> which;
    for (const std::size_t i : places) which.push_back(fmt::format("\"{}\" (column {})", names_[i], i + 1));
    return error(
        "exports.same-column", column.place,
        fmt::format("{} has {} columns called \"{}\": {}", export_, places.size(), column.name, fmt::join(which, ", ")),
        {"rename one in the export: letter case, spaces, '_' and '-' do not tell columns apart"});
  }

  const std::vector<std::string>& names_;
  const std::string& export_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
};

// The items of a list; a paragraph is an object that names it.
std::string constant_json(const MappedField& field) {
  const Value& constant = *field.constant;
  if (field.form != FieldForm::texts && field.form != FieldForm::paragraphs) return to_json(constant, false);
  Value list = Value::array();
  const auto add = [&](const Value& item) {
    Value use = Value::object();
    if (field.form == FieldForm::paragraphs) use.set("use", item);
    list.push_back(field.form == FieldForm::paragraphs ? use : item);
  };
  if (!constant.is_array()) add(constant);
  for (const Value& item : constant.items()) add(item);
  return to_json(list, false);
}

}  // namespace

std::unordered_set<std::string> named_columns(const Mapping& mapping) {
  std::unordered_set<std::string> named;
  for (const MappedField& field : mapping.fields())
    for (const MappedField::Column& column : field.columns) named.insert(folded_column(column.name));
  for (const std::string& name : mapping.ignored()) named.insert(folded_column(name));
  for (const std::string_view own : {own_row_column, own_reason_column}) named.insert(folded_column(own));
  return named;
}

Diagnostic unmapped_columns(const std::vector<std::string>& names, const std::string& export_name) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(fmt::format("\"{}\"", name));
  return warning("exports.unmapped-column", {},
                 fmt::format("{} has {} that the mapping does not name: {}", export_name,
                             names.size() == 1 ? "a column" : "columns", fmt::join(quoted, ", ")),
                 {"map them, or list them under ignore"});
}

Result<RowMapping> RowMapping::bind(std::shared_ptr<const Mapping> mapping, const std::vector<std::string>& header,
                                    const std::string& export_name, Diagnostics& notes) {
  Diagnostics faults;
  Header columns(header, export_name);
  RowMapping made(std::move(mapping));
  for (const MappedField& field : made.mapping_->fields()) {
    Bound bound{.field = &field,
                .columns = {},
                .constant = {},
                .required = field.required,
                .is_reference = field.path == "reference"};
    for (const MappedField::Column& column : field.columns)
      if (const auto found = columns.find(column, field.optional, faults)) bound.columns.push_back(*found);
    const bool needed = bound.is_reference || field.path == "department";
    bound.required = bound.required || (needed && !field.fallback);
    if (field.constant) bound.constant = constant_json(field);
    made.fields_.push_back(std::move(bound));
    made.plant(field, made.fields_.size() - 1);
  }
  finish(made.root_);
  if (!faults.empty()) return fail(std::move(faults));
  std::vector<std::string> unmapped;
  const std::unordered_set<std::string> named = named_columns(*made.mapping_);
  for (const std::string& name : header)
    if (!name.empty() && unmapped.size() < most_told && !named.contains(folded_column(name))) unmapped.push_back(name);
  if (!unmapped.empty()) notes.push_back(unmapped_columns(unmapped, export_name));
  return made;
}

// The field at its path, with what lies above it.
void RowMapping::plant(const MappedField& field, std::size_t index) {
  Node* at = &root_;
  std::string_view path = field.path;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string_view part = path.substr(0, end);
    auto child = std::ranges::find(at->children, part, &Node::name);
    if (child == at->children.end()) {
      Node made;
      made.name = part;
      append_json_string(made.key, part);
      made.key += ':';
      at->children.push_back(std::move(made));
      child = std::prev(at->children.end());
    }
    at = &*child;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  at->field = index;
}

// Numbered children are the items of an array, in the order of their numbers.
void RowMapping::finish(Node& node) {
  for (Node& child : node.children) finish(child);
  node.array =
      !node.children.empty() && std::ranges::all_of(node.children, [](const Node& n) { return is_number(n.name); });
  if (!node.array) return;
  std::ranges::sort(node.children, {},
                    [](const Node& n) { return std::pair(n.name.size(), std::string_view(n.name)); });
  for (Node& child : node.children) child.key.clear();
}

}  // namespace engross
