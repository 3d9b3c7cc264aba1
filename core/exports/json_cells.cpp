// In: the members of a JSON object. Out: cells of the columns that a mapping names.
// Refuses: two members that read as one column, an object where a text should stand.
#include "exports/json_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engross {
namespace {

// Names of members may be anything: what is remembered of them stays small.
constexpr std::size_t most_paths = 4096;
constexpr std::size_t most_told = 100;

bool is_scalar(const Value& value) {
  return !value.is_object() && !value.is_array();
}

std::string_view text_of(const Value& value) {
  if (value.is_boolean()) return value.truth() ? "true" : "false";
  return value.text();
}

}  // namespace

JsonCells::JsonCells(const Mapping& mapping) : named_(named_columns(mapping)) {
  for (const MappedField& field : mapping.fields())
    for (const MappedField::Column& column : field.columns)
      if (by_name_.emplace(folded_column(column.name), columns_.size()).second) columns_.push_back(column.name);
  ever_.resize(columns_.size());
  for (const MappedField& field : mapping.fields())
    for (const MappedField::Column& column : field.columns)
      if (field.optional) ever_[by_name_[folded_column(column.name)]] = true;  // nobody misses it
}

std::optional<std::size_t> JsonCells::column_of(const std::string& written) {
  if (const auto met = paths_.find(written); met != paths_.end()) return met->second;
  if (paths_.size() >= most_paths) paths_.clear();
  const auto named = by_name_.find(folded_column(written));
  const std::optional<std::size_t> column = named == by_name_.end() ? std::nullopt : std::optional(named->second);
  paths_.emplace(written, column);
  return column;
}

std::optional<CellFault> JsonCells::read(const Value& object) {
  texts_.assign(columns_.size(), {});
  lists_.assign(columns_.size(), {});
  filled_.assign(columns_.size(), false);
  fault_.reset();
  std::string path;
  walk(object, path);
  return fault_;
}

void JsonCells::walk(const Value& value, std::string& path) {
  const std::size_t length = path.size();
  const auto step = [&](const std::string& name, const Value& below) {
    if (length > 0) path += '.';
    path += name;
    if (const std::optional<std::size_t> column = column_of(path))
      put(below, *column);
    else if (!is_scalar(below))
      walk(below, path);
    else
      note(path);
    path.resize(length);
  };
  for (const Member& member : value.members()) step(member.key, member.value);
  for (std::size_t i = 0; i < value.items().size(); ++i) step(std::to_string(i), value.items()[i]);
}

void JsonCells::note(const std::string& path) {
  if (unmapped_.size() >= most_told || !named_.insert(folded_column(path)).second) return;
  unmapped_.push_back(path);
}

void JsonCells::put(const Value& value, std::size_t column) {
  if (filled_[column]) {
    fault_ = CellFault{column, error("exports.same-column", {},
                                     "two members have this name: letter case, spaces, '_' and '-' do not count",
                                     {"rename one in the export"})};
    return;
  }
  filled_[column] = true;
  ever_[column] = true;
  if (is_scalar(value)) {
    texts_[column] = text_of(value);
    return;
  }
  for (const Value& item : value.items())
    if (is_scalar(item)) lists_[column].push_back(text_of(item));
  if (value.is_array() && std::ranges::all_of(value.items(), is_scalar)) return;
  fault_ = CellFault{
      column, error("exports.cells", {},
                    fmt::format("it is {}, and no text", value.is_array() ? "a list of more than texts" : "an object"),
                    {fmt::format("name what is in it: \"{}.<its member>\"", columns_[column])})};
}

Diagnostics JsonCells::notes(const std::string& export_name) const {
  Diagnostics notes;
  if (!unmapped_.empty()) notes.push_back(unmapped_columns(unmapped_, export_name));
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (!ever_[i])
      notes.push_back(warning("exports.no-column", {},
                              fmt::format("no row of {} has \"{}\", which the mapping names", export_name, columns_[i]),
                              {"look at how the export spells it"}));
  return notes;
}

}  // namespace engross
