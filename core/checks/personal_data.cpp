// In: the lines of a letter, and its case. Out: a finding for each number, day or reference that is nobody's business.
// Refuses nothing: what only looks similar is left alone. National Insurance numbers: two letters, six digits and A to
// D, with prefixes that HM Revenue and Customs gives out (source: its manual NIM39110).
#include "checks/personal_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"

namespace engross {
namespace {

bool is_letter(char c) {
  return small_letter(c) >= 'a' && small_letter(c) <= 'z';
}

bool is_given_prefix(char first, char second) {
  constexpr std::string_view never = "DFIQUV";
  if (never.find(first) != std::string_view::npos || never.find(second) != std::string_view::npos || second == 'O')
    return false;
  constexpr std::array<std::string_view, 7> unused{"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"};
  const std::array<char, 2> prefix{first, second};
  return std::ranges::find(unused, std::string_view(prefix.data(), 2)) == unused.end();
}

// The end of a number that begins at `begin`; 0 when none does. Spaces, hyphens and stops may part its pairs.
std::size_t insurance_number_at(std::string_view text, std::size_t begin) {
  constexpr std::string_view form = "AA999999A";
  std::array<char, form.size()> signs{};
  std::size_t taken = 0;
  std::size_t at = begin;
  for (; at < text.size() && taken < form.size(); ++at) {
    const char c = text[at];
    const bool fits = form[taken] == 'A' ? is_capital_letter(c) : is_decimal_digit(c);
    if (fits) {
      signs[taken++] = c;
    } else if (text.substr(at, 2) == "\u00A0" && taken > 0) {
      ++at;
    } else if (taken == 0 || (c != ' ' && c != '-') || text[at - 1] == c) {
      return 0;
    }
  }
  if (taken < form.size() || signs.back() < 'A' || signs.back() > 'D' || !is_given_prefix(signs[0], signs[1])) return 0;
  return at == text.size() || (!is_letter(text[at]) && !is_decimal_digit(text[at])) ? at : 0;
}

constexpr std::size_t fewest_digits = 6;  // of a reference that is told from other numbers

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, is_decimal_digit));
}

// Whether `text` begins with the form: digits for digits, all else as it is.
bool begins_with_form(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = is_decimal_digit(form[i]);
    if (digit ? !is_decimal_digit(text[i]) : text[i] != form[i]) return false;
  }
  return true;
}

bool joins_reference(char c) {
  return is_letter(c) || is_decimal_digit(c) || c == '-' || c == '/' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// A year, or a zero before a telephone number, tells the one from the other.
bool same_kind_of_number(std::string_view a, std::string_view b) {
  const auto year = [](std::string_view s) {
    return s.size() >= 4 && (s.starts_with("19") || s.starts_with("20")) && is_decimal_digit(s[2]) &&
           is_decimal_digit(s[3]);
  };
  return (a.front() == '0') == (b.front() == '0') && year(a) == year(b);
}

void find_birth_dates(const Value& value, std::vector<Date>& to) {
  constexpr std::array<std::string_view, 6> names{"date_of_birth", "dateofbirth", "birth_date",
                                                  "birthdate",     "dob",         "born"};
  if (value.is_object())
    for (const Member& member : value.members()) {
      const bool names_birth =
          std::ranges::any_of(names, [&](std::string_view name) { return same_letters(name, member.key); });
      if (names_birth && member.value.is_string()) {
        if (const auto date = Date::parse(member.value.text())) to.push_back(*date);
      } else {
        find_birth_dates(member.value, to);
      }
    }
  if (value.is_array())
    for (const Value& item : value.items()) find_birth_dates(item, to);
}

// "born on", "date of birth:", "DOB", "ganed ar", "dyddiad geni": just before word i.
bool says_birth_before(const TextWords& words, std::size_t i) {
  const auto word = [&](std::size_t back) { return i >= back ? words.word(i - back) : std::string_view(); };
  const auto is = [&](std::size_t back, std::string_view small) { return same_letters(word(back), small); };
  if (i > 0 && words.gap_before(i).find_first_of(".;") != std::string_view::npos) return false;
  const std::size_t on =
      is(1, "on") || is(1, "ar") || is(1, "is") || is(1, "was") || is(1, "yw") || is(1, "oedd") ? 1 : 0;
  return is(on + 1, "born") || is(on + 1, "dob") || is(on + 1, "ganed") || is(on + 1, "ganwyd") ||
         (is(on + 1, "birth") && is(on + 2, "of") && is(on + 3, "date")) ||
         (is(on + 1, "geni") && is(on + 2, "dyddiad"));
}

}  // namespace

