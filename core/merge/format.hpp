// The formatters one by one, private to this room. Each gives the text, or a sentence that says what the value was and
// what the formatter needs.
#pragma once

#include <string>
#include <string_view>

#include "merge/formatters.hpp"

namespace engross {

using Formatted = tl::expected<std::string, std::string>;

bool is_welsh(std::string_view language);

// What a message calls a value: the text "soon", the number 1.005, an object, null.
std::string described(const Value& value);

// "<formatter> needs <what>, and this is <value>"
tl::unexpected<std::string> unfit(std::string_view formatter, std::string_view need, const Value& value);

Formatted format_long_date(const Value& value, std::string_view language);
Formatted format_short_date(const Value& value, std::string_view language);
Formatted format_weekday(const Value& value, std::string_view language);

Formatted format_money(const Value& value, std::string_view language);
Formatted format_number(const Value& value, std::string_view language);
Formatted format_ordinal(const Value& value, std::string_view language);

Formatted format_list(const Value& value, std::string_view language);
Formatted format_upper(const Value& value, std::string_view language);
Formatted format_lower_first(const Value& value, std::string_view language);
Formatted format_possessive(const Value& value, std::string_view language);

}  // namespace engross
