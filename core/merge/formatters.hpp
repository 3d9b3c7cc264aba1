// Formatters: lambdas whose body is exactly one path, {{#long_date}}incoming.dated{{/long_date}}.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// long_date (26 October 2016; Welsh months under cy), short_date (26/10/2016), weekday, money (£1,234.50), number
// (1,234.5), ordinal (3rd; Welsh from our table), list (a, b and c), upper, lower_first, possessive (Jones's).
bool is_formatter(std::string_view name);
std::vector<std::string> formatter_names();

// The text, or a sentence that says what the value was and what the formatter needs.
tl::expected<std::string, std::string> format(std::string_view formatter, const Value& value,
                                              std::string_view language);

}  // namespace engross