PersonalData::PersonalData(const Case& about) : case_(&about) {
  const std::string& reference = about.reference;
  has_form_ = count_digits(reference) >= fewest_digits;
  first_digits_ = std::min(reference.find_first_of("0123456789"), reference.size());
  for (const char* key : {"facts", "correspondent", "constituent"})
    if (const Value* within = about.document.root.find(key)) find_birth_dates(*within, births_);
}

bool PersonalData::is_known(std::string_view reference) const {
  return reference == case_->reference || reference == case_->incoming.reference ||
         case_->incoming.reference.find(reference) != std::string::npos ||
         std::ranges::any_of(case_->history, [&](const EarlierLetter& e) { return e.reference == reference; });
}

void PersonalData::find_insurance_number(const LineOfText& line, std::uint32_t number, Diagnostics& found) const {
  const TextWords& words = line.words;
  const TextWord& word = words[number];
  std::size_t begin = word.begin;
  if (word.kind == TextWord::Kind::digits) {  // the letters are the word before
    if (number == 0 || words[number - 1].end - words[number - 1].begin != 2) return;
    begin = words[number - 1].begin;
  }
  const std::size_t end = insurance_number_at(words.text(), begin);
  if (end == 0) return;
  add_up_to_most(found, error("check.national-insurance", line.flat.span_at(begin, end),
                              "this looks like a National Insurance number, which a letter does not need",
                              {"leave it out, or give its last three signs"}));
}

void PersonalData::find_reference(const LineOfText& line, std::uint32_t number, Diagnostics& found) const {
  const std::string_view form = case_->reference;
  const std::string_view text = line.words.text();
  const std::size_t at = line.words[number].begin;
  if (!has_form_) return;
  // A mixed word ("R2016") holds the letters before its first digit.
  std::size_t digits = at;
  while (digits < text.size() && !is_decimal_digit(text[digits])) ++digits;
  if (digits < first_digits_) return;
  const std::size_t begin = digits - first_digits_;
  if (!begins_with_form(text.substr(begin), form)) return;
  const std::size_t end = begin + form.size();
  if ((begin > 0 && joins_reference(text[begin - 1])) || (end < text.size() && joins_reference(text[end]))) return;
  const std::string_view written = text.substr(begin, form.size());
  if (!same_kind_of_number(text.substr(digits), form.substr(first_digits_)) || is_known(written)) return;
  if (line.flat.is_value_at(begin)) return;  // the case gave it
  add_up_to_most(found, warning("check.other-reference", line.flat.span_at(begin, end),
                                "this is a reference of the form of this case's, but not of this case",
                                {fmt::format("write {}, or leave it out", case_->reference),
                                 "an earlier letter to the same person belongs into \"history\""}));
}

void PersonalData::find_births(const LineOfText& line, Diagnostics& found) const {
  for (const WrittenDate& date : line.dates) {
    const std::optional<Date> day = date.date();
    if (!day) continue;
    const bool known = std::ranges::find(births_, *day) != births_.end();
    if (!known && !says_birth_before(line.words, date.word)) continue;
    add_up_to_most(found, warning("check.birth-date", line.flat.span_at(date.begin, date.end),
                                  "this is somebody's date of birth, which a letter seldom needs",
                                  {"leave it out, or give the age"}));
  }
}

void PersonalData::find(const LineOfText& line, Diagnostics& found) const {
  if (has_enough(found)) return;
  for (const std::uint32_t number : line.words.numbers()) {
    find_insurance_number(line, number, found);
    find_reference(line, number, found);
  }
  find_births(line, found);
}

}  // namespace engross
