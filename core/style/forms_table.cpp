// In: a table of forms of address as it was written. Out: rows whose conditions and patterns are ready to be used.
// Refuses: unknown keys and names, rows without greeting, close or source, greetings that could come out with a gap,
// rows that no one can reach.
#include "style/forms_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr std::string_view table_code = "address.table";
constexpr FieldCodes codes{table_code, table_code, table_code, table_code, table_code};
constexpr FieldSet may_be_missing = bit(AddressField::honour) | bit(AddressField::suffix);

std::vector<std::string> field_names() {
  return {address_field_names.begin(), address_field_names.end()};
}

int field_named(std::string_view name) {
  const auto found = std::ranges::find(address_field_names, name);
  return found == address_field_names.end() ? -1 : static_cast<int>(found - address_field_names.begin());
}

// A string, or a list of them.
bool one_or_more(Fields& fields, std::string_view key, std::vector<std::string>& to) {
  const Value* value = fields.known(key);
  if (value == nullptr) return false;
  if (value->is_array()) return fields.texts(key, to);
  std::string single;
  if (!fields.text(key, single)) return false;
  to.push_back(std::move(single));
  return true;
}

void read_words(Fields& fields, std::string_view key, std::vector<std::string>& to) {
  std::vector<std::string> words;
  if (!one_or_more(fields, key, words)) return;
  for (const std::string& word : words) to.push_back(folded(word));
  if (words.empty()) fields.report(table_code, fields.span(key), fmt::format("\"{}\" is empty", fields.named(key)));
}

void report_name(Fields& fields, std::string_view key, const std::string& name) {
  const auto names = field_names();
  std::vector<std::string> hints{fmt::format("known: {}", fmt::join(names, ", "))};
  if (std::string hint = did_you_mean(name, names); !hint.empty()) hints.front() = std::move(hint);
  fields.report(table_code, fields.span(key),
                fmt::format("\"{}\" names \"{}\", which nobody has", fields.named(key), name), std::move(hints));
}

FieldSet read_field_set(Fields& fields, std::string_view key) {
  std::vector<std::string> names;
  FieldSet set = 0;
  one_or_more(fields, key, names);
  for (const std::string& name : names) {
    const int field = field_named(name);
    if (field < 0)
      report_name(fields, key, name);
    else
      set |= bit(static_cast<AddressField>(field));
  }
  return set;
}

AddressCondition read_condition(Fields fields) {
  AddressCondition condition;
  read_words(fields, "role", condition.roles);
  read_words(fields, "title", condition.titles);
  read_words(fields, "office", condition.offices);
  condition.has = read_field_set(fields, "has");
  condition.lacks = read_field_set(fields, "lacks");
  fields.refuse_unknown();
  if ((condition.promised() & condition.lacks) != 0)
    fields.report(table_code, fields.span(""), "these conditions can never hold together",
                  {"what a row asks for cannot also be lacking"});
  return condition;
}

std::vector<AddressCondition> read_conditions(const Document& document, Fields& row, Diagnostics& problems) {
  const Value* when = row.known("when");
  if (when == nullptr) return {AddressCondition{}};
  if (!when->is_array()) {
    auto one = row.object("when");
    return {one ? read_condition(*one) : AddressCondition{}};
  }
  std::vector<AddressCondition> conditions;
  for (const Value& item : when->items()) {
    if (item.is_object())
      conditions.push_back(read_condition(Fields(document, item, row.named("when"), problems, codes)));
    else
      row.report(table_code, document.span(item), "a condition must be an object");
  }
  if (conditions.empty()) {
    row.report(table_code, row.span("when"), "this list of conditions is empty", {"leave `when` out for everyone"});
    conditions.emplace_back();
  }
  return conditions;
}

