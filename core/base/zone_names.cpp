// In: the name of a time zone. Out: whether ICU has it, and all the names that it has.
// Refuses: abbreviations and offsets such as "BST" and "GMT+1", which name more than one thing or no place, and
// "Etc/Unknown", which is what ICU calls the zone that it does not have.
#include "base/zone_names.hpp"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <memory>

namespace engross {
namespace {

bool is_name_of_a_place(std::string_view name) {
  return name == "UTC" || (name.find('/') != std::string_view::npos && name != "Etc/Unknown");
}

}  // namespace

bool is_zone(std::string_view name) {
  if (!is_name_of_a_place(name)) return false;
  const std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())})));
  return zone && *zone != icu::TimeZone::getUnknown();
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
