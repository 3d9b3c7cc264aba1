// UTF-8 and Unicode as every room needs them: validation, decoding, NFC, what may appear in input.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace engross {

// The offset of the first byte that is not part of valid UTF-8 (RFC 3629: no surrogates, no overlong forms).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

struct Decoded {
  char32_t code_point = 0;
  std::size_t length = 1;  // bytes
};
// The code point at offset (< text.size()); U+FFFD of length 1 where the bytes are not UTF-8.
Decoded decode_at(std::string_view text, std::size_t offset);

std::u32string decode_lossy(std::string_view text);
std::string encode(std::u32string_view text);
void append_utf8(std::string& to, char32_t code_point);

// Unicode Normalization Form C. The text must be valid UTF-8.
std::string to_nfc(std::string_view text);
bool is_nfc(std::string_view text);

// Not a control, surrogate, private-use or non-character, and not a bidirectional control.
bool is_printable(char32_t c);

// A character that no input may hold, and why: "control character", "private-use character", "non-character",
// "bidirectional override". Tab and line feed are allowed; a carriage return is allowed before a line feed.
struct Forbidden {
  std::size_t offset = 0;
  std::size_t length = 1;
  char32_t code_point = 0;
  std::string_view what;
};
std::optional<Forbidden> first_forbidden(std::string_view text);

// "U+202E"
std::string code_point_name(char32_t c);

std::string_view trim(std::string_view text);  // ASCII white space at both ends

}  // namespace engross
