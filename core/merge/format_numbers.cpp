// In: numbers as they were written, as JSON numbers or as text; money also as {amount, currency}. Out: the number as a
// letter writes it. Nothing is ever converted to binary floating point, so nothing is rounded.
// Refuses: exponents, separators and signs in the input, parts of a penny, currencies without a sign here, and ordinals
// of what cannot be counted.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "merge/format.hpp"

namespace engross {
namespace {

constexpr std::size_t most_digits = 30;

struct Decimal {
  bool negative = false;
  std::string_view whole;     // at least one digit, no needless zeros before
  std::string_view fraction;  // digits after the point
  bool is_zero() const { return whole == "0" && fraction.find_first_not_of('0') == std::string_view::npos; }
};

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Decimal> decimal_of(const Value& value) {
  if (!value.is_number() && !value.is_string()) return std::nullopt;
  std::string_view text = value.text();
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  decimal.whole = text.substr(0, point);
  if (point != std::string_view::npos) decimal.fraction = text.substr(point + 1);
  const bool shaped = !decimal.whole.empty() && (point == std::string_view::npos || !decimal.fraction.empty()) &&
                      (decimal.whole == "0" || decimal.whole.front() != '0') && text.size() <= most_digits;
  if (!shaped || !are_digits(decimal.whole) || !are_digits(decimal.fraction)) return std::nullopt;
  return decimal;
}

std::string grouped(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

struct Currency {
  std::string_view code;
  std::string_view sign;
};
constexpr std::array<Currency, 3> currencies{{{"GBP", "£"}, {"EUR", "€"}, {"USD", "$"}}};

// Suffixes of 1 .. 31 after the last word of each ordinal: cyntaf, ail, trydydd, pedwerydd, pumed, chweched, seithfed
// …, unfed ar ddeg, deuddegfed …, unfed ar hugain. The masculine, which dates and most counted nouns take. Written
// Welsh has settled abbreviations for days of the month only (Omniglot, "Dates in Welsh"; parallel.cymru, "Ordinal
// numbers").
constexpr std::array<std::string_view, 31> welsh_suffixes{
    "af", "il",  "ydd", "ydd", "ed",  "ed",  "fed", "fed", "fed", "fed", "eg",  "fed", "eg",  "eg",  "fed", "eg",
    "eg", "fed", "eg",  "fed", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain"};

std::string_view english_suffix(std::string_view digits) {
  const char last = digits.back();
  const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
  if (teen) return "th";
  return last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
}

}  // namespace

Formatted format_money(const Value& value, std::string_view) {
  constexpr std::string_view need = "an amount such as 1234.50, or {amount, currency}";
  std::string_view sign = currencies.front().sign;
  const Value* amount = &value;
  if (value.is_object()) {
    amount = value.find("amount");
    const Value* code = value.find("currency");
    if (amount == nullptr || code == nullptr || !code->is_string()) return unfit("money", need, value);
    const auto known = std::ranges::find(currencies, code->text(), &Currency::code);
    if (known == currencies.end())
      return tl::unexpected("money knows the currencies GBP, EUR and USD, and this one is " + described(*code));
    sign = known->sign;
  }
  const std::optional<Decimal> decimal = decimal_of(*amount);
  if (!decimal) return unfit("money", need, *amount);
  std::string hundredths(decimal->fraction.substr(0, 2));
  hundredths.resize(2, '0');
  const std::string_view beyond = decimal->fraction.size() > 2 ? decimal->fraction.substr(2) : std::string_view();
  if (beyond.find_first_not_of('0') != std::string_view::npos) return unfit("money", "whole pennies or cents", *amount);
  const bool negative = decimal->negative && !decimal->is_zero();
  return fmt::format("{}{}{}.{}", negative ? "-" : "", sign, grouped(decimal->whole), hundredths);
}

Formatted format_number(const Value& value, std::string_view) {
  const std::optional<Decimal> decimal = decimal_of(value);
  if (!decimal) return unfit("number", "a number such as 1234.5, written without an exponent or separators", value);
  const bool negative = decimal->negative && !decimal->is_zero();
  return fmt::format("{}{}{}{}", negative ? "-" : "", grouped(decimal->whole), decimal->fraction.empty() ? "" : ".",
                     decimal->fraction);
}

Formatted format_ordinal(const Value& value, std::string_view language) {
  const std::optional<Decimal> decimal = decimal_of(value);
  const bool countable = decimal && !decimal->negative && decimal->fraction.empty() && !decimal->is_zero();
  if (!countable) return unfit("ordinal", "a whole number from 1", value);
  if (!is_welsh(language)) return grouped(decimal->whole).append(english_suffix(decimal->whole));
  std::size_t n = 0;
  for (const char c : decimal->whole.substr(0, 3)) n = n * 10 + static_cast<std::size_t>(c - '0');
  if (n > welsh_suffixes.size()) return unfit("ordinal", "a whole number from 1 to 31 in Welsh", value);
  return std::string(decimal->whole).append(welsh_suffixes[n - 1]);
}

}  // namespace engross
