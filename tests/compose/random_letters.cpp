// In: dice. Out: a case whose texts look like Markdown, Mustache, HTML, fences, front matter and other scripts.
#include "compose/random_letters.hpp"

#include "data/value.hpp"

namespace engross::test {
namespace {

constexpr const char* words[] = {"harbour", "the", "Étain", "a", "of",   "letter", "1",
                                 "2016.",   "Mr",  "so",    "–", "it’s", "ŵ",      "Nun"};

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

// What a letter may hold when it is read as Markdown.
constexpr const char* marked[] = {"_a_",    "__a__",  "*a*",   "**b**",  "***c***", "&amp;", "&nbsp;",  "&#10;", "\\*",
                                  "\\",     "{{x}}",  "a*b*c", "1. one", "* item",  "(",     "**b*",    "_",     "*",
                                  "&#169;", ":::: x", "漢字",  "🙂",   "שלום",    "^",     "[r] [s]", "~",     "\\["};

// Words for a place that takes any text; line feeds only where lines may break.
std::string text(Dice& dice, bool lines) {
  std::string out;
  const std::size_t count = 1 + dice.below(7);
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

std::string lively(Dice& dice) {
  std::string out = quiet(dice);
  for (std::size_t i = dice.below(6); i > 0; --i) {
    out += dice.one_in(5) ? "\n" : " ";
    out += dice.one_in(2) ? dice.pick(marked) : dice.pick(words);
  }
  return out;
}

std::string block(Dice& dice) {
  switch (dice.below(8)) {
    case 0:
      return "## " + quiet(dice) + " *" + quiet(dice) + "*";
    case 1:
      return "- " + quiet(dice) + "\n- **" + quiet(dice) + "**\n  - " + quiet(dice);
    case 2:
      return "3. " + quiet(dice) + "\n\n4. " + quiet(dice) + "\n\n   " + quiet(dice);
    case 3:
      return "| a | b |\n| :-- | --: |\n| " + quiet(dice) + " | *" + quiet(dice) + "* |";
    case 4:
      return quiet(dice) + "  \n" + quiet(dice) + "\\\n" + quiet(dice);
    case 5:
      return "[" + quiet(dice) + "](https://e.example/a?b=c) ***" + quiet(dice) + "*** x";
    case 6:
      return dice.one_in(6) ? text(dice, true) : lively(dice);
    default:
      return lively(dice);
  }
}

std::string markdown(Dice& dice) {
  std::string out;
  for (std::size_t i = 1 + dice.below(2); i > 0; --i) out += block(dice) + "\n\n";
  return out;
}

std::string json(const std::string& words_of) {
  return to_json(Value::string(words_of), false);
}

std::string facts(Dice& dice) {
  std::string members = R"({"berth": )" + json(text(dice, dice.one_in(3)));
  members += R"(, "length": 9, "fee": "12.50", "rates": [)";
  for (std::size_t i = 0, n = dice.below(3); i < n; ++i)
    members += (i > 0 ? ", " : "") + std::string(R"({"month": )") + json(text(dice, true)) + R"(, "fee": 3})";
  return members + R"(], "storm": {"wind": 9, "name": )" + json(text(dice, true)) + R"(}, "name": )" +
         json(quiet(dice)) + "}";
}

std::string paragraphs(Dice& dice) {
  std::string items = R"([{"text": )" + json(quiet(dice)) + "}";
  for (const char* id : {"thanks", "dredging", "moorings", "lights", "storm", "hollow", "goodbye"}) {
    if (dice.one_in(6)) items += R"(, {"text": )" + json(text(dice, true)) + "}";
    if (dice.one_in(5)) items += R"(, {"markdown": )" + json(markdown(dice)) + "}";
    if (dice.one_in(3)) items += R"(, {"use": ")" + std::string(id) + "\"}";
  }
  return items + "]";
}

}  // namespace

std::string random_case(Dice& dice) {
  std::string members = R"("languages": ["en-GB"], "facts": )" + facts(dice);
  const auto add = [&](std::size_t odds, const std::string& before, const std::string& after) {
    if (dice.one_in(odds)) members += ", " + before + json(text(dice, false)) + after;
  };
  add(2, R"("subject": )", "");
  add(2, R"("on_behalf_of": )", "");
  add(2, R"("incoming": {"dated": "2016-09-30", "reference": )", "}");
  add(3, R"("enclosures": ["Chart", )", "]");
  add(3, R"("copies": [)", "]");
  add(4, R"("recipients": [{"title": "Ms", "surname": )", "}]");
  add(5, R"("salutation": )", "");
  if (dice.one_in(8)) members += R"(, "top_and_tail": true)";
  return case_text(members + R"(, "paragraphs": )" + paragraphs(dice));
}

}  // namespace engross::test
