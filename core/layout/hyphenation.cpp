// In: a libhyphen dictionary and words. Out: where the words may be hyphenated.
// Refuses dictionaries in other encodings than UTF-8, odd ones of a department, and words over 100 bytes.
#include "layout/hyphenation.hpp"

#include <fmt/format.h>
#include <hyphen.h>
#include <stdio.h>  // fmemopen is POSIX, not ISO C++

#include <algorithm>
#include <cstdlib>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_word = 100;
constexpr std::size_t longest_line = 64;  // libhyphen has room for 100
constexpr std::size_t letters_before = 2, letters_after = 3;

tl::unexpected<Diagnostics> refused(const std::string& name, std::string_view why) {
  return fail(error("layout.hyphenation", {}, fmt::format("{} is not a hyphenation dictionary: {}", name, why),
                    {"install one of the hyphen-* packages"}));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "LEFTHYPHENMIN 2": how many letters must stay at an end of a word.
bool is_limit(std::string_view line) {
  for (const std::string_view word :
       {"LEFTHYPHENMIN ", "RIGHTHYPHENMIN ", "COMPOUNDLEFTHYPHENMIN ", "COMPOUNDRIGHTHYPHENMIN "})
    if (line.starts_with(word)) return line.size() == word.size() + 1 && is_digit(line.back());
  return false;
}

// ".ab4i": letters with digits between them, and points at the ends of a word.
bool is_pattern(std::string_view line) {
  bool letters = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80 || c == '\'' || c == '-';
    const bool point = c == '.' && (i == 0 || i + 1 == line.size());
    const bool digit = is_digit(c) && (i == 0 || !is_digit(line[i - 1]));
    if (!letter && !point && !digit) return false;
    letters = letters || letter;
  }
  return letters && line.size() <= longest_line;
}

// The number of the first line that a department may not bring; 0 when there is none.
std::size_t odd_line(std::string_view bytes) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    ++number;
    const bool fine = number == 1 ? line == "UTF-8" : line.empty() || is_limit(line) || is_pattern(line);
    if (!fine) return number;
    at = end + 1;
  }
  return 0;
}

}  // namespace

Result<std::shared_ptr<const Hyphenation>> Hyphenation::from_bytes(const std::string& name, std::string bytes) {
  if (!std::string_view(bytes).starts_with("UTF-8")) return refused(name, "its first line does not say UTF-8");
  FILE* file = fmemopen(bytes.data(), bytes.size(), "r");
  if (file == nullptr) return refused(name, "it cannot be read");
  const std::shared_ptr<Hyphenation> hyphenation(new Hyphenation());
  hyphenation->sha256_ = sha256_hex(bytes);
  hyphenation->dictionary_ = hnj_hyphen_load_file(file);
  fclose(file);
  if (hyphenation->dictionary_ == nullptr) return refused(name, "libhyphen does not understand it");
  return hyphenation;
}

Result<std::shared_ptr<const Hyphenation>> Hyphenation::from_department(const std::string& name, std::string bytes) {
  if (first_invalid_utf8(bytes)) return refused(name, "it is not UTF-8");
  if (const std::size_t line = odd_line(bytes); line > 1)
    return refused(name,
                   fmt::format("line {} is neither a pattern such as 1na nor a limit such as LEFTHYPHENMIN 2", line));
  return from_bytes(name, std::move(bytes));
}

Hyphenation::~Hyphenation() {
  if (dictionary_ != nullptr) hnj_hyphen_free(dictionary_);
}

std::vector<std::size_t> Hyphenation::points(std::string_view word) const {
  std::vector<std::size_t> found;
  if (word.size() < letters_before + letters_after || word.size() > longest_word) return found;
  // libhyphen reads on to the end of a C string, whatever length it is told.
  char letters_of[longest_word + 1] = {};
  std::ranges::copy(word, letters_of);
  char marks[longest_word + 6] = {};
  char** replacements = nullptr;
  int* positions = nullptr;
  int* cuts = nullptr;
  const int failed = hnj_hyphen_hyphenate2(dictionary_, letters_of, static_cast<int>(word.size()), marks, nullptr,
                                           &replacements, &positions, &cuts);
  // Marks count characters. A replacement would change the word's spelling at the break; such points are left out.
  const std::size_t letters = decode_lossy(word).size();
  std::size_t letter = 0;
  for (std::size_t at = 0; failed == 0 && at < word.size(); ++letter) {
    at += decode_at(word, at).length;
    const bool odd = (static_cast<unsigned>(marks[letter]) & 1U) != 0;
    const bool replaced = replacements != nullptr && replacements[letter] != nullptr;
    if (odd && !replaced && letter + 1 >= letters_before && letters - letter - 1 >= letters_after) found.push_back(at);
  }
  if (replacements != nullptr) {
    for (std::size_t i = 0; i < word.size(); ++i) std::free(replacements[i]);
    std::free(replacements);
    std::free(positions);
    std::free(cuts);
  }
  return found;
}

}  // namespace engross
