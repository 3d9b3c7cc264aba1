// What differs between two letters, as it is printed for people and for programs.
#include "letter/diff.hpp"

#include <gtest/gtest.h>

#include "letter/myers.hpp"
#include "markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

std::vector<Block> read(const std::string& markdown) {
  const Result<std::vector<Block>> blocks = read_markdown(test::plain(markdown), {});
  EXPECT_THAT(blocks, test::Succeeds());
  return blocks ? *blocks : std::vector<Block>{};
}

Letter letter(const std::string& body, const std::string& closing = "") {
  Letter made;
  made.reference = "1";
  made.sections.push_back({Part::body, read(body)});
  if (!closing.empty()) made.sections.push_back({Part::closing, read(closing)});
  return made;
}

// The block at `index` of the first section as if library paragraph `id` had made it.
void name(Letter& of, std::size_t index, const std::string& id) {
  Provenance from;
  from.kind = Provenance::Kind::paragraph;
  from.id = id;
  of.sections[0].blocks[index].provenance = std::make_shared<Provenance>(from);
}

struct Row {
  const char* what;
  const char* before;
  const char* after;
  const char* printed;
};

class Differences : public testing::TestWithParam<Row> {};

TEST_P(Differences, ArePrinted) {
  EXPECT_EQ(print(diff(letter(GetParam().before), letter(GetParam().after))), GetParam().printed);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Differences,
    testing::Values(
        Row{"Nothing", "One two.\n\nThree.", "One two.\n\nThree.", ""},
        Row{"AnotherWord", "We like the old school very much.", "We like the new school very much.",
            "body 1 changed\n    We like the [-old-]{+new+} school very much.\n"},
        Row{"WordsInARow", "We like the old red school very much.", "We like the new blue school very much.",
            "body 1 changed\n    We like the [-old red-]{+new blue+} school very much.\n"},
        Row{"WordGone", "We very much like it.", "We like it.", "body 1 changed\n    We [-very much -]like it.\n"},
        Row{"WordMore", "We like it here.", "We really like it here.",
            "body 1 changed\n    We {+really +}like it here.\n"},
        Row{"NumbersAndDatesAreWords", "He paid £1,234.50 on 26/10/2016, didn't he?",
            "He paid £1,234.60 on 27/10/2016, doesn't he?",
            "body 1 changed\n    He paid [-£1,234.50-]{+£1,234.60+} on [-26/10/2016-]{+27/10/2016+}, "
            "[-didn't-]{+doesn't+} he?\n"},
        Row{"Inserted", "One two.\n\nFive six.", "One two.\n\nThree four.\n\nFive six.",
            "body 2 inserted\n    {+Three four.+}\n"},
        Row{"Deleted", "One two.\n\nThree four.\n\nFive six.", "One two.\n\nFive six.",
            "body 2 deleted\n    [-Three four.-]\n"},
        Row{"Moved", "One two three.\n\nFour five six.\n\nSeven eight.",
            "Four five six.\n\nSeven eight.\n\nOne two three.", "body 3 moved from body 1\n    One two three.\n"},
        Row{"MovedAndChanged", "One two three four.\n\nFive six seven.\n\nEight nine.",
            "Five six seven.\n\nEight nine.\n\nOne two three more.",
            "body 3 moved from body 1\n    One two three [-four-]{+more+}.\n"},
        Row{"Replaced", "One two three.", "Alpha beta gamma delta.",
            "body 1 deleted\n    [-One two three.-]\n\nbody 1 inserted\n    {+Alpha beta gamma delta.+}\n"},
        Row{"Emphasis", "Very good news.", "*Very* good news.", "body 1 changed\n    {+*+}Very{+*+} good news.\n"},
        Row{"Strong", "Very **good** news.", "Very good news.", "body 1 changed\n    Very [-**-]good[-**-] news.\n"},
        Row{"LinkTarget", "See [our page](https://a.uk) today.", "See [our page](https://b.uk) today.",
            "body 1 changed\n    See [our page[-](https://a.uk)-]{+](https://b.uk)+} today.\n"},
        Row{"HeadingLevel", "# Our aims", "## Our aims", "body 1 changed\n    [-# -]{+## +}Our aims\n"},
        Row{"ListItem", "- one\n- two\n- three", "- one\n- three",
            "body 1 changed\n    - one\n    - [-two↵-]\n    [-- -]three\n"},
        Row{"NestedList", "- one\n  - inner", "- one\n  - outer",
            "body 1 changed\n    - one\n      - [-inner-]{+outer+}\n"},
        Row{"OrderedList", "1. one\n2. two", "1. one\n2. more", "body 1 changed\n    1. one\n    2. [-two-]{+more+}\n"},
        Row{"Table", "| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | e |",
            "body 1 changed\n    a | b\n    c | [-d-]{+e+}\n"},
        Row{"LineBreak", "One line\\\nand another", "One line and another",
            "body 1 changed\n    One line[-↵-]\n    {+ +}and another\n"}),
    [](const auto& row) { return row.param.what; });

