// In: the words of a letter that somebody typed. Out: a finding for each that its language's dictionary does not know.
// Refuses nothing: without a dictionary a note says so.
#include "checks/spelling.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/enough.hpp"
#include "base/language_tag.hpp"
#include "base/text.hpp"
#include "base/welsh_forms.hpp"
#include "checks/line_of_text.hpp"

namespace engross {
namespace {

constexpr int most_with_suggestions = 5;  // each takes as long as a letter

using WordSet = std::set<std::string, std::less<>>;

std::string with_plain_apostrophe(std::string_view word) {
  std::string plain(word);
  for (std::size_t at = plain.find("\u2019"); at != std::string::npos; at = plain.find("\u2019", at))
    plain.replace(at, 3, "'");
  return plain;
}

void add_words(std::string_view text, WordSet& to) {
  TextWords words;
  words.assign(text);
  for (std::size_t i = 0; i < words.size(); ++i) to.insert(with_plain_apostrophe(words.word(i)));
}

void add_words(const Value& value, WordSet& to) {
  if (value.is_string()) add_words(value.text(), to);
  for (const Value& item : value.items()) add_words(item, to);
  for (const Member& member : value.members()) add_words(member.value, to);
}

// What the case says of people and matters, but not the words that were typed for the letter.
WordSet words_of_case(const Case& case_) {
  WordSet words;
  for (const Member& member : case_.document.root.members())
    if (member.key != "paragraphs") add_words(member.value, words);
  return words;
}

bool is_typed(const Origin* origin) {
  return origin != nullptr && (origin->kind == Origin::Kind::officer || origin->kind == Origin::Kind::draft);
}

bool is_address_sign(char c) {
  return std::string_view("@/:_.?=&#%").find(c) != std::string_view::npos;
}

// Joined by a sign of an address to what stands beside it: "www.gov.uk", "post@example.org".
bool in_address(std::string_view text, const TextWord& word) {
  const bool before = word.begin > 1 && is_address_sign(text[word.begin - 1]) && text[word.begin - 2] != ' ';
  const bool after = word.end + 1 < text.size() && is_address_sign(text[word.end]) && text[word.end + 1] != ' ' &&
                     text[word.end + 1] != '\n';
  return before || after;
}

bool begins_capital(std::string_view word) {
  return is_capital_letter(word.front()) || u_isupper(static_cast<UChar32>(decode_at(word, 0).code_point)) != 0;
}

// Pronouns and articles of Welsh that lean on a word that ends in a vowel.
constexpr std::array<std::string_view, 9> joined{"'r", "'n", "'ch", "'u", "'w", "'i", "'m", "'th", "'ng"};

// What a dictionary of Welsh may have a word as: without what leans on it, and as it is before its mutation.
std::vector<std::string> forms_in_dictionary(std::string_view word) {
  std::vector<std::string> forms;
  const auto* end = std::ranges::find_if(
      joined, [&](std::string_view ending) { return word.size() > ending.size() && word.ends_with(ending); });
  if (end != joined.end()) {
    word.remove_suffix(end->size());
    forms.emplace_back(word);
  }
  std::string small(word);
  small.front() = small_letter(small.front());
  for (std::string& radical : welsh_radicals(small)) {
    if (is_capital_letter(word.front())) radical.front() = capital_letter(radical.front());
    forms.push_back(std::move(radical));
  }
  return forms;
}

class Spelling {
 public:
  Spelling(const Case& case_, const Department& department, SpelledWords which, Speller& speller)
      : which_(which), speller_(speller), known_(words_of_case(case_)), own_(department.checks.spellings) {
    add_words(department.manifest.root, known_);
  }

  void look_at(const LineOfText& line, const std::string& language) {
    for (std::size_t i = 0; i < line.words.size() && !has_enough(found_); ++i)
      if (is_to_be_asked(line, i)) ask(line, i, language);
  }

  Diagnostics take() {
    append(found_, notes_);
    return std::move(found_);
  }