AddressPattern read_pattern(Fields& row, std::string_view key, std::string_view text) {
  AddressPattern pattern;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    AddressPattern::Piece piece{std::string(text.substr(0, open)), -1};
    text.remove_prefix(open);
    if (!text.empty()) {
      const std::size_t close = std::min(text.find('}'), text.size());
      if (close == text.size())
        row.report(table_code, row.span(key), fmt::format("\"{}\" has a \"{{\" without its \"}}\"", row.named(key)));
      const std::string name(text.substr(1, close - 1));
      piece.field = field_named(name);
      if (piece.field < 0)
        report_name(row, key, name);
      else
        pattern.needs |= static_cast<FieldSet>(bit(static_cast<AddressField>(piece.field)) & ~may_be_missing);
      text.remove_prefix(std::min(close + 1, text.size()));
    }
    pattern.pieces.push_back(std::move(piece));
  }
  return pattern;
}

std::vector<AddressPattern> read_patterns(Fields& row, std::string_view key) {
  std::vector<std::string> texts;
  std::vector<AddressPattern> patterns;
  if (row.known(key) == nullptr || !one_or_more(row, key, texts)) return patterns;
  for (const std::string& text : texts) {
    if (trim(text).empty()) row.report(table_code, row.span(key), fmt::format("\"{}\" is empty", row.named(key)));
    patterns.push_back(read_pattern(row, key, text));
  }
  return patterns;
}

// Whoever the row is for, one of its greetings must come out whole.
void check_greetings(Fields& fields, const FormsOfAddress::Row& row) {
  for (const AddressCondition& condition : row.conditions) {
    const FieldSet given = condition.promised();
    const bool whole =
        std::ranges::any_of(row.salutations, [&](const AddressPattern& p) { return (p.needs & ~given) == 0; });
    if (whole || row.salutations.empty()) continue;
    fields.report(table_code, fields.span("salutation"),
                  fmt::format("row \"{}\" may greet someone whose name for this greeting was not given", row.id),
                  {"ask for it in `when`: {has: [...]}", "or give a second salutation that needs less"});
    return;
  }
}

void read_disputes(const Document& document, Fields& row, Diagnostics& problems) {
  const Value* list = row.known("disputed");
  if (list == nullptr) return;
  if (!list->is_array()) {
    row.report(table_code, row.span("disputed"), "\"disputed\" must be a list");
    return;
  }
  for (const Value& item : list->items()) {
    if (!item.is_object()) {
      row.report(table_code, document.span(item), "what is disputed must be an object with a source");
      continue;
    }
    Fields fields(document, item, "disputed", problems, codes);
    std::string words;
    fields.require({"source"});
    for (const char* key : {"source", "salutation", "close", "envelope"}) fields.text(key, words);
    fields.refuse_unknown();
  }
}

FormsOfAddress::Row read_row(const Document& document, const Value& value, Diagnostics& problems) {
  FormsOfAddress::Row row;
  Fields fields(document, value, "", problems, codes);
  fields.require({"id", "salutation", "close", "source"});
  fields.text("id", row.id);
  read_words(fields, "languages", row.languages);
  row.conditions = read_conditions(document, fields, problems);
  row.salutations = read_patterns(fields, "salutation");
  row.envelopes = read_patterns(fields, "envelope");
  fields.text("close", row.close);
  fields.text("source", row.source);
  read_disputes(document, fields, problems);
  fields.refuse_unknown();
  for (const char* key : {"close", "source", "id"})
    if (const Value* given = value.find(key); given != nullptr && given->is_string() && trim(given->text()).empty())
      fields.report(table_code, document.span(*given), fmt::format("\"{}\" is empty", key));
  check_greetings(fields, row);
  return row;
}

// Every word of `narrow` is among `wide`, or `wide` is open to all.
bool within(const std::vector<std::string>& narrow, const std::vector<std::string>& wide) {
  if (wide.empty()) return true;
  return !narrow.empty() && std::ranges::all_of(narrow, [&](const std::string& word) {
    return std::ranges::any_of(wide,
                               [&](const std::string& pattern) { return fits(pattern, word) || pattern == word; });
  });
}

