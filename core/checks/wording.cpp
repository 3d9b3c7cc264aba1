// In: the words of a paragraph; the greeting and the close of a letter. Out: a finding for each slip.
// The rule of greeting and close: no name in the greeting, "faithfully"; a name, "sincerely"; an office alone
// ("Dear Minister") allows both, because good authorities differ. The Welsh "Yn gywir" serves for all.
#include "checks/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"
#include "base/text.hpp"
#include "compose/draft.hpp"
#include "letter/holds_words.hpp"

namespace engross {
namespace {

// Words that good English may double.
constexpr std::array<std::string_view, 4> may_double{"had", "that", "is", "very"};

constexpr std::array<std::string_view, 8> nameless_greetings{"Dear Sir or Madam", "Dear Sir/Madam",      "Dear Sir",
                                                             "Dear Madam",        "Dear Sirs",           "Annwyl Syr",
                                                             "Annwyl Fadam",      "Annwyl Syr neu Fadam"};

// ASCII letters, the apostrophe, and every byte of a character beyond ASCII.
constexpr std::array<bool, 256> letters = [] {
  std::array<bool, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte)
    table[byte] = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80 || byte == '\'';
  return table;
}();
bool is_letter(char c) {
  return letters[static_cast<unsigned char>(c)];
}

bool same_word(std::string_view a, std::string_view b) {
  const auto folded = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, folded, folded);
}

struct Line {
  std::string text;
  Span span;
  bool present = false;
};

Line words_of(const Letter& letter, Part part) {
  Line line;
  for (const Section& section : letter.sections) {
    if (section.part != part) continue;
    for_each_line_of_text(section.blocks, [&](const std::vector<Inline>& inlines) {
      const FlatText flat(inlines);
      if (line.text.empty()) line.span = flat.span_at(0, flat.text().size());
      line.text += flat.text();
    });
  }
  line.text = std::string(trim(line.text));
  line.present = !line.text.empty();
  return line;
}

bool holds(const std::string& text, std::string_view word) {
  return text.find(word) != std::string::npos;
}

bool names_somebody(const std::string& greeting, const Case& case_) {
  const auto names = [&](const Person& person) {
    return holds_words(greeting, person.surname) || holds_words(greeting, person.forename);
  };
  return names(case_.correspondent) || std::ranges::any_of(case_.recipients, names);
}

}  // namespace

void find_slips(const FlatText& flat, Diagnostics& found) {
  const std::string_view text = flat.text();
  std::size_t last_begin = 0;
  std::size_t last_end = 0;
  for (std::size_t at = 0; at < text.size() && !has_enough(found);) {
    if (!is_letter(text[at])) {
      if (text[at] == ' ' && at + 1 < text.size() && text[at + 1] == ' ')
        add_up_to_most(found, warning("check.double-space", flat.span_at(at, at + 2), "there are two spaces here",
                                      {"write one space"}));
      while (text[at] == ' ' && at + 1 < text.size() && text[at + 1] == ' ') ++at;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const std::string_view last = text.substr(last_begin, last_end - last_begin);
    const bool neighbours = at == last_end + 1 && (text[last_end] == ' ' || text[last_end] == '\n');
    const auto may_stand_twice = [&] {
      return std::ranges::any_of(may_double, [&](std::string_view w) { return same_word(w, word); });
    };
    if (neighbours && !last.empty() && last_end > last_begin && same_word(word, last) && !may_stand_twice())
      add_up_to_most(found, warning("check.doubled-word", flat.span_at(last_begin, end),
                                    fmt::format("\"{}\" stands twice", word), {"take one away"}));
    last_begin = at;
    last_end = end;
    at = end;
  }
}

void check_greeting(const Letter& letter, const Case& case_, const SourceRef& draft, Diagnostics& found) {
  if (letter.top_and_tail) return;
  Line greeting = words_of(letter, Part::salutation);
  const Line close = words_of(letter, Part::close);
  if (greeting.present != close.present) {
    const Line& there = greeting.present ? greeting : close;
    const Part part = greeting.present ? Part::salutation : Part::close;
    found.push_back(
        error("check.no-close", draft ? place_in_draft(draft, part, letter.language) : there.span,
              greeting.present ? "the letter greets its reader but has no close"
                               : "the letter has a close but does not greet its reader",
              {"give both, or neither; for a letter topped and tailed by hand say \"top_and_tail\": true"}));
    return;
  }
  if (!greeting.present) return;
  if (greeting.text.ends_with(',')) greeting.text.pop_back();
  const std::string greeted(trim(greeting.text));
  if (greeted == "Dear" || greeted == "Annwyl") {
    found.push_back(error("check.gap", greeting.span, fmt::format("nobody stands after \"{}\"", greeted),
                          {"name the correspondent in the case, or give a salutation"}));
    return;
  }
  const bool nameless = std::ranges::find(nameless_greetings, greeted) != nameless_greetings.end();
  if (nameless && holds(close.text, "sincerely"))
    found.push_back(error("check.salutation-close", close.span,
                          fmt::format("\"{}\" names nobody, but the letter closes \"{}\"", greeted, close.text),
                          {"write \"Yours faithfully\", or greet the reader by name"}));
  if (!nameless && names_somebody(greeted, case_) && holds(close.text, "faithfully"))
    found.push_back(error("check.salutation-close", close.span,
                          fmt::format("\"{}\" names the reader, but the letter closes \"{}\"", greeted, close.text),
                          {"write \"Yours sincerely\""}));
}

}  // namespace engross
