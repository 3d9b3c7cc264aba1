// Random letters, full of hostile words: a draft that nobody edited gives the same letter, whatever the editor did to
// line ends and blank lines. The same numbers on every machine; ENGROSS_SWEEP=100000 makes more of them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "compose/drafts.hpp"
#include "letter/markdown.hpp"

namespace engross::test {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  auto pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 engine_;
};

constexpr const char* words[] = {"harbour", "the", "Étain", "a", "of",   "letter", "1",
                                 "2016.",   "Mr",  "so",    "–", "it’s", "ŵ"};
constexpr const char* hostile[] = {"# Head",
                                   "* item",
                                   "- item",
                                   "+ x",
                                   "1. one",
                                   "1) one",
                                   "{{x}}",
                                   "{{#a}}",
                                   "<b>",
                                   "</div>",
                                   "<!-- c -->",
                                   "| a | b |",
                                   "| --- |",
                                   ":::",
                                   "::: body",
                                   ":::: x",
                                   "---",
                                   "***",
                                   "___",
                                   "===",
                                   "```",
                                   "~~~",
                                   "    code",
                                   "&amp;",
                                   "&#10;",
                                   "&nbsp;",
                                   "[x](http://e.example)",
                                   "![p](q)",
                                   "[r]: http://e.example",
                                   "\\",
                                   "\\*",
                                   "`tick`",
                                   "_a_",
                                   "__a__",
                                   "*a*",
                                   "**b**",
                                   "~~c~~",
                                   "www.example.com",
                                   "http://x.example",
                                   "mailto:a@b.example",
                                   "a@b.example",
                                   "> quote",
                                   "\t",
                                   "  ",
                                   "e\xCC\x81",
                                   "\xCC\x81",
                                   "\xC2\xA0",
                                   "\xEF\xAC\x81",
                                   "\xE2\x80\xA8",
                                   "漢字",
                                   "🙂",
                                   "שלום",
                                   "\"q\"",
                                   "'s",
                                   "a*b*c",
                                   "snake_case_word",
                                   "[^1]",
                                   "title: x",
                                   "{id=\"x\"}",
                                   "}",
                                   "(",
                                   ")",
                                   "!",
                                   "\xC2\xAD",
                                   "$1",
                                   "100%",
                                   "^",
                                   "«»"};

// Words for a place that takes any text; line feeds only where lines may break.
std::string text(Dice& dice, bool lines) {
  std::string out;
  const std::size_t count = 1 + dice.below(9);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += lines && dice.one_in(6) ? (dice.one_in(3) ? "\n\n" : "\n") : (dice.one_in(9) ? "" : " ");
    out += dice.one_in(3) ? dice.pick(hostile) : dice.pick(words);
  }
  return out;
}

std::string quiet(Dice& dice) {
  std::string out = dice.pick(words);
  for (std::size_t i = dice.below(5); i > 0; --i) out += std::string(" ") + dice.pick(words);
  return out;
}

std::string markdown(Dice& dice) {
  std::string out;
  for (std::size_t i = 1 + dice.below(3); i > 0; --i) {
    switch (dice.below(7)) {
      case 0:
        out += "## " + quiet(dice) + " *" + quiet(dice) + "*";
        break;
      case 1:
        out += "- " + quiet(dice) + "\n- **" + quiet(dice) + "**\n  - " + quiet(dice);
        break;
      case 2:
        out += "3. " + quiet(dice) + "\n\n4. " + quiet(dice) + "\n\n   " + quiet(dice);
        break;
      case 3:
        out += "| a | b |\n| :-- | --: |\n| " + quiet(dice) + " | *" + quiet(dice) + "* |";
        break;
      case 4:
        out += quiet(dice) + "  \n" + quiet(dice) + "\\\n" + quiet(dice);
        break;
      case 5:
        out += "[" + quiet(dice) + "](https://e.example/a?b=c) ***" + quiet(dice) + "*** x";
        break;
      default:
        out += text(dice, true);
    }
    out += "\n\n";
  }
  return out;
}

std::string json(const std::string& words_of) {
  return to_json(Value::string(words_of), false);
}

