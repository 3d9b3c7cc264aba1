// In: a time and the name of a zone. Out: the offset there, and the time as clocks there show it.
// Refuses: zones that ICU does not know (an empty optional each).
#include "base/zone.hpp"

#include <unicode/timezone.h>

#include <memory>

namespace engross {

std::optional<int> offset_in(std::string_view zone, std::chrono::sys_seconds time, ZoneTime kind) {
  const std::unique_ptr<icu::TimeZone> tz(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({zone.data(), static_cast<int32_t>(zone.size())})));
  if (!tz || *tz == icu::TimeZone::getUnknown()) return std::nullopt;
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  tz->getOffset(static_cast<double>(milliseconds), static_cast<UBool>(kind == ZoneTime::local), raw, dst, status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  return (raw + dst) / 60000;
}

std::optional<Timestamp> in_zone(const Timestamp& at, std::string_view zone) {
  const auto offset = offset_in(zone, at.instant, ZoneTime::instant);
  if (!offset) return std::nullopt;
  return Timestamp{.instant = at.instant, .offset_minutes = *offset};
}

}  // namespace engross