 private:
  bool is_to_be_asked(const LineOfText& line, std::size_t i) const {
    const TextWord& word = line.words[i];
    const std::string_view text = line.words.word(i);
    if (word.kind != TextWord::Kind::letters || text.size() < 2 || in_address(line.words.text(), word)) return false;
    const Origin* origin = line.flat.origin_at(word.begin);
    const bool of_library = origin != nullptr && origin->kind != Origin::Kind::value;
    if (!is_typed(origin) && !(which_ == SpelledWords::all && of_library)) return false;
    if (std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    const std::string_view gap = line.words.gap_before(i);
    constexpr std::size_t shortest_piece = 5;  // of "pre-war", "4-year-olds"
    const bool piece =
        gap.ends_with('-') || (word.end < line.words.text().size() && line.words.text()[word.end] == '-');
    if (piece && text.size() < shortest_piece) return false;
    const bool after_stop = i == 0 || gap.find_first_of(".?!:\n") != std::string_view::npos;
    const bool first = after_stop && !(i > 0 && gap.starts_with('.') && is_abbreviation(line.words.word(i - 1)));
    return first || !begins_capital(text);
  }

  bool is_own(const std::string& word) const {
    if (known_.contains(word) || own_.contains(word)) return true;
    std::string small = word;
    small.front() = small_letter(small.front());
    return own_.contains(small) || known_.contains(small);
  }

  void ask(const LineOfText& line, std::size_t i, const std::string& language) {
    const std::string word = with_plain_apostrophe(line.words.word(i));
    if (is_own(word) || (word.ends_with("'s") && is_own(word.substr(0, word.size() - 2)))) return;
    const TextWord& at = line.words[i];
    switch (answer_to(word, language)) {
      case Speller::Answer::known:
        return;
      case Speller::Answer::no_dictionary:
        return note_no_dictionary(line.flat.span_at(at.begin, at.end), language);
      case Speller::Answer::unknown:
        break;
    }
    if (!told_.insert(language + " " + word).second) return;
    std::vector<std::string> hints{"a word that is right belongs into the department's words.txt"};
    if (static_cast<int>(told_.size()) <= most_with_suggestions)
      if (const std::vector<std::string> near = speller_.suggestions(language, word); !near.empty())
        hints.insert(hints.begin(), fmt::format("write {}?", fmt::join(near, ", ")));
    add_up_to_most(found_, warning("check.spelling", line.flat.span_at(at.begin, at.end),
                                   fmt::format("the dictionary does not know \"{}\"", word), std::move(hints)));
  }

  // Dictionaries of Welsh have a word's mutated forms for some words only.
  Speller::Answer answer_to(const std::string& word, const std::string& language) {
    Speller::Answer answer = speller_.ask(language, word);
    if (answer != Speller::Answer::unknown || primary_subtag(language) != "cy") return answer;
    for (const std::string& form : forms_in_dictionary(word))
      if (is_own(form) || speller_.ask(language, form) == Speller::Answer::known) return Speller::Answer::known;
    return answer;
  }

  void note_no_dictionary(Span place, const std::string& language) {
    if (!without_.insert(language).second) return;
    notes_.push_back(
        {Severity::note,
         "check.no-dictionary",
         std::move(place),
         fmt::format("there is no dictionary for \"{}\" here, so its spelling was not looked at", language),
         {speller_.remedy(language)}});
  }

  SpelledWords which_;
  Speller& speller_;
  WordSet known_;
  const WordSet& own_;
  WordSet told_, without_;
  Diagnostics found_, notes_;
};

}  // namespace

Diagnostics find_misspelt(const Letter& letter, const Case& case_, const Department& department, SpelledWords which,
                          Speller& speller) {
  Spelling spelling(case_, department, which, speller);
  LineOfText line;
  for (const Letter* one : in_each_language(letter))
    for (const Section& section : one->sections) {
      if (breaks_of(section.part) != Breaks::soft) continue;  // names and addresses
      for (const Block& block : section.blocks)
        for_each_line_of_text({block}, [&](const std::vector<Inline>& inlines) {
          line.assign(inlines, section.part);
          spelling.look_at(line, block.language.empty() ? one->language : block.language);
        });
    }
  return spelling.take();
}

}  // namespace engross
