// A day that an option names.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"

namespace engross::cli {

// Error: "options.date".
inline Result<Date> day_of_option(std::string_view option, const std::string& word) {
  if (const auto day = Date::parse(word)) return *day;
  return fail(error("options.date", {}, fmt::format("{} {} is not a day", option, word), {"write it as 2016-10-26"}));
}

// Nothing when the option was not given.
inline Result<std::optional<Date>> optional_day(std::string_view option, const std::string& word) {
  if (word.empty()) return std::nullopt;
  return day_of_option(option, word).map([](const Date& day) { return std::optional<Date>(day); });
}

}  // namespace engross::cli
