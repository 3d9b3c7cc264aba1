// In: the words of a line. Out: the dates among them, with what is unusual in how they are written.
// Refuses nothing: what is no date is left alone, and whether a date is right is for checks/dates.
#include "checks/written_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/date_names.hpp"

namespace engross {
namespace {

constexpr std::array<std::string_view, 12> short_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr int first_year = 1000;

template <std::size_t N>
int index_of(const std::array<std::string_view, N>& names, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (same_letters(names[i], word)) return static_cast<int>(i) + 1;
  return 0;
}

struct MonthWord {
  int month = 0;
  bool welsh = false;
  bool whole = true;  // not abbreviated
  bool capital = true;
};

MonthWord month_of(std::string_view word) {
  constexpr std::size_t shortest = 3, longest = 10;
  if (word.size() < shortest || word.size() > longest) return {};
  const bool capital = is_capital_letter(word.front());
  if (const int month = index_of(english_months, word)) return {month, false, true, capital};
  if (const int month = index_of(welsh_months, word)) return {month, true, true, capital};
  if (!capital) return {};
  if (word == "Sept") return {9, false, false, true};
  const auto found = std::ranges::find(short_months, word);
  if (found == short_months.end()) return {};
  return {static_cast<int>(found - short_months.begin()) + 1, false, false, true};
}

constexpr std::array<std::string_view, 14> ordinal_ends{"st",  "nd",  "rd", "th",  "af", "il",   "ydd",
                                                        "ain", "edd", "ed", "fed", "eg", "fain", "ail"};

struct DayWord {
  int day = -1;  // -1: the word is no day
  bool ordinal = false, zero = false;
};

DayWord day_of(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && is_decimal_digit(word[digits])) ++digits;
  if (digits == 0 || digits > 2) return {};
  const std::string_view end = word.substr(digits);
  const bool ordinal = !end.empty();
  if (ordinal && index_of(ordinal_ends, end) == 0) return {};
  return {number_of(word.substr(0, digits)), ordinal, digits == 2 && word.front() == '0'};
}

class Reading {
 public:
  Reading(const TextWords& words, std::vector<WrittenDate>& dates) : words_(words), dates_(dates) {}

  void run() {
    for (const std::uint32_t number : words_.numbers()) {
      if (number < next_) continue;
      if (!day_first(number) && !numbers(number)) month_first(number);
    }
  }

 private:
  bool has(std::size_t i) const { return i < words_.size(); }
  bool is_digits(std::size_t i) const { return has(i) && words_[i].kind == TextWord::Kind::digits; }

  int year_at(std::size_t i) const {
    if (!is_digits(i) || words_[i].end - words_[i].begin != 4) return 0;
    const int year = number_of(words_.word(i));
    return year >= first_year ? year : 0;
  }

  // "4 June 2017", "4th of June", "04 June, 2017"
  bool day_first(std::uint32_t i) {
    const DayWord day = day_of(words_.word(i));
    if (day.day < 0) return false;
    std::size_t at = i + 1;
    if (day.ordinal && has(at) && is_blank_gap(words_.gap_before(at)) && words_.word(at) == "of") ++at;
    if (!has(at) || !is_blank_gap(words_.gap_before(at))) return false;
    const MonthWord month = month_of(words_.word(at));
    if (month.month == 0) return false;
    const bool has_next = has(at + 1);
    const std::string_view gap = has_next ? words_.gap_before(at + 1) : std::string_view();
    const bool comma = has_next && gap.starts_with(',') && is_blank_gap(gap.substr(1));
    const int year = has_next && (comma || is_blank_gap(gap)) ? year_at(at + 1) : 0;
    const bool sure = month.capital && month.whole && day.day >= 1 && day.day <= 31;
    if (year == 0 && !sure) return false;
    WrittenDate made{.begin = words_[i].begin,
                     .end = words_[at].end,
                     .word = i,
                     .day = day.day,
                     .month = month.month,
                     .year = year,
                     .welsh = month.welsh};
    if (year != 0) made.end = words_[++at].end;
    using Form = WrittenDate::Form;
    made.form = day.ordinal          ? Form::ordinal
                : day.zero           ? Form::leading_zero
                : comma && year != 0 ? Form::comma
                : !month.capital     ? Form::small_letter
                                     : Form::plain;
    read_weekday(i, at, made);
    keep(made, at);
    return true;
  }

