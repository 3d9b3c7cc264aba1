// In: the document of a mapping. Out: its fields, tables and ignored columns; or every fault that it has.
// Refuses: what mapping.cpp says.
#include "exports/mapping_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enough.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

const std::vector<std::string> top_keys = {"fields", "lookups", "ignore"};
const std::vector<std::string> field_keys = {"column", "columns", "constant", "join",     "split", "date",
                                             "lookup", "default", "required", "optional", "as"};

}  // namespace

void MappingReader::report(std::string code, const Span& span, std::string message, std::vector<std::string> hints) {
  add_up_to_most(faults_, error(std::move(code), span, std::move(message), std::move(hints)));
}

Diagnostics MappingReader::take_faults() {
  sort_by_place(faults_);
  return std::move(faults_);
}

void MappingReader::check_keys(const Value& object, const std::vector<std::string>& known, std::string_view of) {
  for (const Member& member : object.members()) {
    if (std::ranges::find(known, member.key) != known.end()) continue;
    std::string near = did_you_mean(member.key, known);
    if (near.empty()) near = fmt::format("there are {}", fmt::join(known, ", "));
    report("exports.mapping", document_.key_span(member.value),
           fmt::format("there is no key \"{}\" in {}", member.key, of), {std::move(near)});
  }
}

std::optional<std::string> MappingReader::text_of(const Value& value, std::string_view what) {
  if (value.is_string() || value.is_number()) return value.text();
  report("exports.mapping", document_.span(value),
         fmt::format("{} is {}, and should be a text", what, with_article(value.kind())), {"put it in double quotes"});
  return std::nullopt;
}

bool MappingReader::flag_of(const Value& value, std::string_view what) {
  if (!value.is_boolean())
    report("exports.mapping", document_.span(value),
           fmt::format("{} is {}, and should be true or false", what, with_article(value.kind())),
           {"write true, or leave it out"});
  return value.truth();
}

// A text, or a list of them.
std::vector<std::string> MappingReader::texts_of(const Value& value, std::string_view what) {
  std::vector<std::string> texts;
  if (!value.is_array()) {
    if (std::optional<std::string> text = text_of(value, what)) texts.push_back(std::move(*text));
    return texts;
  }
  for (const Value& item : value.items())
    if (std::optional<std::string> text = text_of(item, what)) texts.push_back(std::move(*text));
  return texts;
}

void MappingReader::read() {
  const Value& root = document_.root;
  if (!root.is_object())
    return report("exports.mapping", document_.span(root),
                  fmt::format("a mapping is an object, not {}", with_article(root.kind())),
                  {"write fields: and below it a line for each, such as  reference: Case Ref"});
  check_keys(root, top_keys, "a mapping");
  if (const Value* tables = root.find("lookups"); tables != nullptr) read_lookups(*tables);
  if (const Value* ignored = root.find("ignore"); ignored != nullptr) ignored_ = texts_of(*ignored, "ignore");
  const Value* fields = root.find("fields");
  if (fields == nullptr || !fields->is_object() || fields->members().empty())
    return report("exports.mapping", document_.span(fields == nullptr ? root : *fields), "no fields are named",
                  {"write fields: and below it a line for each, such as  reference: Case Ref"});
  read_fields(*fields);
}

void MappingReader::read_lookups(const Value& tables) {
  if (!tables.is_object())
    return report("exports.mapping", document_.span(tables), "lookups are tables by name, from text to text",
                  {"write  roles:  and below it  Cllr: councillor"});
  for (const Member& member : tables.members()) tables_[member.key] = read_table(member.key, member.value);
}

std::shared_ptr<const LookupTable> MappingReader::read_table(const std::string& name, const Value& table) {
  auto made = std::make_shared<LookupTable>();
  if (!table.is_object() || table.members().empty())
    report("exports.mapping", document_.span(table), fmt::format("the table \"{}\" says nothing", name),
           {"write a line for each text of the column, such as  Cllr: councillor"});
  for (const Member& member : table.members()) {
    std::vector<std::string> to = texts_of(member.value, fmt::format("what \"{}\" stands for", member.key));
    made->names.push_back(member.key);
    if (!made->entries.emplace(folded_column(member.key), std::move(to)).second)
      report("exports.mapping", document_.key_span(member.value),
             fmt::format("\"{}\" is there twice: letter case, spaces, '_' and '-' do not count", member.key),
             {"leave one of them out"});
  }
  return made;
}

void MappingReader::read_fields(const Value& fields) {
  for (const Member& member : fields.members()) read_field(member);
  if (has_errors(faults_)) return;
  check_paths();
  check_needed();
  const auto place = [](const MappedField& field) { return find_field(field.path)->index; };
  std::ranges::stable_sort(fields_, {}, place);
}

