// Decimal numbers as text, compared exactly: 1.20 equals 1.2, and nothing is rounded.
#pragma once

#include <compare>
#include <string_view>

namespace engross {

// Both are JSON numbers (RFC 8259). Exponents beyond +-10^15 count as that.
std::strong_ordering compare_decimals(std::string_view a, std::string_view b);

}  // namespace engross
