// In: an addressee as the case gives it, and the table of forms of address. Out: greeting, close and the envelope's
// name. Refuses: tables that are wrong (forms_table.cpp). Of people nothing is refused: a row holds for everyone.
#include "style/address.hpp"

#include <algorithm>

#include "base/language_tag.hpp"
#include "base/text.hpp"
#include "style/forms_table.hpp"

namespace engross {
namespace {

// "Mr." is written "Mr": GOV.UK style.
std::string without_stops(std::string_view title) {
  std::string made;
  for (const char c : title)
    if (c != '.') made += c;
  return std::string(trim(made));
}

// Takes "The Rt Hon" off the front of a title.
std::string_view take_honour(std::string_view title, std::string& honour) {
  for (const std::string_view form : {"the right honourable", "right honourable", "the rt hon", "rt hon"}) {
    const std::string start = folded(title.substr(0, form.size()));
    const bool whole = title.size() == form.size() || (title.size() > form.size() && title[form.size()] == ' ');
    if (start != form || !whole) continue;
    honour = "The Rt Hon";
    return trim(title.substr(form.size()));
  }
  return title;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (words.substr(begin, end - begin) == word) return true;
    begin = end + 1;
  }
  return false;
}

struct Seen {
  AddressFields fields;
  FieldSet given = 0;
  std::string role, title, office;  // folded
};

Seen look_at(const Addressee& addressee, const FormsOfAddress::Table& table) {
  Seen seen;
  std::string honour;
  const std::string plain_title = without_stops(addressee.title);
  std::string suffix = addressee.suffix;
  seen.role = folded(addressee.role);
  if (const auto letters = table.letters_by_role.find(seen.role);
      letters != table.letters_by_role.end() && !has_word(suffix, letters->second))
    suffix += (suffix.empty() ? "" : " ") + letters->second;
  const std::string title(take_honour(plain_title, honour));
  seen.fields = {title,  honour,           addressee.forename,    addressee.surname,
                 suffix, addressee.office, addressee.organisation};
  for (std::size_t i = 0; i < seen.fields.size(); ++i)
    if (!trim(seen.fields[i]).empty()) seen.given |= bit(static_cast<AddressField>(i));
  seen.title = folded(title);
  seen.office = folded(addressee.office);
  return seen;
}

bool any_fits(const std::vector<std::string>& patterns, std::string_view words) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& p) { return fits(p, words); });
}

bool holds(const AddressCondition& condition, const Seen& seen) {
  return (condition.has & ~seen.given) == 0 && (condition.lacks & seen.given) == 0 &&
         any_fits(condition.roles, seen.role) && any_fits(condition.titles, seen.title) &&
         any_fits(condition.offices, seen.office);
}

bool holds(const FormsOfAddress::Row& row, const Seen& seen, std::string_view language) {
  if (!row.languages.empty() && std::ranges::find(row.languages, language) == row.languages.end()) return false;
  return std::ranges::any_of(row.conditions, [&](const AddressCondition& c) { return holds(c, seen); });
}

std::string first_whole(const std::vector<AddressPattern>& patterns, const Seen& seen) {
  for (const AddressPattern& pattern : patterns)
    if ((pattern.needs & ~seen.given) == 0) return pattern.print(seen.fields);
  return {};
}

}  // namespace

std::string folded(std::string_view words) {
  std::string made;
  for (char c : words) {
    if (c == '.') continue;
    if (c == ' ' && (made.empty() || made.back() == ' ')) continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    made += c;
  }
  if (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

bool fits(std::string_view pattern, std::string_view words) {
  if (!pattern.ends_with('*')) return pattern == words;
  return words.starts_with(pattern.substr(0, pattern.size() - 1));
}

std::string AddressPattern::print(const AddressFields& fields) const {
  std::string made;
  const auto add = [&](std::string_view words) {
    for (const char c : words)
      if (c != ' ' || (!made.empty() && made.back() != ' ')) made += c;
  };
  for (const Piece& piece : pieces) {
    add(piece.words);
    if (piece.field >= 0) add(fields[static_cast<std::size_t>(piece.field)]);
  }
  if (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

Result<FormsOfAddress> FormsOfAddress::from(const Document& table) {
  auto made = std::make_shared<Table>();
  Diagnostics problems;
  read_forms_table(table, true, *made, problems);
  if (!problems.empty()) return fail(std::move(problems));
  return FormsOfAddress(std::move(made));
}

Result<FormsOfAddress> FormsOfAddress::from(const Document& department_table, const Document& shared_table) {
  auto made = std::make_shared<Table>();
  Diagnostics problems;
  Table shared;
  read_forms_table(department_table, false, *made, problems);
  read_forms_table(shared_table, true, shared, problems);
  if (!problems.empty()) return fail(std::move(problems));
  made->rows.insert(made->rows.end(), shared.rows.begin(), shared.rows.end());
  made->letters_by_role.merge(shared.letters_by_role);  // the department's stay
  return FormsOfAddress(std::move(made));
}

FormOfAddress FormsOfAddress::form_for(const Addressee& addressee, std::string_view language) const {
  if (!table_) return {};
  const Seen seen = look_at(addressee, *table_);
  const std::string primary = folded(primary_subtag(language));
  for (const std::shared_ptr<const Row>& row : table_->rows)
    if (holds(*row, seen, primary))
      return {first_whole(row->salutations, seen), row->close, first_whole(row->envelopes, seen), row->id, row->source};
  return {};
}

}  // namespace engross
