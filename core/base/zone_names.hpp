// Time zones by their names in the IANA database, as ICU knows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engross {

// "Europe/London", "UTC". Abbreviations are none: to ICU "BST" is Bangladesh.
bool is_zone(std::string_view name);

// Every name that is_zone takes, for "did you mean".
std::vector<std::string> zone_names();

}  // namespace engross
