// In: a day as text, YYYY-MM-DD. Out: the day as a letter writes it, in English or Welsh.
// Refuses: anything else, and days that do not exist.
#include <fmt/format.h>

#include <optional>

#include "base/date.hpp"
#include "base/date_names.hpp"
#include "merge/format.hpp"

namespace engross {
namespace {

constexpr std::string_view need = "a date such as 2016-10-26";

std::optional<Date> date_of(const Value& value) {
  return value.is_string() ? Date::parse(value.text()) : std::nullopt;
}

}  // namespace

Formatted format_long_date(const Value& value, std::string_view language) {
  const std::optional<Date> date = date_of(value);
  if (!date) return unfit("long_date", need, value);
  const auto& months = is_welsh(language) ? welsh_months : english_months;
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
  // A Welsh name is given as a sentence has it, without a capital.
  if (is_welsh(language)) return fmt::format("dydd {}", welsh_days[date->weekday() - 1]);
  return std::string(english_days[date->weekday() - 1]);
}

}  // namespace engross