  // "June 4, 2017"
  bool month_first(std::uint32_t i) {
    const DayWord day = day_of(words_.word(i));
    if (day.day < 1 || day.day > 31 || i == 0 || !is_blank_gap(words_.gap_before(i))) return false;
    const MonthWord month = month_of(words_.word(i - 1));
    const int year = month.month == 0 || month.welsh || !month.capital ? 0 : year_at(i + 1);
    if (year == 0 || i < next_ + 1) return false;
    const std::string_view gap = words_.gap_before(i + 1);
    if (!is_blank_gap(gap) && !(gap.starts_with(',') && is_blank_gap(gap.substr(1)))) return false;
    WrittenDate made{.begin = words_[i - 1].begin,
                     .end = words_[i + 1].end,
                     .word = i - 1,
                     .day = day.day,
                     .month = month.month,
                     .year = year,
                     .form = WrittenDate::Form::month_first};
    read_weekday(i - 1, i + 1, made);
    keep(made, i + 1);
    return true;
  }

  // "04/06/2017", and nothing that goes on before or behind
  bool numbers(std::uint32_t i) {
    if (!is_digits(i) || !is_digits(i + 1) || words_.gap_before(i + 1) != "/" || words_.gap_before(i + 2) != "/")
      return false;
    const int year = year_at(i + 2);
    if (year == 0 || goes_on(words_.gap_before(i), true) || goes_on(words_.gap_before(i + 3), false)) return false;
    const int day = number_of(words_.word(i));
    const int month = number_of(words_.word(i + 1));
    if (day < 1 || day > 31 || month < 1 || month > 12) return false;
    keep({.begin = words_[i].begin,
          .end = words_[i + 2].end,
          .word = i,
          .day = day,
          .month = month,
          .year = year,
          .form = WrittenDate::Form::numbers},
         i + 2);
    return true;
  }

  static bool goes_on(std::string_view gap, bool before) {
    if (gap.empty()) return false;
    const char c = before ? gap.back() : gap.front();
    return c == '/' || c == '-' || c == '_' || c == '=';
  }

  // "Monday 3 May", "dydd Llun, 3 Mai", "3 May 2016 (Tuesday)"
  void read_weekday(std::size_t first, std::size_t last, WrittenDate& made) const {
    if (first > 0 && is_near(words_.gap_before(first), ",")) take_weekday(first - 1, made);
    if (made.weekday != 0 || !has(last + 1) || !is_near(words_.gap_before(last + 1), "(")) return;
    const bool dydd = same_letters(words_.word(last + 1), "dydd") && has(last + 2);
    take_weekday(dydd ? last + 2 : last + 1, made);
  }

  static bool is_near(std::string_view gap, std::string_view sign) {
    if (is_blank_gap(gap)) return true;
    const std::size_t at = gap.find(sign);
    if (at == std::string_view::npos) return false;
    const std::string_view before = gap.substr(0, at);
    const std::string_view after = gap.substr(at + 1);
    return (before.empty() || is_blank_gap(before)) && (after.empty() || is_blank_gap(after));
  }

  void take_weekday(std::size_t i, WrittenDate& made) const {
    const std::string_view word = words_.word(i);
    int weekday = index_of(english_days, word);
    const bool after_dydd =
        i > 0 && (same_letters(words_.word(i - 1), "dydd") || same_letters(words_.word(i - 1), "ddydd"));
    if (weekday == 0 && after_dydd) weekday = index_of(welsh_days, word);
    if (weekday == 0) return;
    made.weekday = weekday;
    made.weekday_begin = words_[i].begin;
    made.weekday_end = words_[i].end;
  }

  void keep(const WrittenDate& made, std::size_t last) {
    dates_.push_back(made);
    next_ = last + 1;
  }

  const TextWords& words_;
  std::vector<WrittenDate>& dates_;
  std::size_t next_ = 0;  // words before it belong to a date already
};

}  // namespace

std::optional<Date> WrittenDate::date() const {
  if (year == 0) return std::nullopt;
  return Date::from_ymd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

bool WrittenDate::exists() const {
  constexpr int leap_year = 2016;
  return Date::from_ymd(year == 0 ? leap_year : year, static_cast<unsigned>(month), static_cast<unsigned>(day))
      .has_value();
}

std::string WrittenDate::as_govuk() const {
  const std::string_view name = (welsh ? welsh_months : english_months)[static_cast<std::size_t>(month) - 1];
  return year == 0 ? fmt::format("{} {}", day, name) : fmt::format("{} {} {}", day, name, year);
}

void read_dates(const TextWords& words, std::vector<WrittenDate>& dates) {
  if (!words.numbers().empty()) Reading(words, dates).run();
}

std::string_view weekday_name(int weekday, bool welsh) {
  return (welsh ? welsh_days : english_days)[static_cast<std::size_t>(weekday) - 1];
}

}  // namespace engross
