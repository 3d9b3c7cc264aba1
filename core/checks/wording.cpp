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

// Words that good English may double: "we sent her her form".
constexpr std::array<std::string_view, 5> may_double{"had", "that", "is", "very", "her"};

constexpr std::array<std::string_view, 8> nameless_greetings{"Dear Sir or Madam", "Dear Sir/Madam",      "Dear Sir",
                                                             "Dear Madam",        "Dear Sirs",           "Annwyl Syr",
                                                             "Annwyl Fadam",      "Annwyl Syr neu Fadam"};

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

bool may_stand_twice(std::string_view word) {
  return std::ranges::any_of(may_double, [&](std::string_view w) { return same_letters(w, word); });
}

// "Bora Bora" within a sentence.
bool is_name_of_two(const TextWords& words, std::size_t i) {
  const bool begins_sentence = i < 2 || words.gap_before(i - 1).find_first_of(".?!\n") != std::string_view::npos;
  return !begins_sentence && is_capital_letter(words.word(i).front()) && words.word(i) == words.word(i - 1);
}

// In what stands between two words, each run of spaces once.
void find_double_spaces(const LineOfText& line, std::string_view gap, Diagnostics& found) {
  const auto offset = static_cast<std::size_t>(gap.data() - line.words.text().data());
  for (std::size_t at = gap.find("  "); at != std::string_view::npos; at = gap.find("  ", at)) {
    const std::size_t begin = offset + at;
    while (at < gap.size() && gap[at] == ' ') ++at;
    add_up_to_most(found, warning("check.double-space", line.flat.span_at(begin, offset + at),
                                  fmt::format("there are {} spaces here", at - (begin - offset)), {"write one space"}));
  }
}

}  // namespace

void find_slips(const LineOfText& line, Diagnostics& found) {
  const TextWords& words = line.words;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    const std::string_view gap = words.gap_before(i);
    if (gap.size() == 1 && (gap.front() == ' ' || gap.front() == '\n') && i > 0 && i < words.size()) {
      const bool twice = words[i].kind == TextWord::Kind::letters && same_letters(words.word(i), words.word(i - 1));
      if (twice && !may_stand_twice(words.word(i)) && !is_name_of_two(words, i))
        add_up_to_most(found, warning("check.doubled-word", line.flat.span_at(words[i - 1].begin, words[i].end),
                                      fmt::format("\"{}\" stands twice", words.word(i)), {"take one away"}));
    } else if (gap.size() > 1) {
      find_double_spaces(line, gap, found);
    }
    if (has_enough(found)) return;
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
  // "Yn gywir" does not close what begins with "Dear", nor "Yours" what begins with "Annwyl".
  const bool welsh = greeted.starts_with("Annwyl");
  if (welsh ? holds(close.text, "Yours ") : greeted.starts_with("Dear") && holds(close.text, "Yn gywir"))
    found.push_back(error("check.salutation-close", close.span,
                          fmt::format("\"{}\" and \"{}\" are of two languages", greeted, close.text),
                          {welsh ? "write \"Yn gywir\"" : "write \"Yours sincerely\", or \"Yours faithfully\""}));
  if (!nameless && names_somebody(greeted, case_) && holds(close.text, "faithfully"))
    found.push_back(error("check.salutation-close", close.span,
                          fmt::format("\"{}\" names the reader, but the letter closes \"{}\"", greeted, close.text),
                          {"write \"Yours sincerely\""}));
}

}  // namespace engross