std::string some_case(Dice& dice) {
  std::string members = R"("languages": ["en-GB"], "facts": {"berth": )" + json(text(dice, true));
  members += R"(, "length": 9, "fee": "12.50", "rates": [)";
  for (std::size_t i = 0, n = dice.below(4); i < n; ++i)
    members += (i > 0 ? ", " : "") + std::string(R"({"month": )") + json(text(dice, true)) + R"(, "fee": 3})";
  members +=
      R"(], "storm": {"wind": 9, "name": )" + json(text(dice, true)) + R"(}, "name": )" + json(quiet(dice)) + "}";
  if (dice.one_in(2)) members += R"(, "subject": )" + json(text(dice, false));
  if (dice.one_in(2)) members += R"(, "on_behalf_of": )" + json(text(dice, false));
  if (dice.one_in(2))
    members += R"(, "incoming": {"dated": "2016-09-30", "reference": )" + json(text(dice, false)) + "}";
  if (dice.one_in(3))
    members += R"(, "enclosures": [)" + json(text(dice, false)) + ", " + json(text(dice, false)) + "]";
  if (dice.one_in(3)) members += R"(, "copies": [)" + json(text(dice, false)) + "]";
  if (dice.one_in(4)) members += R"(, "recipients": [{"title": "Ms", "surname": )" + json(text(dice, false)) + "}]";
  if (dice.one_in(8)) members += R"(, "top_and_tail": true)";
  if (dice.one_in(5)) members += R"(, "salutation": )" + json(text(dice, false));
  members += R"(, "paragraphs": [{"text": )" + json(quiet(dice)) + "}";
  for (const char* id : {"thanks", "dredging", "moorings", "lights", "storm", "hollow", "goodbye"}) {
    if (dice.one_in(3)) members += R"(, {"text": )" + json(text(dice, true)) + "}";
    if (dice.one_in(3)) members += R"(, {"markdown": )" + json(markdown(dice)) + "}";
    if (dice.one_in(2)) members += R"(, {"use": ")" + std::string(id) + "\"}";
  }
  return case_text(members + "]");
}

// What editors do without being asked.
std::string as_an_editor_saves(const std::string& draft, Dice& dice) {
  switch (dice.below(4)) {
    case 0:
      return draft;
    case 1:
      return draft.substr(0, draft.size() - 1);
    case 2: {
      std::string out = "\xEF\xBB\xBF";
      for (const char c : draft) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
      return out;
    }
    default:
      return draft + "\n\n\n";
  }
}

std::size_t wanted() {
  const char* more = std::getenv("ENGROSS_SWEEP");
  return more != nullptr ? static_cast<std::size_t>(std::strtoul(more, nullptr, 10)) : 2000;
}

TEST(DraftSweep, AnUneditedDraftGivesTheSameLetter) {
  const auto department = harbour();
  ComposeCache cache;
  std::size_t made = 0;
  std::size_t tried = 0;
  for (const std::size_t count = wanted(); made < count; ++tried) {
    ASSERT_LT(tried, 20 * count) << "too few of the random cases make a letter: " << made;
    Dice dice(tried);
    const auto case_ = Case::from(make_source("case.json", some_case(dice)));
    if (!case_) continue;
    const auto composed = compose_case(*case_, *department, cache);
    if (!composed) continue;
    ++made;
    const std::string draft = write_draft(*composed, head_of(*case_, *department));
    const std::string saved = as_an_editor_saves(draft, dice);
    const auto drafted = read_draft(make_source("reply.md", saved), *composed);
    ASSERT_THAT(drafted, Succeeds()) << "case " << tried << "\n" << draft;
    ASSERT_EQ(show(drafted->changes), "") << "case " << tried << "\n" << draft;
    ASSERT_EQ(dump(drafted->letter, DumpOrigins::yes), dump(composed->letter, DumpOrigins::yes)) << "case " << tried;
  }
  RecordProperty("letters", static_cast<int>(made));
}

// Moving every paragraph makes the reader parse each of them again: their words must survive the way through Markdown.
TEST(DraftSweep, WordsThatAreReadAgainSayTheSame) {
  const auto department = harbour();
  ComposeCache cache;
  std::size_t made = 0;
  for (std::size_t tried = 0; made < wanted() / 4; ++tried) {
    ASSERT_LT(tried, 20 * wanted());
    Dice dice(1'000'000 + tried);
    const auto case_ = Case::from(make_source("case.json", some_case(dice)));
    if (!case_) continue;
    const auto composed = compose_case(*case_, *department, cache);
    if (!composed) continue;
    for (const Section& section : composed->letter.sections) {
      const bool lines = is_line_part(section.part);
      const std::string written = write_markdown(section.blocks, lines);
      if (written.empty()) continue;
      const SourceRef source = make_source("again.md", written);
      const auto again = read_markdown(unmerged(source, 0, static_cast<std::uint32_t>(written.size())),
                                       {.kind = Origin::Kind::draft, .provenance = nullptr, .line_part = lines});
      ASSERT_THAT(again, Succeeds()) << "case " << tried << "\n" << written;
      std::string expected;
      for (const Block& block : section.blocks) expected += plain_text(block) + "\n";
      std::string got;
      for (const Block& block : *again) got += plain_text(block) + "\n";
      ASSERT_EQ(got, expected) << "case " << tried << "\n" << written;
    }
    ++made;
  }
}

}  // namespace
}  // namespace engross::test