// Whoever `narrow` holds for, `wide` holds for too.
bool implies(const AddressCondition& narrow, const AddressCondition& wide) {
  return within(narrow.roles, wide.roles) && within(narrow.titles, wide.titles) &&
         within(narrow.offices, wide.offices) && (wide.has & ~narrow.promised()) == 0 &&
         (wide.lacks & ~narrow.lacks) == 0;
}

bool hides(const FormsOfAddress::Row& earlier, const FormsOfAddress::Row& row) {
  if (!within(row.languages, earlier.languages)) return false;
  return std::ranges::all_of(row.conditions, [&](const AddressCondition& condition) {
    return std::ranges::any_of(earlier.conditions,
                               [&](const AddressCondition& wide) { return implies(condition, wide); });
  });
}

bool holds_for_everyone(const FormsOfAddress::Row& row) {
  return row.languages.empty() && std::ranges::any_of(row.conditions, [](const AddressCondition& c) {
           return c.roles.empty() && c.titles.empty() && c.offices.empty() && c.has == 0 && c.lacks == 0;
         });
}

void read_letters(Fields& table, std::map<std::string, std::string, std::less<>>& letters) {
  const Value* given = table.known("letters_by_role");
  if (given == nullptr) return;
  auto fields = table.object("letters_by_role");
  if (!fields) return;
  for (const std::string& role : given->keys())
    if (std::string words; fields->text(role, words)) letters[folded(role)] = std::move(words);
}

}  // namespace

FieldSet AddressCondition::promised() const {
  const auto ask_for_some = [](const std::vector<std::string>& patterns) {
    return !patterns.empty() && std::ranges::none_of(patterns, [](const std::string& p) { return fits(p, ""); });
  };
  FieldSet given = has;
  if (ask_for_some(titles)) given |= bit(AddressField::title);
  if (ask_for_some(offices)) given |= bit(AddressField::office);
  return given;
}

void read_forms_table(const Document& document, bool complete, FormsOfAddress::Table& table, Diagnostics& problems) {
  if (!document.root.is_object()) {
    problems.push_back(error(std::string(table_code), document.span(document.root),
                             "a table of forms of address must be an object with `rows`"));
    return;
  }
  Fields fields(document, document.root, "", problems, codes);
  fields.require({"rows"});
  read_letters(fields, table.letters_by_role);
  const Value* rows = fields.known("rows");
  fields.refuse_unknown();
  if (rows == nullptr) return;
  if (!rows->is_array() || rows->items().empty()) {
    fields.report(table_code, document.span(*rows), "\"rows\" must be a list of at least one row");
    return;
  }
  const std::size_t first = table.rows.size();
  std::set<std::string> ids;
  for (const Value& value : rows->items()) {
    if (!value.is_object()) {
      fields.report(table_code, document.span(value), "a row must be an object");
      continue;
    }
    auto row = std::make_shared<FormsOfAddress::Row>(read_row(document, value, problems));
    if (!row->id.empty() && !ids.insert(row->id).second)
      fields.report(table_code, document.span(value), fmt::format("there are two rows \"{}\"", row->id));
    for (std::size_t i = first; i < table.rows.size(); ++i)
      if (hides(*table.rows[i], *row)) {
        fields.report(
            table_code, document.span(value),
            fmt::format("row \"{}\" never applies: row \"{}\" takes everyone it would", row->id, table.rows[i]->id),
            {"put it before that row, or narrow that row"});
        break;
      }
    table.rows.push_back(std::move(row));
  }
  if (complete && (table.rows.size() == first || !holds_for_everyone(*table.rows.back())))
    fields.report(table_code, document.span(rows->items().back()),
                  "the last row must hold for everyone: no `when`, no `languages`");
}

}  // namespace engross
