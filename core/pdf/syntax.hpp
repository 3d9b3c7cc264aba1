// The written forms of PDF (ISO 32000-1, 7.3): numbers, names, strings, dictionaries, as bytes appended to a string.
// Numbers are fixed-point and locale-free; every value is followed or preceded by a separator, never glued to a
// neighbour.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engross::pdf {

// The number of an indirect object.
struct Ref {
  std::uint32_t number = 0;
  explicit operator bool() const { return number != 0; }
};

void append_integer(std::string& to, std::int64_t value);
void append_fixed(std::string& to, std::int64_t value, int decimals);  // 12345, 3 -> "12.345"; trailing zeros dropped
void append_number(std::string& to, double value, int decimals = 3);   // rounded half away from zero
std::int64_t scaled(double value, int decimals);                       // the integer that append_fixed prints

void append_name(std::string& to, std::string_view name);       // "/A#20B"
void append_reference(std::string& to, Ref ref);                // "12 0 R"
void append_literal(std::string& to, std::string_view bytes);   // "(...)", escaped
void append_hex(std::string& to, std::string_view bytes);       // "<0A1B>"
void append_utf16_hex(std::string& to, std::string_view utf8);  // "0041D83D…", no brackets, no byte order mark
// A text string (7.9.2.2): a literal when ASCII, else UTF-16BE in hexadecimal with a byte order mark.
void append_text(std::string& to, std::string_view utf8);

// What a PDF and an XMP packet can both hold: valid UTF-8 without control characters (each becomes a space) and
// without non-characters; no space at either end.
std::string clean_text(std::string_view text);

// The inside of a dictionary, key by key.
class Dictionary {
 public:
  Dictionary() { body_.reserve(usual_size); }
  Dictionary& raw(std::string_view key, std::string_view value);
  Dictionary& name(std::string_view key, std::string_view value);
  Dictionary& integer(std::string_view key, std::int64_t value);
  Dictionary& number(std::string_view key, double value);
  Dictionary& text(std::string_view key, std::string_view utf8);
  Dictionary& reference(std::string_view key, Ref value);
  Dictionary& dictionary(std::string_view key, const Dictionary& value);
  const std::string& body() const { return body_; }
  std::string take() { return std::move(body_); }

 private:
  static constexpr std::size_t usual_size = 224;  // bytes: most are shorter, and growing costs more than the room
  void key(std::string_view key);
  std::string body_;
};

}  // namespace engross::pdf
