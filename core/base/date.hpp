// A day of the proleptic Gregorian calendar, without time or zone.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace engross {

class Date {
 public:
  // Nothing for a day that does not exist, or a year outside 1..9999.
  static std::optional<Date> from_ymd(int year, unsigned month, unsigned day);
  // Exactly YYYY-MM-DD (ISO 8601 calendar date).
  static std::optional<Date> parse(std::string_view iso);
  static Date from_days(std::chrono::sys_days days) { return Date(days); }

  int year() const { return static_cast<int>(std::chrono::year_month_day(days_).year()); }
  unsigned month() const { return static_cast<unsigned>(std::chrono::year_month_day(days_).month()); }
  unsigned day() const { return static_cast<unsigned>(std::chrono::year_month_day(days_).day()); }
  unsigned weekday() const { return std::chrono::weekday(days_).iso_encoding(); }  // Monday 1 .. Sunday 7
  std::chrono::sys_days days() const { return days_; }
  Date plus_days(int n) const { return Date(days_ + std::chrono::days(n)); }

  std::string iso() const;  // "2016-10-26"

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit Date(std::chrono::sys_days days) : days_(days) {}
  std::chrono::sys_days days_;
};

// An instant with the offset it was written in, for --at and PDF dates.
struct Timestamp {
  std::chrono::sys_seconds instant;
  int offset_minutes = 0;  // east of UTC

  // RFC 3339: "2016-10-26T09:30:00+01:00" or "...Z"; fractions of a second are dropped. Offsets within +-23:59.
  static std::optional<Timestamp> parse(std::string_view rfc3339);
  std::string rfc3339() const;
  Date local_date() const;
};

// Midnight at the start of `date` in the IANA zone ("Europe/London"); nothing when the zone is unknown to ICU.
std::optional<Timestamp> midnight_in(const Date& date, std::string_view zone);

}  // namespace engross
