// A table: letters that are wrong in one way, and letters that only look so.
#include "defective_letters.hpp"

namespace engross::test {
namespace {

std::string text(const std::string& words) {
  return R"("paragraphs": [{"text": "Thank you for your letter of 30 September 2016."}, {"text": ")" + words + "\"}]";
}

std::string topics(const std::string& history) {
  return R"("topics": ["pshe"], "history": [)" + history + "]";
}

std::vector<std::string> in_envelope(const std::string& name) {
  return {"--envelope", name};
}

const std::string plain = text("Look at us.");
const std::string odd = "odd", hyphenating = "hyphenating";
const std::string long_word(300, 'w');
const std::string six_lines = R"(["Mill House", "Lower Yard", "Weir Lane", "Madeley", "Telford"])";
const std::string irish = R"("languages": ["ga"], )";

const std::vector<Tried> all{
    {"check.reference", "another reference", {"check.reference"}, plain, {{"Our ref: 2016-0046030", "Our ref: 46030"}}},
    {"check.reference", "no reference", {"check.reference"}, plain, {{"Our ref: 2016-0046030\n", ""}}},
    {"check.reference", "another label", {}, plain, {{"Our ref: 2016-0046030", "Reference 2016-0046030"}}},
    {"check.reference",
     "another order",
     {},
     plain,
     {{"Our ref: 2016-0046030\n", ""}, {"26 October 2016\n", "26 October 2016\nOur ref: 2016-0046030\n"}}},
    {"check.date", "another day", {"check.date"}, plain, {{"26 October 2016", "27 October 2016"}}},
    {"check.date", "another year", {"check.date"}, plain, {{"26 October 2016", "26 October 2017"}}},
    {"check.date", "a place before it", {}, plain, {{"26 October 2016", "London, 26 October 2016"}}},
    {"check.date", "in bold", {}, plain, {{"26 October 2016", "**26 October 2016**"}}},
    {"check.top-and-tail",
     "a greeting by hand, and one given",
     {"check.top-and-tail"},
     plain + R"(, "top_and_tail": true, "salutation": "Dear Ann")"},
    {"check.top-and-tail",
     "a close by hand, and one given",
     {"check.top-and-tail"},
     plain + R"(, "top_and_tail": true, "close": "Yours ever")"},
    {"check.top-and-tail", "both by hand", {}, plain + R"(, "top_and_tail": true)"},
    {"check.top-and-tail",
     "both given",
     {},
     plain + R"(, "salutation": "Dear Ms Watling", "close": "Yours sincerely")"},
    {"check.said-before",
     "the same paragraph again",
     {"check.said-before"},
     topics(R"({"reference": "2016-0040000", "date": "2016-05-03", "paragraphs": ["pshe-curriculum"]})")},
    {"check.said-before",
     "again, among others, without a day",
     {"check.said-before"},
     topics(R"({"reference": "2016-0040000", "paragraphs": ["thanks", "pshe-curriculum"]})")},
    {"check.said-before",
     "thanks alone again",
     {},
     topics(R"({"reference": "2016-0040000", "date": "2016-05-03", "paragraphs": ["thanks", "closing-thanks"]})")},
    {"check.said-before",
     "an earlier letter about something else",
     {},
     topics(R"({"reference": "2016-0040000", "date": "2016-05-03", "paragraphs": ["sre-law"]})")},
    {"check.spelling", "letters the wrong way round", {"check.spelling"}, text("We recieved your papers.")},
    {"check.spelling", "an American word", {"check.spelling"}, text("It is our favorite colour.")},
    {"check.spelling", "a name", {}, text("We met Mr Xyzzyk of Qwertz.")},
    {"check.spelling",
     "a word of the case",
     {},
     text("The school serves grobnik pies.") + R"(, "subject": "grobnik pies")"},
    {"check.no-dictionary", "Irish", {"check.no-dictionary"}, irish + text("Scoil maith."), {}, {}, "irish"},
    {"check.no-dictionary",
     "Irish, a heading",
     {"check.no-dictionary"},
     irish + R"("paragraphs": [{"markdown": "## Scoil"}, {"text": "30 September 2016"}])",
     {},
     {},
     "irish"},
    {"check.no-dictionary", "Irish of the library alone", {}, irish + R"("topics": ["pshe"])", {}, {}, "irish"},
    {"check.no-dictionary", "English", {}, text("A good school.")},
    {"layout.word-broken",
     "a word that never ends",
     {"layout.word-broken"},
     text(long_word),
     {},
     {"--spelling", "off"}},
    {"layout.word-broken",
     "an address on the web without a place to break",
     {"layout.word-broken"},
     text("See www.gov.uk/" + long_word + ".")},
    {"layout.word-broken", "a long word", {}, text("It is called antidisestablishmentarianism.")},
    {"layout.word-broken",
     "a long address on the web",
     {},
     text("See www.gov.uk/schools-and-colleges/attendance-and-behaviour/what-schools-do.")},
    {"layout.no-hyphenation",
     "Welsh",
     {"layout.no-hyphenation"},
     R"("languages": ["cy"], "topics": ["wales"])",
     {},
     {},
     hyphenating},
    {"layout.no-hyphenation",
     "Welsh of the case",
     {"layout.no-hyphenation"},
     R"("languages": ["cy"], "paragraphs": [{"text": "Diolch am eich llythyr o 30 Medi 2016."}])",
     {},
     {},
     hyphenating},
    {"layout.no-hyphenation", "English", {}, plain, {}, {}, hyphenating},
    {"layout.no-hyphenation", "Welsh that is not hyphenated", {}, R"("languages": ["cy"], "topics": ["wales"])"},
    {"envelope.hidden", "too many lines for its window", {"envelope.hidden"}, plain, {}, in_envelope("odd-low"), odd},
    {"envelope.hidden",
     "a line that is too long",
     {"envelope.hidden"},
     plain,
     {},
     in_envelope("odd-narrow"),
     odd,
     R"(["Mill House, Lower Yard", "Telford"])"},
    {"envelope.hidden", "three lines", {}, plain, {}, in_envelope("uk-dl-bs4264")},
    {"envelope.hidden",
     "short lines in a narrow window",
     {},
     plain,
     {},
     in_envelope("odd-narrow"),
     odd,
     R"(["Mill", "Ely"])"},
    {"envelope.shows", "the reference", {"envelope.shows"}, plain, {}, in_envelope("odd-tall"), odd},
    {"envelope.shows", "the letterhead", {"envelope.shows"}, plain, {}, in_envelope("odd-high"), odd},
    {"envelope.shows", "nothing else", {}, plain, {}, in_envelope("uk-dl-22up")},
    {"envelope.shows", "nothing else in a German one", {}, plain, {}, in_envelope("din-680-dl")},
    {"envelope.clear-zone", "a logo", {"envelope.clear-zone"}, plain, {}, in_envelope("odd-zone"), odd},
    {"envelope.clear-zone",
     "a reference near to the address",
     {"envelope.clear-zone"},
     plain,
     {},
     in_envelope("odd-around"),
     odd},
    {"envelope.clear-zone", "an empty zone", {}, plain, {}, in_envelope("odd-empty-zone"), odd},
    {"envelope.clear-zone", "a reference further away", {}, plain, {}, in_envelope("odd-little-around"), odd},
    {"envelope.lines", "four lines", {"envelope.lines"}, plain, {}, in_envelope("odd-few"), odd},
    {"envelope.lines",
     "five lines",
     {"envelope.lines"},
     plain,
     {},
     in_envelope("odd-few"),
     odd,
     R"(["Mill House", "Lower Yard", "Telford"])"},
    {"envelope.lines", "three lines", {}, plain, {}, in_envelope("odd-few"), odd, R"(["Telford"])"},
    {"envelope.lines",
     "seven lines where seven may be",
     {},
     plain,
     {},
     in_envelope("odd-little-around"),
     odd,
     six_lines},
    {"envelope.sheet", "an American sheet", {"envelope.sheet"}, plain, {}, in_envelope("odd-letter"), odd},
    {"envelope.sheet", "a legal sheet", {"envelope.sheet"}, plain, {}, in_envelope("odd-legal"), odd},
    {"envelope.sheet", "A4", {}, plain, {}, in_envelope("uk-dl-bs4264")},
    {"envelope.sheet", "A4 by a millimetre", {}, plain, {}, in_envelope("odd-about-a4"), odd},
    {"envelope.no-address",
     "no address",
     {"envelope.no-address", "check.no-address"},
     plain,
     {{"Ms Watling\nMill House\nTelford\nTF3 4NT\n", ""}},
     in_envelope("uk-dl-bs4264")},
    {"envelope.no-address",
     "no addressee",
     {"envelope.no-address", "check.no-address"},
     plain,
     {{"::: addressee\nMs Watling\nMill House\nTelford\nTF3 4NT\n:::\n", ""}},
     in_envelope("uk-dl-22up")},
    {"envelope.no-address", "an address", {}, plain, {}, in_envelope("uk-dl-bs4264")},
    {"envelope.no-address",
     "an address of the draft",
     {},
     plain,
     {{"Mill House\nTelford", "Mill Lane House\nTelford"}},
     in_envelope("uk-dl-bs4264")},
};

std::string profile(const std::string& name, const std::string& sheet, const std::string& window,
                    const std::string& more) {
  std::string sources =
      "sheet: T, folds: T, fold_tolerance: T, envelope: T, window: T, clearance: T, clear_around: T, ";
  sources += more.find("clear:") == std::string::npos ? "most_lines: T" : "most_lines: T, clear: T";
  return name + ":\n  source: T\n  sheet: " + sheet +
         "\n  folds: [105, 210]\n  fold_tolerance: 1\n  envelope: " + "{width: 220, height: 110}\n  window: " + window +
         "\n  " + more + "\n  sources: {" + sources + "}\n";
}

}  // namespace

