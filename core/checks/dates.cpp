// In: the dates of a line, and the case. Out: a finding for each that cannot be right, or is not written as GOV.UK
// does. Refuses nothing: a date that might be right is left alone.
#include "checks/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"

namespace engross {
namespace {

using Form = WrittenDate::Form;

std::string_view trouble_with(Form form) {
  switch (form) {
    case Form::ordinal:
      return "has an ending on its day";
    case Form::leading_zero:
      return "has a zero before its day";
    case Form::comma:
      return "has a comma before its year";
    case Form::small_letter:
      return "has a month without a capital";
    case Form::month_first:
      return "has its month first";
    case Form::numbers:
      return "is in numbers, which people read in two ways";
    case Form::plain:
      break;
  }
  return {};
}

// What people call the letter that they are answered, after "your" or "eich".
constexpr std::array<std::string_view, 18> names_of_letters{
    "letter",  "email",   "e-mail", "mail",  "correspondence", "request", "enquiry", "inquiry",    "complaint",
    "message", "llythyr", "neges",  "ebost", "bost",           "cais",    "cwyn",    "gohebiaeth", "ymholiad"};
constexpr std::array<std::string_view, 4> words_between{"of", "dated", "ar", "dyddiedig"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& all, std::string_view word) {
  return std::ranges::any_of(all, [&](std::string_view one) { return same_letters(one, word); });
}

// "your letter of", "your recent e-mail, dated", "eich llythyr dyddiedig": just before word i.
bool follows_your_letter(const TextWords& words, std::size_t i) {
  constexpr std::size_t most_between = 3;  // "your very kind letter"
  if (i < 3 || !is_one_of(words_between, words.word(i - 1)) || !is_one_of(names_of_letters, words.word(i - 2)))
    return false;
  for (std::size_t back = 3; back <= 3 + most_between && back <= i; ++back) {
    if (words.gap_before(i - back + 1).find_first_of(".;:") != std::string_view::npos) return false;
    const std::string_view word = words.word(i - back);
    if (same_letters(word, "your") || same_letters(word, "eich")) return true;
  }
  return false;
}

bool same_day(const WrittenDate& written, const std::optional<Date>& day) {
  return day && static_cast<int>(day->month()) == written.month && static_cast<int>(day->day()) == written.day &&
         (written.year == 0 || written.year == day->year());
}

bool is_known(const WrittenDate& written, const Case& case_) {
  return same_day(written, case_.incoming.dated) ||
         std::ranges::any_of(case_.history, [&](const EarlierLetter& e) { return same_day(written, e.date); });
}

std::string as_written(const LineOfText& line, const WrittenDate& date) {
  return line.flat.text().substr(date.begin, date.end - date.begin);
}

// "31 June Avenue": a name goes on after what looks like a day.
bool goes_on_as_name(const LineOfText& line, const WrittenDate& date) {
  if (date.year != 0) return false;
  for (std::size_t i = date.word; i < line.words.size(); ++i)
    if (line.words[i].begin >= date.end)
      return is_blank_gap(line.words.gap_before(i)) && is_capital_letter(line.words.word(i).front());
  return false;
}

bool check_day(const LineOfText& line, const WrittenDate& date, Diagnostics& found) {
  if (date.exists()) return true;
  if (goes_on_as_name(line, date)) return false;
  add_up_to_most(found, error("check.date-impossible", line.flat.span_at(date.begin, date.end),
                              fmt::format("there is no {}", as_written(line, date)), {"write the day that is meant"}));
  return false;
}

void check_weekday(const LineOfText& line, const WrittenDate& date, Diagnostics& found) {
  const std::optional<Date> day = date.date();
  if (!day || date.weekday == 0 || static_cast<int>(day->weekday()) == date.weekday) return;
  const std::string_view right = weekday_name(static_cast<int>(day->weekday()), date.welsh);
  add_up_to_most(found, error("check.date-weekday", line.flat.span_at(date.weekday_begin, date.weekday_end),
                              fmt::format("{} is a {}, and not a {}", date.as_govuk(), right,
                                          weekday_name(date.weekday, date.welsh)),
                              {fmt::format("write {}, or the day that is meant", right)}));
}

void check_incoming(const LineOfText& line, const WrittenDate& date, const Case& case_, Diagnostics& found) {
  if (!case_.incoming.dated || line.flat.is_value_at(date.begin) || is_known(date, case_)) return;
  std::size_t first = date.word;
  if (date.weekday != 0 && date.weekday_end < date.begin) --first;
  if (first > 0 && first < date.word && same_letters(line.words.word(first - 1), "dydd")) --first;
  if (!follows_your_letter(line.words, first)) return;
  const Date& dated = *case_.incoming.dated;
  const WrittenDate right{.day = static_cast<int>(dated.day()),
                          .month = static_cast<int>(dated.month()),
                          .year = dated.year(),
                          .welsh = date.welsh};
  add_up_to_most(found, warning("check.date-incoming", line.flat.span_at(date.begin, date.end),
                                fmt::format("the letter that the case answers is of {}, and not of {}",
                                            right.as_govuk(), as_written(line, date)),
                                {fmt::format("write {}, or correct \"incoming.dated\" in the case", right.as_govuk()),
                                 "an earlier letter belongs into \"history\""}));
}

void check_form(const LineOfText& line, const WrittenDate& date, Diagnostics& found) {
  const std::string_view trouble = trouble_with(date.form);
  if (trouble.empty() || (date.form == Form::numbers && line.flat.is_value_at(date.begin))) return;
  add_up_to_most(found, warning("check.date-form", line.flat.span_at(date.begin, date.end),
                                fmt::format("\"{}\" {}", as_written(line, date), trouble),
                                {fmt::format("write {}", date.as_govuk())}));
}

}  // namespace

void find_wrong_dates(const LineOfText& line, const Case& case_, Diagnostics& found) {
  for (const WrittenDate& date : line.dates) {
    if (has_enough(found)) return;
    if (!check_day(line, date, found)) continue;
    check_weekday(line, date, found);
    check_incoming(line, date, case_, found);
    check_form(line, date, found);
  }
}

}  // namespace engross
