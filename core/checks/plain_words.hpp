// Style as GOV.UK has it: words to avoid, Latin abbreviations, sentences that are too long.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "checks/line_of_text.hpp"
#include "department/check_data.hpp"

namespace engross {

// Words to avoid, ready to be looked for: of the words of a letter hardly any has a beginning and a length that one of
// them has. Immutable.
class PlainWords {
 public:
  PlainWords() = default;
  explicit PlainWords(const CheckData& data);

  // Adds check.avoid-word, check.abbreviation and check.long-sentence findings of a line of prose, to a list of these
  // alone, up to the most (base/enough.hpp). In English only. Words that are a value of the case are not its writer's,
  // and count as one word of their sentence.
  void find(const LineOfText& line, Diagnostics& found) const;

 private:
  struct Entry {
    std::string words;
    std::string instead;
    std::vector<std::string> except;
    bool abbreviation = false;
  };
  void add(Entry entry);
  void find_words(const LineOfText& line, Diagnostics& found) const;
  const Entry* entry_at(const TextWords& words, std::size_t i) const;
  void find_long_sentences(const LineOfText& line, Diagnostics& found) const;

  std::array<std::vector<Entry>, 26> by_letter_;  // by the first letter
  std::array<std::uint32_t, 26> lengths_{};       // of the first words there, a bit each
  std::size_t sentence_words_ = 25;
};

// "for example" for "eg" and "e.g."; empty for what is no such abbreviation.
std::string_view english_for_latin(std::string_view written);

}  // namespace engross
