// In: a time and the name of a zone. Out: the offset there, and the time as clocks there show it; the names there are.
// Refuses: zones that ICU does not know (an empty optional each). As names also abbreviations and offsets such as "BST"
// and "GMT+1", which name more than one thing or no place, and "Etc/Unknown", which is what ICU calls the zone that it
// does not have.
#include "base/zone.hpp"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <memory>
#include <string>
#include <utility>

namespace engross {
namespace {

// Null where ICU knows no such zone.
std::unique_ptr<icu::TimeZone> zone_named(std::string_view name) {
  std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())})));
  if (zone && *zone == icu::TimeZone::getUnknown()) zone.reset();
  return zone;
}

// The one that was asked for last is kept: a run of letters asks for the same each time, and ICU reads its rules anew.
const icu::TimeZone* zone_asked_for(std::string_view name) {
  static thread_local std::pair<std::string, std::unique_ptr<icu::TimeZone>> last;
  if (last.second == nullptr || last.first != name) last = {std::string(name), zone_named(name)};
  return last.second.get();
}

bool is_name_of_a_place(std::string_view name) {
  return name == "UTC" || (name.find('/') != std::string_view::npos && name != "Etc/Unknown");
}

}  // namespace

std::optional<int> offset_in(std::string_view zone, std::chrono::sys_seconds time, ZoneTime kind) {
  const icu::TimeZone* const tz = zone_asked_for(zone);
  if (tz == nullptr) return std::nullopt;
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

bool is_zone(std::string_view name) {
  return is_name_of_a_place(name) && zone_named(name) != nullptr;
}

std::vector<std::string> zone_names() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> all(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  std::vector<std::string> names;
  if (U_FAILURE(status) != 0 || !all) return names;
  int32_t length = 0;
  for (const char* name = all->next(&length, status); name != nullptr && U_SUCCESS(status) != 0;
       name = all->next(&length, status))
    if (std::string_view one(name, static_cast<std::size_t>(length)); is_name_of_a_place(one)) names.emplace_back(one);
  return names;
}

}  // namespace engross
