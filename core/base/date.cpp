// In: ISO 8601 dates and RFC 3339 times. Out: days and instants.
// Refuses: days that do not exist, other spellings, unknown zones (an empty optional each).
#include "base/date.hpp"

#include <fmt/format.h>

#include "base/zone.hpp"

namespace engross {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int offset = *hours * 60 + *minutes;
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!ymd.ok() || year < 1 || year > 9999) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = digits(iso, 0, 4);
  const auto month = digits(iso, 5, 2);
  const auto day = digits(iso, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  return from_ymd(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::iso() const {
  return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

std::optional<Timestamp> Timestamp::parse(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto date = Date::parse(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!date || !hour || !minute || !second || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::size_t zone = 19;
  if (text[zone] == '.') {
    zone = text.find_first_not_of("0123456789", zone + 1);
    if (zone == std::string_view::npos || zone == 20) return std::nullopt;
  }
  const auto offset = parse_offset(text.substr(zone));
  if (!offset) return std::nullopt;
  const auto local =
      date->days() + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
  return Timestamp{.instant = local - std::chrono::minutes(*offset), .offset_minutes = *offset};
}

Date Timestamp::local_date() const {
  return Date::from_days(std::chrono::floor<std::chrono::days>(instant + std::chrono::minutes(offset_minutes)));
}

std::string Timestamp::rfc3339() const {
  const auto local = instant + std::chrono::minutes(offset_minutes);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - day);
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", Date::from_days(day).iso(), time.hours().count(),
                                time.minutes().count(), time.seconds().count());
  if (offset_minutes == 0) return out + "Z";
  const int magnitude = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  return out + fmt::format("{}{:02}:{:02}", offset_minutes < 0 ? '-' : '+', magnitude / 60, magnitude % 60);
}

std::optional<Timestamp> midnight_in(const Date& date, std::string_view zone) {
  const auto offset = offset_in(zone, date.days(), ZoneTime::local);
  if (!offset) return std::nullopt;
  return Timestamp{.instant = date.days() - std::chrono::minutes(*offset), .offset_minutes = *offset};
}

}  // namespace engross
