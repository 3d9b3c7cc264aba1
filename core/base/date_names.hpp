// What months and days of the week are called: for whoever writes a date, and whoever reads one.
#pragma once

#include <array>
#include <string_view>

namespace engross {

inline constexpr std::array<std::string_view, 12> english_months{"January",   "February", "March",    "April",
                                                                 "May",       "June",     "July",     "August",
                                                                 "September", "October",  "November", "December"};
// The plain forms, as "26 Hydref 2016" has them; after "o" they mutate (o Fedi).
inline constexpr std::array<std::string_view, 12> welsh_months{"Ionawr", "Chwefror", "Mawrth",     "Ebrill",
                                                               "Mai",    "Mehefin",  "Gorffennaf", "Awst",
                                                               "Medi",   "Hydref",   "Tachwedd",   "Rhagfyr"};

// From Monday.
inline constexpr std::array<std::string_view, 7> english_days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                              "Friday", "Saturday", "Sunday"};
// After "dydd".
inline constexpr std::array<std::string_view, 7> welsh_days{"Llun",   "Mawrth", "Mercher", "Iau",
                                                            "Gwener", "Sadwrn", "Sul"};

}  // namespace engross
