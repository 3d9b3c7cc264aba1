// In: a day as text, YYYY-MM-DD. Out: the day as a letter writes it, in English or Welsh.
// Refuses: anything else, and days that do not exist.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/date.hpp"
#include "merge/format.hpp"

namespace engross {
namespace {

using Names = std::array<std::string_view, 12>;
constexpr Names english_months{"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
// The plain forms, as "26 Hydref 2016" has them; after "o" they mutate (o Fedi), and then the paragraph writes the
// month.
constexpr Names welsh_months{"Ionawr",     "Chwefror", "Mawrth", "Ebrill", "Mai",      "Mehefin",
                             "Gorffennaf", "Awst",     "Medi",   "Hydref", "Tachwedd", "Rhagfyr"};

// From Monday. Welsh names are given as a sentence has them, without a capital.
using Days = std::array<std::string_view, 7>;
constexpr Days english_days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr Days welsh_days{"dydd Llun",   "dydd Mawrth", "dydd Mercher", "dydd Iau",
                          "dydd Gwener", "dydd Sadwrn", "dydd Sul"};

constexpr std::string_view need = "a date such as 2016-10-26";

std::optional<Date> date_of(const Value& value) {
  return value.is_string() ? Date::parse(value.text()) : std::nullopt;
}

}  // namespace

Formatted format_long_date(const Value& value, std::string_view language) {
  const std::optional<Date> date = date_of(value);
  if (!date) return unfit("long_date", need, value);
  const Names& months = is_welsh(language) ? welsh_months : english_months;
  return fmt::format("{} {} {}", date->day(), months[date->month() - 1], date->year());
}

Formatted format_short_date(const Value& value, std::string_view) {
  const std::optional<Date> date = date_of(value);
  if (!date) return unfit("short_date", need, value);
  return fmt::format("{:02}/{:02}/{:04}", date->day(), date->month(), date->year());
}

Formatted format_weekday(const Value& value, std::string_view language) {
  const std::optional<Date> date = date_of(value);
  if (!date) return unfit("weekday", need, value);
  return std::string((is_welsh(language) ? welsh_days : english_days)[date->weekday() - 1]);
}

}  // namespace engross