TEST(Diff, TellsWhichLibraryParagraphChanged) {
  Letter before = letter("One two three.\n\nFour.");
  Letter after = letter("Something else entirely.\n\nFour.");
  name(before, 0, "pshe");
  name(after, 0, "pshe");
  EXPECT_EQ(print(diff(before, after)), "body 1 (pshe) changed\n    [-One two three-]{+Something else entirely+}.\n");
}

TEST(Diff, FollowsALibraryParagraphThatMovedAndChanged) {
  Letter before = letter("Alpha.\n\nBravo charlie.\n\nDelta.");
  Letter after = letter("Wholly new.\n\nAlpha.\n\nDelta.");
  name(before, 1, "pshe");
  name(after, 0, "pshe");
  const LetterDiff found = diff(before, after);
  ASSERT_EQ(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].kind, BlockChange::Kind::moved);
  EXPECT_EQ(found.changes[0].id, "pshe");
  EXPECT_EQ(found.changes[0].before, (BlockPlace{Part::body, 2}));
  EXPECT_EQ(found.changes[0].after, (BlockPlace{Part::body, 1}));
}

TEST(Diff, FollowsABlockIntoAnotherPart) {
  EXPECT_EQ(print(diff(letter("One.\n\nTwo words."), letter("One.", "Two words."))),
            "closing 1 moved from body 2\n    Two words.\n");
}

TEST(Diff, TakesDifferentOriginsForTheSameWords) {
  Letter before = letter("One two.");
  Letter after = before;
  name(after, 0, "x");
  after.sections[0].blocks[0].inlines = {{.text = "One "}, {.text = "two."}};
  EXPECT_TRUE(diff(before, after).same());
}

TEST(Diff, NamesFieldsThatChanged) {
  Letter before = letter("One.");
  before.date = Date::parse("2016-10-26");
  before.recipients = {"A"};
  before.signatures = {{.id = "dc", .lines = {"Denise Clavery", "Unit"}, .name = "Denise Clavery"}};
  Letter after = before;
  after.date = Date::parse("2016-10-27");
  after.subject = "Schools";
  after.marking = "OFFICIAL";
  after.top_and_tail = true;
  after.language = "cy";
  after.recipients = {"A", "B"};
  after.signatures = {};
  EXPECT_EQ(print(diff(before, after)),
            "language\n    [-en-GB-]{+cy+}\n\n"
            "date\n    [-2016-10-26-]{+2016-10-27+}\n\n"
            "subject\n    {+Schools+}\n\n"
            "marking\n    {+OFFICIAL+}\n\n"
            "top and tail\n    {+yes+}\n\n"
            "recipients\n    [-A-]{+A↵+}\n    {+B+}\n\n"
            "signatory\n    [-dc-]\n\n"
            "signature\n    [-Denise Clavery↵-]\n    [-Unit-]\n\n"
            "signature's name\n    [-Denise Clavery-]\n");
}

