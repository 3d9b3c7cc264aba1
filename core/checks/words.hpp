// A line of text taken apart into words once, for every check that looks at words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engross {

// Letters of any script and digits without anything between; an apostrophe between letters belongs to its word.
struct TextWord {
  enum class Kind : std::uint8_t { letters, digits, mixed };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Kind kind = Kind::letters;
};

// Spaces of every kind, quotation marks, dashes and other signs part words.
class TextWords {
 public:
  void assign(std::string_view text);  // keeps the room that it has; the text must outlive it
  // The words of another text that reads the same, without looking for them.
  void assign_as(const TextWords& same, std::string_view text) {
    text_ = text;
    words_ = same.words_;
    numbers_ = same.numbers_;
  }

  std::string_view text() const { return text_; }
  std::size_t size() const { return words_.size(); }
  const TextWord& operator[](std::size_t i) const { return words_[i]; }
  std::string_view word(std::size_t i) const { return text_.substr(words_[i].begin, words_[i].end - words_[i].begin); }
  // What stands before word i: after the one before it, or from the beginning. Of i == size(): what is left.
  std::string_view gap_before(std::size_t i) const;
  // Words with digits, in order.
  const std::vector<std::uint32_t>& numbers() const { return numbers_; }

 private:
  std::string_view text_;
  std::vector<TextWord> words_;
  std::vector<std::uint32_t> numbers_;
};

// Nothing but spaces, plain or of fixed width; at least one.
bool is_blank_gap(std::string_view gap);

// ASCII letters alone are folded.
bool same_letters(std::string_view a, std::string_view b);
// `small` is in small letters.
bool begins_with_letters(std::string_view text, std::string_view small);

// "Mr", "No", "J": after which a full stop ends no sentence.
bool is_abbreviation(std::string_view word);

inline char small_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
inline char capital_letter(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
inline bool is_capital_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
inline bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

// The number that at most four digits write; -1 for anything else.
int number_of(std::string_view digits);

}  // namespace engross
