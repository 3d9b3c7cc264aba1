// What lay_out() refuses or notes: each test spoils a good letter or its style in one way.
#include <functional>

#include "base/text.hpp"
#include "fixtures.hpp"
#include "golden_letters.hpp"

namespace engross {
namespace {

using namespace test;
using testing::HasSubstr;

Section& part(Letter& letter, Part wanted) {
  for (Section& section : letter.sections)
    if (section.part == wanted) return section;
  letter.sections.push_back({wanted, {}});
  return letter.sections.back();
}

Block table_of(std::size_t columns, const std::vector<Inline>& cell) {
  Table table;
  table.columns.assign(columns, Table::Align::left);
  table.header.assign(columns, {{text("h")}});
  table.rows.assign(1, std::vector<TableCell>(columns, {cell}));
  Block block;
  block.kind = Block::Kind::table;
  block.table = std::make_shared<const Table>(table);
  return block;
}

Block list_in_lists(int depth) {
  Block list = list_of(false, {"a"});
  if (depth > 1) list.items[0].blocks.push_back(list_in_lists(depth - 1));
  return list;
}

Inline nested(int depth) {
  return depth == 0 ? text("a")
                    : within(depth % 2 == 0 ? Inline::Kind::strong : Inline::Kind::emphasis, {nested(depth - 1)});
}

struct Refusal {
  const char* name;
  std::function<void(Bench&)> spoil;
  const char* code;
  const char* words;
};

void add_to_body(Bench& bench, Block block) {
  part(bench.letter, Part::body).blocks.push_back(std::move(block));
}

const Refusal refusals[] = {
    {"NoFont", [](Bench& b) { b.fonts.regular = nullptr; }, "layout.no-font",
     "a letter needs a house style with at least a regular font"},
    {"NoLogo",
     [](Bench& b) {
       b.style.logo.emplace();
       b.style.logo->picture = "pictures/crest.png";
     },
     "layout.no-logo", "the house style has a logo, pictures/crest.png, but no picture was given"},
    {"LogoWithoutPixels",
     [](Bench& b) {
       b.style.logo.emplace();
       b.logo = picture(0, 10);
     },
     "layout.no-logo", "no picture was given"},
    {"LongAddress", [](Bench& b) { part(b.letter, Part::addressee).blocks = {lines("1\n2\n3\n4\n5\n6\n7")}; },
     "layout.address-overflow", "the address takes 7 lines, 29.6 mm at 10 point; its box of 26.7 mm holds 6 lines"},
    {"AddressOfAList", [](Bench& b) { part(b.letter, Part::addressee).blocks.push_back(list_of(false, {"a"})); },
     "layout.address-block", "an addressee is lines of text; a list or a table was found"},
    {"AddressOfATable", [](Bench& b) { part(b.letter, Part::addressee).blocks.push_back(table_of(1, {text("a")})); },
     "layout.address-block", "an addressee is lines of text; a list or a table was found"},
    {"LongSender", [](Bench& b) { b.style.sender_lines.assign(20, "Line"); }, "layout.sender-overflow",
     "the sender takes 20 lines"},
    {"AddressAtTheEdge", [](Bench& b) { b.style.geometry.address.left = 2; }, "layout.outside-printable",
     "“Telford & Wrekin Council” on page 1 lies at 2.0 to"},
    {"LongLineAtTheEdge",
     [](Bench& b) {
       std::string words = "a";
       for (int i = 0; i < 45; ++i) words += "ŷ";
       part(b.letter, Part::addressee).blocks = {paragraph(words)};
       b.style.geometry.address.left = 2;
     },
     "layout.outside-printable", "“aŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷŷ” on page 1 lies at 2.0 to"},
    {"PageNumberBelowTheEdge", [](Bench& b) { b.style.geometry.page_number = 299; }, "layout.outside-printable",
     "“Page 1 of 2” on page 1 lies at"},
    {"WideTable", [](Bench& b) { add_to_body(b, table_of(40, {text("a")})); }, "layout.table-too-wide",
     "a table has 40 columns, which would be 3.5 mm wide; at least"},
    {"DeepEmphasis", [](Bench& b) { add_to_body(b, paragraph({nested(66)})); }, "layout.too-deep",
     "emphasis and links are nested more than 64 deep"},
    {"DeepLists", [](Bench& b) { add_to_body(b, list_in_lists(17)); }, "layout.too-deep",
     "lists are nested more than 16 deep"},
    {"PageOfNoHeight", [](Bench& b) { b.style.geometry.body_bottom = b.style.geometry.body_top + 3; },
     "layout.too-tall", "a line or row of 5 mm does not fit a page, which has room for 3 mm"},
    {"BodyOfNoWidth", [](Bench& b) { b.style.geometry.body_width = 2; }, "layout.word-too-long",
     "and no break makes it fit"},
    {"ManyPages",
     [](Bench& b) {
       for (int i = 0; i < 250; ++i) add_to_body(b, paragraph(prose(250)));
     },
     "layout.too-many-pages", "pages; at most 100 are allowed"},
    {"CharacterOfNoFont", [](Bench& b) { add_to_body(b, paragraph("\xF0\x93\x80\x80")); }, "layout.no-glyph",
     "no font of the house style has the character U+13000"},
};

void PrintTo(const Refusal& refusal, std::ostream* to) {
  *to << refusal.name;
}

class LayoutRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(LayoutRefuses, WithItsCode) {
  Bench bench;
  GetParam().spoil(bench);
  const auto pages = bench.lay();
  ASSERT_THAT(pages, FailsWith(GetParam().code));
  EXPECT_THAT(print(pages.error()), HasSubstr(GetParam().words));
  EXPECT_FALSE(pages.error()[0].hints.empty());
}

INSTANTIATE_TEST_SUITE_P(Letters, LayoutRefuses, testing::ValuesIn(refusals),
                         [](const testing::TestParamInfo<Refusal>& row) { return std::string(row.param.name); });

TEST(LayoutRefusal, SparesALetterAtItsLimits) {
  Bench bench;
  part(bench.letter, Part::addressee).blocks = {lines("1\n2\n3\n4\n5\n6")};
  add_to_body(bench, paragraph({nested(64)}));
  add_to_body(bench, list_in_lists(16));
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  EXPECT_EQ(print(pages->notes), "");
}

TEST(LayoutRefusal, IsTheSameTwiceWithOneCache) {
  Bench bench;
  add_to_body(bench, paragraph({nested(66)}));
  EXPECT_THAT(bench.lay(), FailsWith("layout.too-deep"));
  EXPECT_THAT(bench.lay(), FailsWith("layout.too-deep"));
}

TEST(LayoutRefusal, SparesARowThatFillsMoreThanAPage) {
  Bench bench;
  std::vector<Inline> cell;
  for (int i = 0; i < 80; ++i) {
    cell.push_back(text("a"));
    cell.push_back(line_break());
  }
  const std::size_t before = bench.lay()->pages.size();
  add_to_body(bench, table_of(2, cell));
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  EXPECT_GT(pages->pages.size(), before);
}

TEST(LayoutRefusal, NamesOnePlaceOutsideThePageAlone) {
  Bench bench;
  bench.style.geometry.address.left = 2;
  const auto pages = bench.lay();
  ASSERT_FALSE(pages.has_value());
  EXPECT_EQ(pages.error().size(), 1U);
}

TEST(LayoutNotes, AWordThatIsBrokenBetweenCharacters) {
  Bench bench;
  add_to_body(bench, paragraph(std::string(120, 'm')));
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  ASSERT_EQ(pages->notes.size(), 1U);
  EXPECT_EQ(pages->notes[0].code, "layout.word-broken");
  EXPECT_EQ(pages->notes[0].severity, Severity::note);
  EXPECT_THAT(pages->notes[0].message,
              HasSubstr("the word “mmmmmmmmmmmmmmmmmmmmmmmm…” is 423 mm long and its line 140 mm: it is broken"));
}

TEST(LayoutNotes, ALanguageWithoutHyphenationOnce) {
  Bench bench;
  bench.style.alignment = Alignment::justified;
  bench.style.hyphenate = true;
  const auto pages = bench.lay();
  ASSERT_THAT(pages, Succeeds());
  ASSERT_EQ(pages->notes.size(), 1U);
  EXPECT_EQ(pages->notes[0].code, "layout.no-hyphenation");
  EXPECT_EQ(pages->notes[0].severity, Severity::warning);
  EXPECT_THAT(pages->notes[0].message, HasSubstr("for the language en-GB"));
  bench.style.hyphenate = false;
  EXPECT_EQ(bench.lay()->notes.size(), 0U);
}

TEST(Hyphenation, IsADictionaryInUtf8) {
  for (const auto& [bytes, words] : {std::pair{"", "its first line does not say UTF-8"},
                                     std::pair{"ISO8859-1\n.a1b\n", "its first line does not say UTF-8"}}) {
    const auto read = Hyphenation::from_bytes("hyph.dic", bytes);
    ASSERT_THAT(read, FailsWith("layout.hyphenation"));
    EXPECT_THAT(read.error()[0].message, HasSubstr("hyph.dic is not a hyphenation dictionary: " + std::string(words)));
  }
  const auto read = Hyphenation::from_bytes("hyph.dic", "UTF-8\nab1cd\n1efg\n");
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ((*read)->points("abcdefgh"), (std::vector<std::size_t>{2, 4}));
}

// libhyphen takes words for C strings; those of a letter stand in longer texts.
TEST(Hyphenation, OfAWordIsThatOfTheWordWhereverItStands) {
  const std::string text = "thecircumstancesofthiséxtraordinaryreconsiderationnecessitateinternationalcooperation";
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    for (std::size_t length = 1; begin + length <= text.size(); ++length) {
      const std::string_view inside = std::string_view(text).substr(begin, length);
      if (first_invalid_utf8(inside)) continue;
      EXPECT_EQ(english()->points(inside), english()->points(std::string(inside))) << inside;
    }
  }
}

TEST(Hyphenation, OfADepartmentIsPlain) {
  const auto read = Hyphenation::from_department("hyph.dic", "UTF-8\nLEFTHYPHENMIN 2\n.ab1cd\n1efg\n\nŵ1a\n");
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ((*read)->points("abcdefgh"), (std::vector<std::size_t>{2, 4}));
  for (const std::string& line :
       {std::string("asz1s/sz=,1,3"), std::string("NEXTLEVEL"), std::string("LEFTHYPHENMIN 99"), std::string("a12b"),
        std::string("12"), std::string("a.b"), std::string("% a"), std::string(65, 'a'), std::string("a\0b", 3)}) {
    const auto odd = Hyphenation::from_department("hyph.dic", "UTF-8\nab1cd\n" + line + "\n");
    ASSERT_THAT(odd, FailsWith("layout.hyphenation")) << line;
    EXPECT_THAT(odd.error()[0].message, HasSubstr("line 3 is neither a pattern such as 1na nor a limit")) << line;
  }
  EXPECT_THAT(Hyphenation::from_department("hyph.dic", "UTF-8\na\xFF\n"), FailsWith("layout.hyphenation"));
  EXPECT_THAT(Hyphenation::from_department("hyph.dic", "ISO8859-1\n"), FailsWith("layout.hyphenation"));
}

}  // namespace
}  // namespace engross
