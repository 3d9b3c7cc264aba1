// What postal services say of one line of an address (source: GOV.UK Notify's postal address rules).
#pragma once

#include <string_view>

namespace engross {

// No line begins with one of these.
constexpr std::string_view never_first_in_address_line = "@()=[]\"\\/,<>~";

// "BFPO 801", "BFPO c/o 2": a post office of the forces, in capitals or not.
bool is_bfpo_line(std::string_view line);

}  // namespace engross
