// In: numbers, names and texts. Out: their written form in a PDF.
// Refuses nothing: a number beyond what readers must accept (ISO 32000-1, annex C) is clamped to it.
#include "pdf/syntax.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace engross::pdf {

namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";
constexpr std::array<std::int64_t, 7> powers{1, 10, 100, 1000, 10000, 100000, 1000000};
constexpr double largest = 2147483647.0;

void append_unit(std::string& to, unsigned unit) {
  const char digits[4] = {hex_digits[(unit >> 12) & 15], hex_digits[(unit >> 8) & 15], hex_digits[(unit >> 4) & 15],
                          hex_digits[unit & 15]};
  to.append(digits, 4);
}

constexpr std::array<bool, 256> regular = [] {
  std::array<bool, 256> table{};
  for (unsigned char c = '!'; c <= '~'; ++c)
    table[c] = std::string_view("()<>[]{}/%#").find(static_cast<char>(c)) == std::string_view::npos;
  return table;
}();
bool is_regular(char c) {
  return regular[static_cast<unsigned char>(c)];
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127; });
}

bool is_non_character(char32_t c) {
  return (c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF);
}

}  // namespace

void append_integer(std::string& to, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  to.append(digits, end);
}

void append_fixed(std::string& to, std::int64_t value, int decimals) {
  const std::int64_t power = powers[static_cast<std::size_t>(std::clamp(decimals, 0, 6))];
  if (value < 0) to.push_back('-');
  const std::int64_t magnitude = value < 0 ? -value : value;
  append_integer(to, magnitude / power);
  std::int64_t rest = magnitude % power;
  if (rest == 0) return;
  to.push_back('.');
  for (std::int64_t place = power / 10; rest != 0; place /= 10) {
    to.push_back(static_cast<char>('0' + rest / place));
    rest %= place;
  }
}

std::int64_t scaled(double value, int decimals) {
  const double power = static_cast<double>(powers[static_cast<std::size_t>(std::clamp(decimals, 0, 6))]);
  if (!(value == value)) return 0;
  const double product = std::clamp(value, -largest, largest) * power;
  return static_cast<std::int64_t>(product < 0 ? product - 0.5 : product + 0.5);
}

void append_number(std::string& to, double value, int decimals) {
  append_fixed(to, scaled(value, decimals), decimals);
}

void append_name(std::string& to, std::string_view name) {
  to.push_back('/');
  for (const char c : name) {
    if (is_regular(c)) {
      to.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    to.push_back('#');
    to.push_back(hex_digits[byte >> 4]);
    to.push_back(hex_digits[byte & 15]);
  }
}

void append_reference(std::string& to, Ref ref) {
  append_integer(to, ref.number);
  to.append(" 0 R");
}

void append_literal(std::string& to, std::string_view bytes) {
  to.push_back('(');
  for (const char c : bytes) {
    if (c == '(' || c == ')' || c == '\\') to.push_back('\\');
    if (c == '\r') {
      to.append("\\r");
    } else {
      to.push_back(c);
    }
  }
  to.push_back(')');
}

void append_hex(std::string& to, std::string_view bytes) {
  to.push_back('<');
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    to.push_back(hex_digits[byte >> 4]);
    to.push_back(hex_digits[byte & 15]);
  }
  to.push_back('>');
}

void append_utf16_hex(std::string& to, std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const Decoded decoded = decode_at(utf8, at);
    at += decoded.length;
    const auto c = static_cast<unsigned>(decoded.code_point);
    if (c >= 0x10000U) {
      append_unit(to, 0xD800U + ((c - 0x10000U) >> 10));
      append_unit(to, 0xDC00U + ((c - 0x10000U) & 0x3FFU));
    } else {
      append_unit(to, c);
    }
  }
}

void append_text(std::string& to, std::string_view utf8) {
  if (is_plain_ascii(utf8)) return append_literal(to, utf8);
  to.append("<FEFF");
  append_utf16_hex(to, utf8);
  to.push_back('>');
}

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_at(text, at);
    at += decoded.length;
    const char32_t c = decoded.code_point;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || is_non_character(c);
    append_utf8(clean, control ? U' ' : c);
  }
  return std::string(trim(clean));
}

void Dictionary::key(std::string_view key) {
  append_name(body_, key);
  body_.push_back(' ');
}

Dictionary& Dictionary::raw(std::string_view key_name, std::string_view value) {
  key(key_name);
  body_.append(value).push_back('\n');
  return *this;
}

Dictionary& Dictionary::name(std::string_view key_name, std::string_view value) {
  key(key_name);
  append_name(body_, value);
  body_.push_back('\n');
  return *this;
}

Dictionary& Dictionary::integer(std::string_view key_name, std::int64_t value) {
  key(key_name);
  append_integer(body_, value);
  body_.push_back('\n');
  return *this;
}

Dictionary& Dictionary::number(std::string_view key_name, double value) {
  key(key_name);
  append_number(body_, value);
  body_.push_back('\n');
  return *this;
}

Dictionary& Dictionary::text(std::string_view key_name, std::string_view utf8) {
  key(key_name);
  append_text(body_, utf8);
  body_.push_back('\n');
  return *this;
}

Dictionary& Dictionary::reference(std::string_view key_name, Ref value) {
  key(key_name);
  append_reference(body_, value);
  body_.push_back('\n');
  return *this;
}

Dictionary& Dictionary::dictionary(std::string_view key_name, const Dictionary& value) {
  key(key_name);
  body_.append("<<\n").append(value.body()).append(">>\n");
  return *this;
}

}  // namespace engross::pdf