const std::vector<Tried>& tried_letters() {
  return all;
}

std::string odd_envelopes() {
  const std::string a4 = "{width: 210, height: 297}", usual = "{left: 20, top: 53, width: 93, height: 39}";
  const std::string rest = "clearance: 2\n  clear_around: 5\n  most_lines: 7";
  return profile("odd-low", a4, "{left: 20, top: 53, width: 93, height: 22}", rest) +
         profile("odd-narrow", a4, "{left: 20, top: 53, width: 44, height: 39}", rest) +
         profile("odd-tall", a4, "{left: 20, top: 53, width: 93, height: 48}",
                 "clearance: 2\n  clear_around: 0\n  most_lines: 7") +
         profile("odd-high", a4, "{left: 20, top: 20, width: 93, height: 72}",
                 "clearance: 2\n  clear_around: 0\n  most_lines: 7") +
         profile("odd-zone", a4, usual, rest + "\n  clear:\n    - {name: T, left: 20, top: 5, width: 80, height: 20}") +
         profile("odd-around", a4, usual, "clearance: 2\n  clear_around: 25.8\n  most_lines: 7") +
         profile("odd-empty-zone", a4, usual,
                 rest + "\n  clear:\n    - {name: T, left: 0, top: 0, width: 15, height: 297}") +
         profile("odd-little-around", a4, usual, rest) +
         profile("odd-few", a4, usual, "clearance: 2\n  clear_around: 5\n  most_lines: 3") +
         profile("odd-letter", "{width: 216, height: 279}", usual, rest) +
         profile("odd-legal", "{width: 210, height: 310}", usual, rest) +
         profile("odd-about-a4", "{width: 210, height: 297.2}", usual, rest);
}

}  // namespace engross::test
