// In: UTF-8. Out: code points, NFC, or the first thing that is wrong with it.
// Refuses: overlong forms, surrogates, truncated sequences (reported by offset, never thrown).
#include "base/text.hpp"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace engross {
namespace {

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2& instance = []() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) || normalizer == nullptr) throw std::runtime_error("ICU has no NFC data");
    return *normalizer;
  }();
  return instance;
}

// How many bytes from the start are ASCII; told by eights, so it may be up to seven short of the first that is not.
std::size_t plain_ascii_at(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & high_bits) != 0) return at;
  }
  return at;
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::none_of(text.substr(plain_ascii_at(text)),
                              [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
}

bool is_bidi_control(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool is_noncharacter(char32_t c) {
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFEU;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

// 0 when the sequence at offset is not valid UTF-8.
std::size_t sequence_length(std::string_view text, std::size_t offset, char32_t& code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) {
    code_point = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + length > text.size()) return 0;
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  code_point = value;
  return length;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  char32_t ignored = 0;
  for (std::size_t i = 0; i < text.size();) {
    i += plain_ascii_at(text.substr(i));
    if (i == text.size()) break;
    const std::size_t length = sequence_length(text, i, ignored);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

Decoded decode_at(std::string_view text, std::size_t offset) {
  Decoded decoded;
  decoded.length = sequence_length(text, offset, decoded.code_point);
  if (decoded.length == 0) return {.code_point = 0xFFFD, .length = 1};
  return decoded;
}

std::u32string decode_lossy(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    out.push_back(d.code_point);
    i += d.length;
  }
  return out;
}

void append_utf8(std::string& to, char32_t c) {
  const auto put = [&](char32_t byte) { to.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::string encode(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

bool is_nfc(std::string_view text) {
  if (is_plain_ascii(text)) return true;
  UErrorCode status = U_ZERO_ERROR;
  const bool normalized = nfc().isNormalizedUTF8({text.data(), static_cast<int32_t>(text.size())}, status) != 0;
  return U_SUCCESS(status) && normalized;
}

std::string to_nfc(std::string_view text) {
  if (is_nfc(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc().normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise a text");
  return out;
}

bool is_printable(char32_t c) {
  return !is_control(c) && !is_private_use(c) && !is_noncharacter(c) && !is_bidi_control(c);
}

std::optional<Forbidden> first_forbidden(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] >= ' ' && text[i] < '\x7F') {
      ++i;
      continue;
    }
    const Decoded d = decode_at(text, i);
    const char32_t c = d.code_point;
    std::string_view what;
    const bool line_end = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (is_control(c) && c != '\t' && c != '\n' && !line_end) what = "control character";
    if (is_private_use(c)) what = "private-use character";
    if (is_noncharacter(c)) what = "non-character";
    if (is_bidi_control(c)) what = "bidirectional override";
    if (!what.empty()) return Forbidden{.offset = i, .length = d.length, .code_point = c, .what = what};
    i += d.length;
  }
  return std::nullopt;
}

std::string code_point_name(char32_t c) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace engross
