// In: two JSON numbers. Out: their order, by sign, magnitude and digits; no arithmetic, so no size is too large.
// Refuses nothing.
#include "rules/decimal.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace engross {
namespace {

// 0.d1d2d3… times ten to the magnitude; no digits for zero.
struct Decimal {
  bool negative = false;
  std::int64_t magnitude = 0;
  std::string digits;  // no zero at either end
};

std::int64_t read_exponent(std::string_view text) {
  constexpr std::int64_t most = 1'000'000'000'000'000;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : text) value = std::min(most, value * 10 + (c - '0'));
  return negative ? -value : value;
}

Decimal read(std::string_view text) {
  Decimal number;
  number.negative = text.starts_with('-');
  if (number.negative) text.remove_prefix(1);
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  if (mark < text.size()) number.magnitude = read_exponent(text.substr(mark + 1));
  text = text.substr(0, mark);
  const std::size_t point = std::min(text.find('.'), text.size());
  number.magnitude += static_cast<std::int64_t>(point);
  number.digits = text.substr(0, point);
  if (point < text.size()) number.digits += text.substr(point + 1);
  const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.magnitude -= static_cast<std::int64_t>(zeros);
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
  return number;
}

}  // namespace

std::strong_ordering compare_decimals(std::string_view left, std::string_view right) {
  const Decimal a = read(left);
  const Decimal b = read(right);
  const auto sign = [](const Decimal& d) { return d.digits.empty() ? 0 : d.negative ? -1 : 1; };
  if (sign(a) != sign(b) || sign(a) == 0) return sign(a) <=> sign(b);
  std::strong_ordering order = a.magnitude <=> b.magnitude;
  if (order == 0) order = a.digits.compare(b.digits) <=> 0;
  return sign(a) > 0 ? order : 0 <=> order;
}

}  // namespace engross