void MappingReader::read_field(const Member& member) {
  MappedField field;
  field.path = member.key;
  field.place = document_.key_span(member.value);
  if (member.key == "paragraphs.markdown" || member.key.ends_with(".markdown"))
    if (member.key.starts_with("paragraphs"))
      return report("exports.markdown", field.place, "markdown is an officer's own, and never taken from an export",
                    {"take the words as plain text: paragraphs.0.text"});
  const std::optional<FoundField> known = find_field(member.key);
  if (!known) {
    std::vector<std::string> hints;
    if (std::string near = did_you_mean(member.key, field_names()); !near.empty()) hints.push_back(std::move(near));
    hints.emplace_back("a field that only the department's paragraphs name goes under facts: facts.<name>");
    return report("exports.unknown-field", field.place, fmt::format("a case has no field \"{}\"", member.key),
                  std::move(hints));
  }
  field.form = known->form;
  if (member.value.is_object())
    read_settings(field, member.value);
  else
    read_columns(field, member.value);
  judge(field, member.value);
  fields_.push_back(std::move(field));
}

void MappingReader::read_columns(MappedField& field, const Value& columns) {
  const auto add = [&](const Value& column) {
    if (const auto name = text_of(column, "a column"); name && folded_column(*name).empty())
      report("exports.mapping", document_.span(column), "a column without a name cannot be found",
             {"write its header"});
    else if (name)
      field.columns.push_back({*name, document_.span(column)});
  };
  if (!columns.is_array()) return add(columns);
  for (const Value& column : columns.items()) add(column);
}

void MappingReader::read_settings(MappedField& field, const Value& settings) {
  check_keys(settings, field_keys, fmt::format("\"{}\"", field.path));
  for (const Member& member : settings.members()) {
    const std::string& key = member.key;
    const Value& value = member.value;
    if (key == "column" || key == "columns")
      read_columns(field, value);
    else if (key == "constant")
      field.constant = value;
    else if (key == "join")
      field.join = text_of(value, key);
    else if (key == "split")
      field.split = text_of(value, key);
    else if (key == "date")
      read_dates(field, value);
    else if (key == "lookup")
      read_lookup(field, value);
    else if (key == "default")
      field.fallback = text_of(value, key);
    else if (key == "required")
      field.required = flag_of(value, key);
    else if (key == "optional")
      field.optional = flag_of(value, key);
    else if (key == "as") {
      const std::string as = text_of(value, key).value_or("text");
      if (as == "number")
        field.as = MappedField::As::number;
      else if (as == "yes-no")
        field.as = MappedField::As::yes_no;
      else if (as != "text")
        report("exports.mapping", document_.span(value),
               fmt::format("as is \"{}\"; it may be text, number or yes-no", as), {"leave it out for a text"});
    }
  }
}

void MappingReader::read_dates(MappedField& field, const Value& dates) {
  const auto add = [&](const Value& value) {
    const std::optional<std::string> format = text_of(value, "a date's format");
    if (!format) return;
    const auto made = ColumnDate::from(*format);
    if (!made)
      return report("exports.date-format", document_.span(value),
                    fmt::format("{} is no format of a date: {}", *format, made.error()),
                    {"write it with DD or D, MM, M, MMM or MMMM, and YYYY, such as DD/MM/YYYY"});
    for (const ColumnDate& other : field.dates)
      if (made->clashes_with(other) || other.clashes_with(*made))
        report("exports.date-format", document_.span(value),
               fmt::format("{} and {} may read one text as two days", other.format(), *format),
               {"find out which the export writes, and name only that one"});
    field.dates.push_back(*made);
  };
  if (!dates.is_array()) return add(dates);
  for (const Value& value : dates.items()) add(value);
}

// A table's name; or {table: name, otherwise: text}.
void MappingReader::read_lookup(MappedField& field, const Value& lookup) {
  const Value* name = lookup.is_object() ? lookup.find("table") : &lookup;
  if (lookup.is_object()) check_keys(lookup, {"table", "otherwise"}, "a lookup");
  if (name == nullptr)
    return report("exports.mapping", document_.span(lookup), "the lookup names no table",
                  {"add  table: <its name under lookups>"});
  const std::optional<std::string> id = text_of(*name, "a table");
  if (!id) return;
  const auto found = tables_.find(*id);
  if (found == tables_.end()) {
    std::vector<std::string> names;
    for (const auto& [known, table] : tables_) names.push_back(known);
    std::string near = did_you_mean(*id, names);
    if (near.empty()) near = "write the table under lookups";
    return report("exports.lookup", document_.span(*name), fmt::format("there is no table \"{}\"", *id),
                  {std::move(near)});
  }
  field.lookup = found->second;
  const Value* otherwise = lookup.find("otherwise");
  if (otherwise == nullptr) return;
  auto with = std::make_shared<LookupTable>(*found->second);
  with->otherwise = texts_of(*otherwise, "otherwise");
  field.lookup = std::move(with);
}

}  // namespace engross
