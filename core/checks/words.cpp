// In: a line of text. Out: where its words begin and end, and what they are made of.
// Refuses nothing: every byte belongs to a word or to a gap.
#include "checks/words.hpp"

#include <algorithm>
#include <array>

namespace engross {
namespace {

enum class ByteClass : std::uint8_t { sign, letter, digit, apostrophe, two_byte_sign, three_byte_sign };

// U+0080 to U+00BF (lead byte C2) are signs, and so are U+2000 to U+2FFF (lead byte E2); all else beyond ASCII counts
// as letters.
constexpr std::array<ByteClass, 256> classes = [] {
  std::array<ByteClass, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
    table[byte] = letter ? ByteClass::letter : ByteClass::sign;
  }
  for (unsigned byte = '0'; byte <= '9'; ++byte) table[byte] = ByteClass::digit;
  table['\''] = ByteClass::apostrophe;
  table[0xC2] = ByteClass::two_byte_sign;
  table[0xE2] = ByteClass::three_byte_sign;
  return table;
}();

// After which a full stop ends no sentence.
constexpr std::array<std::string_view, 26> abbreviations{
    "mr",  "mrs", "ms",  "mx",   "dr",  "prof", "rev", "hon", "rt", "st", "cllr",   "capt", "col",
    "sgt", "no",  "nos", "para", "art", "reg",  "fig", "cf",  "eg", "ie", "approx", "vs",   "dept"};

ByteClass class_at(std::string_view text, std::size_t at) {
  return at < text.size() ? classes[static_cast<unsigned char>(text[at])] : ByteClass::sign;
}

// The bytes of an apostrophe between letters; 0 for anything else.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  if (text[at] == '\'') length = 1;
  if (text.substr(at, 3) == "\u2019") length = 3;
  return length > 0 && class_at(text, at + length) == ByteClass::letter ? length : 0;
}

std::size_t sign_length(ByteClass byte) {
  if (byte == ByteClass::two_byte_sign) return 2;
  return byte == ByteClass::three_byte_sign ? 3 : 1;
}

}  // namespace

void TextWords::assign(std::string_view text) {
  text_ = text;
  words_.clear();
  numbers_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const ByteClass first = class_at(text, at);
    if (first != ByteClass::letter && first != ByteClass::digit) {
      at += sign_length(first);
      continue;
    }
    const std::size_t begin = at;
    bool letters = false;
    bool digits = false;
    for (; at < text.size();) {
      const ByteClass byte = class_at(text, at);
      if (byte == ByteClass::letter) {
        letters = true;
        ++at;
      } else if (byte == ByteClass::digit) {
        digits = true;
        ++at;
      } else {
        const std::size_t apostrophe = letters && (byte == ByteClass::apostrophe || byte == ByteClass::three_byte_sign)
                                           ? apostrophe_at(text, at)
                                           : 0;
        if (apostrophe == 0) break;
        at += apostrophe;
      }
    }
    using Kind = TextWord::Kind;
    if (digits) numbers_.push_back(static_cast<std::uint32_t>(words_.size()));
    words_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at),
                      !digits   ? Kind::letters
                      : letters ? Kind::mixed
                                : Kind::digits});
  }
}

std::string_view TextWords::gap_before(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : words_[i - 1].end;
  const std::size_t end = i < words_.size() ? words_[i].begin : text_.size();
  return text_.substr(begin, end - begin);
}

bool is_blank_gap(std::string_view gap) {
  if (gap.empty()) return false;
  for (std::size_t at = 0; at < gap.size();) {
    if (gap[at] == ' ' || gap[at] == '\n') {
      ++at;
    } else if (gap.substr(at, 2) == "\u00A0") {
      at += 2;
    } else if (gap.substr(at, 3) == "\u202F" || gap.substr(at, 3) == "\u2009") {
      at += 3;
    } else {
      return false;
    }
  }
  return true;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, small_letter, small_letter);
}

bool is_abbreviation(std::string_view word) {
  const bool initial = word.size() == 1 && is_capital_letter(word.front());
  return initial ||
         std::ranges::any_of(abbreviations, [&](std::string_view known) { return same_letters(known, word); });
}

bool begins_with_letters(std::string_view text, std::string_view small) {
  return text.size() >= small.size() && same_letters(text.substr(0, small.size()), small);
}

int number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int number = 0;
  for (const char c : digits) {
    if (!is_decimal_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace engross
