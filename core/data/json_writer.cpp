// In: values and containers, one after the other. Out: their JSON.
// Refuses nothing: who calls it keeps brackets and keys in order.
#include "data/json_writer.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "data/value.hpp"

namespace engross {
namespace {

// A character that a JSON string may not hold as it is.
void write_escape(std::string& to, char c) {
  constexpr char digits[] = "0123456789abcdef";
  to += '\\';
  switch (c) {
    case '\n':
      to += 'n';
      break;
    case '\t':
      to += 't';
      break;
    case '\r':
      to += 'r';
      break;
    case '"':
    case '\\':
      to += c;
      break;
    default:
      to += "u00";
      to += digits[static_cast<unsigned char>(c) >> 4U];
      to += digits[static_cast<unsigned char>(c) & 0xFU];
  }
}

// How many characters from here on stand in a string as they are. Eight are looked at together: of a letter's words
// hardly any is escaped.
std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101, tops = ones << 7U;
  const auto has_zero = [](std::uint64_t x) { return (x - ones) & ~x & tops; };
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    const std::uint64_t controls = (eight - ones * 0x20) & ~eight & tops;
    if ((controls | has_zero(eight ^ (ones * '"')) | has_zero(eight ^ (ones * '\\'))) != 0) break;
  }
  while (at < text.size() && text[at] != '"' && text[at] != '\\' && static_cast<unsigned char>(text[at]) >= 0x20) ++at;
  return at;
}

}  // namespace

void JsonWriter::new_line() {
  if (!indented_) return;
  text_ += '\n';
  text_.append(2 * depth_, ' ');
}

void JsonWriter::place_item() {
  if (!after_key_ && depth_ > 0) {
    if (!empty_) text_ += ',';
    new_line();
  }
  after_key_ = false;
  empty_ = false;
}

void JsonWriter::begin(char bracket) {
  place_item();
  text_ += bracket;
  ++depth_;
  empty_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!empty_) new_line();
  text_ += bracket;
  empty_ = false;
}

void JsonWriter::key(std::string_view name) {
  place_item();
  append_json_string(text_, name);
  text_ += indented_ ? ": " : ":";
  after_key_ = true;
}

void JsonWriter::text(std::string_view value) {
  place_item();
  append_json_string(text_, value);
}

void JsonWriter::word(std::string_view bytes) {
  place_item();
  text_ += bytes;
}

void JsonWriter::number(std::string_view digits) {
  word(digits);
}

void JsonWriter::number(std::size_t value) {
  std::array<char, 24> digits{};
  const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  word({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void append_json_string(std::string& to, std::string_view text) {
  to += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = plain_length(text.substr(at));
    to += text.substr(at, plain);
    at += plain;
    if (at < text.size()) write_escape(to, text[at++]);
  }
  to += '"';
}

}  // namespace engross