TEST(Diff, SaysThatALanguageChanged) {
  const Letter before = letter("One.");
  Letter after = before;
  after.sections[0].blocks[0].language = "cy";
  EXPECT_EQ(print(diff(before, after)), "body 1 changed\n    {+(cy) +}One.\n");
}

TEST(Diff, ColoursWhenAsked) {
  EXPECT_EQ(print(diff(letter("We go."), letter("We stay.")), {.colour = true}),
            "\033[1mbody 1 changed\033[0m\n    We \033[31m[-go-]\033[0m\033[32m{+stay+}\033[0m.\n");
}

TEST(Diff, SpeaksJson) {
  EXPECT_EQ(to_json(to_value(diff(letter("We go."), letter("We stay.\n\nMore."))), false),
            R"({"same":false,"fields":[],"changes":[)"
            R"({"kind":"changed","before":{"part":"body","number":1},"after":{"part":"body","number":1},"id":null,)"
            R"("words":[{"kind":"same","text":"We "},{"kind":"deleted","text":"go"},{"kind":"inserted","text":"stay"},)"
            R"({"kind":"same","text":"."}]},)"
            R"({"kind":"inserted","before":null,"after":{"part":"body","number":2},"id":null,)"
            R"("words":[{"kind":"inserted","text":"More."}]}]})");
  EXPECT_EQ(to_json(to_value(diff(letter("We go."), letter("We go."))), false),
            R"({"same":true,"fields":[],"changes":[]})");
}

std::string joined(const std::vector<WordChange>& words, WordChange::Kind without) {
  std::string text;
  for (const WordChange& word : words)
    if (word.kind != without) text += word.text;
  return text;
}

// Either side can be read off the stretches, and a letter does not differ from itself.
TEST(Diff, LosesNoWords) {
  for (std::size_t seed = 1; seed <= test::rounds(300); ++seed) {
    test::Random random(seed);
    Letter before;
    Letter after;
    before.sections.push_back({Part::body, test::RandomBlocks(random, 2).blocks(0)});
    after.sections.push_back({Part::body, test::RandomBlocks(random, 2).blocks(0)});
    EXPECT_TRUE(diff(before, before).same()) << "seed " << seed;
    std::size_t came = 0;
    std::size_t went = 0;
    for (const BlockChange& change : diff(before, after).changes) {
      if (!change.before) ++came;
      if (!change.after) ++went;
      const auto text_at = [](const Letter& of, const std::optional<BlockPlace>& place) {
        if (!place) return std::string();
        const Block& block = of.sections[0].blocks[place->number - 1];
        return joined(diff_words(block, block), WordChange::Kind::deleted);
      };
      EXPECT_EQ(joined(change.words, WordChange::Kind::inserted), text_at(before, change.before)) << "seed " << seed;
      EXPECT_EQ(joined(change.words, WordChange::Kind::deleted), text_at(after, change.after)) << "seed " << seed;
    }
    EXPECT_EQ(before.sections[0].blocks.size() + came, after.sections[0].blocks.size() + went) << "seed " << seed;
  }
}

// Hundreds of blocks and thousands of words of which nothing stayed are compared coarsely rather than for ever.
TEST(Diff, IsBounded) {
  std::string one;
  std::string other;
  for (int i = 0; i < 3'000; ++i) {
    one += "a" + std::to_string(i) + " ";
    other += "b" + std::to_string(i) + " ";
  }
  const Letter before = letter("Same beginning " + one + "same end.");
  const Letter after = letter("Same beginning " + other + "same end.");
  const LetterDiff words = diff(before, after);
  ASSERT_EQ(words.changes.size(), 2U);
  std::string many;
  std::string others;
  for (int i = 0; i < 300; ++i) {
    many += "a" + std::to_string(i) + "\n\n";
    others += "b" + std::to_string(i) + "\n\n";
  }
  EXPECT_EQ(diff(letter(many), letter(others)).changes.size(), 600U);
  EXPECT_TRUE(diff(letter(many), letter(many)).same());
}

