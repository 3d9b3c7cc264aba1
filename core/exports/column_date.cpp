// In: a format such as DD/MM/YYYY, and texts. Out: days.
// Refuses: formats with other parts or without one year, month and day; texts that the format does not read to their
// end, and days that do not exist.
#include "exports/column_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace engross {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

// Takes from `least` to `most` digits off the text.
std::optional<unsigned> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  unsigned number = 0;
  for (; count < std::min(most, text.size()) && is_digit(text[count]); ++count)
    number = 10 * number + static_cast<unsigned>(text[count] - '0');
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

std::optional<unsigned> take_month(std::string_view& text, bool whole) {
  for (std::size_t i = 0; i < months.size(); ++i) {
    const std::string_view name = whole ? months[i] : months[i].substr(0, 3);
    if (text.size() < name.size() || !std::ranges::equal(text.substr(0, name.size()), name, {}, lower)) continue;
    text.remove_prefix(name.size());
    return static_cast<unsigned>(i + 1);
  }
  return std::nullopt;
}

}  // namespace

tl::expected<ColumnDate, std::string> ColumnDate::from(std::string_view format) {
  ColumnDate made;
  made.format_ = format;
  const auto token = [](std::string_view part) -> std::optional<Token> {
    if (part == "YYYY") return Token{Part::year};
    if (part == "MM" || part == "M") return Token{Part::month, 0, part.size() == 1};
    if (part == "MMM") return Token{Part::month_short};
    if (part == "MMMM") return Token{Part::month_name};
    if (part == "DD" || part == "D") return Token{Part::day, 0, part.size() == 1};
    if (part == "hh" || part == "mm" || part == "ss") return Token{Part::time};
    return std::nullopt;
  };
  while (!format.empty()) {
    const char first = format.front();
    std::size_t length = 1;
    while (is_letter(first) && length < format.size() && format[length] == first) ++length;
    const std::string_view part = format.substr(0, length);
    if (!is_letter(first)) {
      made.tokens_.push_back({Part::literal, first, false});
    } else if (const auto known = token(part)) {
      made.tokens_.push_back(*known);
    } else if (part == "YY") {
      return tl::unexpected<std::string>("YY does not say which century");
    } else {
      return tl::unexpected(fmt::format("\"{}\" is no part of a date", part));
    }
    format.remove_prefix(length);
  }
  for (std::size_t i = 0; i + 1 < made.tokens_.size(); ++i)
    if (made.tokens_[i].one_digit && made.tokens_[i + 1].part != Part::literal)
      return tl::unexpected<std::string>("D and M need something between them and what follows: nobody could tell 111");
  const auto count = [&](auto... parts) {
    return std::ranges::count_if(made.tokens_, [&](const Token& t) { return ((t.part == parts) || ...); });
  };
  if (count(Part::year) != 1 || count(Part::month, Part::month_name, Part::month_short) != 1 || count(Part::day) != 1)
    return tl::unexpected<std::string>("a date has one year, one month and one day");
  return made;
}

std::optional<Date> ColumnDate::read(std::string_view text) const {
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  for (const Token& token : tokens_) {
    std::optional<unsigned> read;
    switch (token.part) {
      case Part::year:
        read = take_number(text, 4, 4);
        year = read.value_or(0);
        break;
      case Part::month:
        read = take_number(text, token.one_digit ? 1 : 2, 2);
        month = read.value_or(0);
        break;
      case Part::month_name:
      case Part::month_short:
        read = take_month(text, token.part == Part::month_name);
        month = read.value_or(0);
        break;
      case Part::day:
        read = take_number(text, token.one_digit ? 1 : 2, 2);
        day = read.value_or(0);
        break;
      case Part::time:
        read = take_number(text, 2, 2);
        break;
      case Part::literal:
        if (!text.starts_with(token.literal)) return std::nullopt;
        text.remove_prefix(1);
        continue;
    }
    if (!read) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return Date::from_ymd(static_cast<int>(year), month, day);
}

// A probe for each pair of days that could be mixed up: where both formats read it, they must agree.
bool ColumnDate::clashes_with(const ColumnDate& other) const {
  const auto written = [this](unsigned month, unsigned day) {
    std::string text;
    for (const Token& token : tokens_) {
      switch (token.part) {
        case Part::year:
          text += "2011";
          break;
        case Part::month:
          text += fmt::format("{:02}", month);
          break;
        case Part::month_name:
          text += months[month - 1];
          break;
        case Part::month_short:
          text += months[month - 1].substr(0, 3);
          break;
        case Part::day:
          text += fmt::format("{:02}", day);
          break;
        case Part::time:
          text += "00";
          break;
        case Part::literal:
          text += token.literal;
          break;
      }
    }
    return text;
  };
  const std::string probe = written(12, 10);
  const std::optional<Date> theirs = other.read(probe);
  return theirs && *theirs != *Date::from_ymd(2011, 12, 10);
}

}  // namespace engross
