// What clocks in an IANA zone ("Europe/London") show. Nothing where ICU knows no such zone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace engross {

// How to read a time whose offset is asked for: an instant, or what clocks in the zone show.
enum class ZoneTime : std::uint8_t { instant, local };
// Minutes east of UTC.
std::optional<int> offset_in(std::string_view zone, std::chrono::sys_seconds time, ZoneTime kind);

// The same instant with the zone's offset: its local_date() is the day there.
std::optional<Timestamp> in_zone(const Timestamp& at, std::string_view zone);

// "Europe/London", "UTC". Abbreviations are none: to ICU "BST" is Bangladesh.
bool is_zone(std::string_view name);

// Every name that is_zone takes, for "did you mean".
std::vector<std::string> zone_names();

}  // namespace engross