TEST(ShortestEdits, FarApartAreReplacedWhole) {
  std::vector<std::uint32_t> a{0};
  std::vector<std::uint32_t> b{0};
  for (std::uint32_t i = 1; i < 1'000; ++i) {
    a.push_back(i);
    b.push_back(1'000 + i);
    if (i == 500) b.push_back(500);  // in the midst of it, where the search does not reach
  }
  a.push_back(0);
  b.push_back(0);
  const std::vector<Edit> edits = shortest_edits(a, b);
  ASSERT_EQ(edits.size(), 2 + 999 + 1'000U);
  EXPECT_EQ(edits.front().kind, Edit::Kind::same);
  EXPECT_EQ(edits[1].kind, Edit::Kind::deleted);
  EXPECT_EQ(edits[1'000].kind, Edit::Kind::inserted);
  EXPECT_EQ(edits.back().kind, Edit::Kind::same);
}

// The length of the script against the textbook's table of longest common subsequences.
TEST(ShortestEdits, AreAsFewAsCanBe) {
  for (std::size_t seed = 1; seed <= test::rounds(500); ++seed) {
    test::Random random(seed);
    std::vector<std::uint32_t> a(random.below(12));
    std::vector<std::uint32_t> b(random.below(12));
    for (auto& one : a) one = static_cast<std::uint32_t>(random.below(4));
    for (auto& one : b) one = static_cast<std::uint32_t>(random.below(4));
    std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t j = 0; j < b.size(); ++j)
        common[i + 1][j + 1] = a[i] == b[j] ? common[i][j] + 1 : std::max(common[i][j + 1], common[i + 1][j]);
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
    std::size_t changes = 0;
    for (const Edit& edit : shortest_edits(a, b)) {
      if (edit.kind != Edit::Kind::inserted) before.push_back(a[edit.before]);
      if (edit.kind != Edit::Kind::deleted) after.push_back(b[edit.after]);
      if (edit.kind != Edit::Kind::same) ++changes;
    }
    EXPECT_EQ(before, a) << "seed " << seed;
    EXPECT_EQ(after, b) << "seed " << seed;
    EXPECT_EQ(changes, a.size() + b.size() - 2 * common[a.size()][b.size()]) << "seed " << seed;
  }
}

Letter in_two_languages(const std::string& welsh, const std::string& english) {
  Letter made = letter(welsh);
  made.language = "cy";
  made.further.push_back(letter(english));
  return made;
}

TEST(Differences, BelongToALanguage) {
  const Letter before = in_two_languages("Un dau.", "One two.");
  Letter after = in_two_languages("Un tri.", "One two.");
  after.further[0].subject = "Numbers";
  const LetterDiff found = diff(before, after);
  EXPECT_EQ(print(found), "subject in en-GB\n    {+Numbers+}\n\nbody 1 in cy changed\n    Un [-dau-]{+tri+}.\n");
  const Value value = to_value(found);
  EXPECT_EQ(value.find("changes")->items()[0].find("language")->text(), "cy");
  EXPECT_EQ(value.find("fields")->items()[0].find("language")->text(), "en-GB");
  EXPECT_TRUE(diff(after, after).same());
}

TEST(Differences, OfAWholeLanguageAreShownWhole) {
  const Letter both = in_two_languages("Un dau.", "One two.");
  const Letter english = letter("One two.");
  const std::string gone = print(diff(both, english));
  EXPECT_NE(gone.find("language in cy\n    [-cy-]\n"), std::string::npos) << gone;
  EXPECT_NE(gone.find("body 1 in cy deleted\n    [-Un dau.-]\n"), std::string::npos) << gone;
  EXPECT_EQ(gone.find("One"), std::string::npos) << gone;
  const std::string came = print(diff(english, both));
  EXPECT_NE(came.find("body 1 in cy inserted\n    {+Un dau.+}\n"), std::string::npos) << came;
}

}  // namespace
}  // namespace engross
