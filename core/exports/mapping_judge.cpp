// In: a mapping's fields as they were read. Out: nothing, or why they cannot be meant.
// Refuses: settings that do not go together or not with the field, fields within fields, a case without what it needs.
#include <fmt/format.h>

#include <algorithm>

#include "exports/mapping_reader.hpp"

namespace engross {
namespace {

bool takes_several(FieldForm form) {
  return form == FieldForm::texts || form == FieldForm::paragraphs;
}

// The pieces of a path, compared so that one is seen to lie within another.
bool lies_within(std::string_view path, std::string_view other) {
  return path.size() > other.size() && path.starts_with(other) && path[other.size()] == '.';
}

}  // namespace

void MappingReader::judge(const MappedField& field, const Value& settings) {
  const auto refuse = [&](std::string message, std::string hint) {
    report("exports.mapping", settings.is_object() ? field.place : document_.span(settings), std::move(message),
           {std::move(hint)});
  };
  const bool one_source = field.columns.empty() == field.constant.has_value();
  if (!one_source)
    return refuse(fmt::format("\"{}\" has {}", field.path, field.constant ? "a constant and columns" : "no column"),
                  "name a column, several columns, or a constant");
  if (field.constant) return judge_constant(field);
  judge_columns(field);
}

void MappingReader::judge_constant(const MappedField& field) {
  const bool more = field.join || field.split || !field.dates.empty() || field.lookup || field.fallback ||
                    field.required || field.optional || field.as != MappedField::As::text;
  if (more)
    report("exports.mapping", field.place,
           fmt::format("\"{}\" is a constant, and has settings for columns", field.path),
           {"leave all but the constant out"});
  const Value& value = *field.constant;
  bool fits = value.is_string();
  if (takes_several(field.form))
    fits = fits || (value.is_array() && std::ranges::all_of(value.items(), &Value::is_string));
  if (field.form == FieldForm::flag) fits = value.is_boolean();
  if (field.form == FieldForm::date) fits = value.is_string() && Date::parse(value.text());
  if (field.form == FieldForm::anything || fits) return;
  report("exports.mapping", document_.span(value),
         fmt::format("{} is nothing for \"{}\"", with_article(value.kind()), field.path),
         {field.form == FieldForm::date   ? "write the day as YYYY-MM-DD"
          : field.form == FieldForm::flag ? "write true or false"
                                          : "put it in double quotes"});
}

void MappingReader::judge_columns(const MappedField& field) {
  const auto refuse = [&](std::string message, std::string hint) {
    report("exports.mapping", field.place, std::move(message), {std::move(hint)});
  };
  const bool list = takes_several(field.form);
  const bool anything = field.form == FieldForm::anything;
  if (field.columns.size() > 1 && !list && !anything && !field.join)
    refuse(fmt::format("\"{}\" holds one text, and {} columns are named", field.path, field.columns.size()),
           "say what stands between them: join: \" \"");
  if (field.join && field.split)
    refuse(fmt::format("\"{}\" is to be joined and split", field.path), "leave one of them out");
  if (field.lookup && !list && !field.split) judge_table(field);
  if (field.required && field.optional)
    refuse(fmt::format("\"{}\" is required, and its column optional", field.path), "leave one of them out");
  if (field.split && field.split->empty())
    refuse("split says nothing", "write what separates the items, such as \";\"");
  if (field.split && !list && !anything)
    refuse(fmt::format("\"{}\" holds one text, and cannot be split into several", field.path), "leave split out");
  if (!field.dates.empty() && field.form != FieldForm::date && !anything)
    refuse(fmt::format("\"{}\" is no date", field.path), "leave date out");
  if (field.as != MappedField::As::text && !anything && field.form != FieldForm::flag)
    refuse(fmt::format("\"{}\" is a text", field.path), "leave as out");
  if (field.as != MappedField::As::text && !field.dates.empty())
    refuse(fmt::format("\"{}\" is to be a date and something else", field.path), "leave as or date out");
}

// One text cannot be several.
void MappingReader::judge_table(const MappedField& field) {
  const LookupTable& table = *field.lookup;
  const auto several = [](const auto& entry) { return entry.second.size() != 1; };
  if (std::ranges::any_of(table.entries, several) || (table.otherwise && table.otherwise->size() != 1))
    report("exports.mapping", field.place,
           fmt::format("\"{}\" holds one text, and its table gives several", field.path),
           {"give one text for each; a table for a list may give several"});
}

void MappingReader::check_paths() {
  for (const MappedField& field : fields_)
    for (const MappedField& other : fields_)
      if (lies_within(field.path, other.path))
        report("exports.mapping", field.place,
               fmt::format("\"{}\" lies within \"{}\", which is filled already", field.path, other.path),
               {"leave one of them out"});
}

void MappingReader::check_needed() {
  for (const std::string_view needed : {"reference", "department", "correspondent"}) {
    const auto gives = [&](const MappedField& field) {
      return field.path == needed || lies_within(field.path, needed);
    };
    if (std::ranges::any_of(fields_, gives)) continue;
    report("exports.unmapped", document_.key_span(*document_.root.find("fields")),
           fmt::format("nothing gives {}, which every case has", needed),
           {needed == "department"  ? "add  department: {constant: <its id>}"
            : needed == "reference" ? "add  reference: <the column that holds it>"
                                    : "add  correspondent.surname: <the column that holds it>"});
  }
}

}  // namespace engross
