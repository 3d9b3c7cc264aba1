// The one normal form of what inlines and blocks say.
#include <gtest/gtest.h>

#include "letter/block_order.hpp"
#include "letter/letter.hpp"
#include "letter/white_space.hpp"

namespace engross::test {
namespace {

Inline words(std::string text) {
  Inline run;
  run.text = std::move(text);
  return run;
}

Inline line_break() {
  return {.kind = Inline::Kind::line_break};
}

Inline in(Inline::Kind kind, std::vector<Inline> children, std::string target = "") {
  return {.kind = kind, .target = std::move(target), .children = std::move(children)};
}

constexpr auto strong = Inline::Kind::strong;
constexpr auto emphasis = Inline::Kind::emphasis;
constexpr auto link_to = Inline::Kind::link;

Block paragraph(std::vector<Inline> inlines) {
  Block block;
  block.inlines = std::move(inlines);
  return block;
}

Block heading(int level, std::string text) {
  Block block = paragraph({words(std::move(text))});
  block.kind = Block::Kind::heading;
  block.level = level;
  return block;
}

Block list(std::vector<std::vector<Block>> items, bool tight = true) {
  Block block;
  block.kind = Block::Kind::list;
  block.tight = tight;
  for (auto& item : items) block.items.push_back({std::move(item)});
  return block;
}

Block table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
  Table made;
  for (std::string& cell : header) made.header.push_back({{words(std::move(cell))}});
  for (auto& row : rows) {
    made.rows.emplace_back();
    for (std::string& cell : row) made.rows.back().push_back({{words(std::move(cell))}});
  }
  Block block;
  block.kind = Block::Kind::table;
  block.table = std::make_shared<Table>(made);
  return block;
}

std::string normal(std::vector<Block> blocks, Breaks breaks = Breaks::soft) {
  normalise(blocks, breaks);
  return dump(blocks);
}

std::string normal(std::vector<Inline> inlines, Breaks breaks = Breaks::soft) {
  return normal(std::vector<Block>{paragraph(std::move(inlines))}, breaks);
}

TEST(Normalise, FlattensWhatAddsNothing) {
  EXPECT_EQ(normal({in(strong, {words("a"), in(strong, {words("b")}), words("c")})}),
            "paragraph\n  strong\n    text \"abc\"\n");
  EXPECT_EQ(normal({in(emphasis, {in(strong, {in(emphasis, {words("a")})})})}),
            "paragraph\n  emphasis\n    strong\n      text \"a\"\n");
  EXPECT_EQ(normal({in(link_to, {words("a"), in(link_to, {words("b")}, "https://c.uk")}, "https://d.uk")}),
            "paragraph\n  link \"https://d.uk\"\n    text \"ab\"\n");
  EXPECT_EQ(normal({in(strong, {words("a")}), in(strong, {words("b")})}), "paragraph\n  strong\n    text \"ab\"\n");
  EXPECT_EQ(normal({in(link_to, {words("a")}, "https://d.uk"), in(link_to, {words("b")}, "https://d.uk")}),
            "paragraph\n  link \"https://d.uk\"\n    text \"a\"\n  link \"https://d.uk\"\n    text \"b\"\n");
  EXPECT_EQ(normal({words("a"), in(strong, {words("")}), words("")}), "paragraph\n  text \"a\"\n");
}

TEST(Normalise, JoinsRunsThatWereWrittenSideBySide) {
  const SourceRef source = make_source("p.md", "one two");
  const auto run = [&](const char* text, std::uint32_t begin, std::uint32_t end, const char* pointer = "") {
    Inline made = words(text);
    made.origin = {.kind = Origin::Kind::paragraph, .span = {source, begin, end}, .pointer = pointer};
    return made;
  };
  std::vector<Inline> inlines{run("one", 0, 3), run(" two", 3, 7)};
  normalise(inlines);
  ASSERT_EQ(inlines.size(), 1U);
  EXPECT_EQ(inlines[0].text, "one two");
  EXPECT_EQ(inlines[0].origin.span.end, 7U);
  for (std::vector<Inline> apart : {std::vector<Inline>{run("one", 0, 3), run("two", 4, 7)},
                                    std::vector<Inline>{run("one", 0, 3), run(" two", 3, 7, "/case/x")}}) {
    normalise(apart);
    EXPECT_EQ(apart.size(), 2U);
  }
}

TEST(Normalise, LeavesNoBreakAtAnEdgeAndNoBlockThatPrintsNothing) {
  EXPECT_EQ(normal({line_break(), words("a"), line_break(), words("b"), line_break()}),
            "paragraph\n  text \"a\"\n  break\n  text \"b\"\n");
  EXPECT_EQ(normal({in(strong, {line_break()}), in(emphasis, {line_break(), words("a"), line_break()})}),
            "paragraph\n  emphasis\n    text \"a\"\n");
  EXPECT_EQ(
      normal({paragraph({words("\xC2\xA0 \t")}), heading(1, ""), list({}), list({{paragraph({})}}), table({}, {})}),
      "");
  EXPECT_EQ(normal({heading(0, "a"), heading(9, "b")}), "heading 1\n  text \"a\"\nheading 6\n  text \"b\"\n");
}

// Taking them away one by one, each moving all that follow, took seconds.
TEST(Normalise, TakesManyBreaksAwayAtOnce) {
  const auto breaks = [] { return std::vector<Inline>(20'000, line_break()); };
  std::vector<Inline> inlines = breaks();
  inlines.push_back(in(strong, breaks()));
  inlines.push_back(words("a"));
  inlines.push_back(in(emphasis, breaks()));
  for (Inline& run : breaks()) inlines.push_back(std::move(run));
  EXPECT_EQ(normal(std::move(inlines)), "paragraph\n  text \"a\"\n");
}

TEST(Normalise, MakesLinesOfAnAddress) {
  EXPECT_EQ(normal({paragraph({words("a")}), paragraph({words("b")}), heading(2, "c"), paragraph({words("d")})},
                   Breaks::packed),
            "paragraph\n  text \"a\"\n  break\n  text \"b\"\nheading 2\n  text \"c\"\nparagraph\n  text \"d\"\n");
  EXPECT_EQ(normal({words("a"), line_break(), words(" "), line_break(), line_break(), words("b")}, Breaks::packed),
            "paragraph\n  text \"a\"\n  break\n  text \"b\"\n");
  EXPECT_EQ(normal({words("a"), in(strong, {line_break(), words(" ")}), line_break(), words("b")}, Breaks::packed),
            "paragraph\n  text \"a\"\n  strong\n    break\n  text \"b\"\n");
}

TEST(Normalise, KeepsParagraphsOfLinesApart) {
  EXPECT_EQ(normal({paragraph({words("a")}), paragraph({words("b")})}, Breaks::lines),
            "paragraph\n  text \"a\"\nparagraph\n  text \"b\"\n");
  EXPECT_EQ(normal({words("a"), line_break(), words(" "), line_break(), words("b")}, Breaks::lines),
            "paragraph\n  text \"a\"\n  break\n  text \"b\"\n");
}

TEST(Normalise, SquaresTables) {
  EXPECT_EQ(normal({table({"a"}, {{"1", "2"}, {}})}),
            "table left left\n  header\n    cell\n      text \"a\"\n    cell\n  row\n    cell\n      text \"1\"\n    "
            "cell\n      text \"2\"\n  row\n    cell\n    cell\n");
}

TEST(Normalise, KeepsListsTightOnlyWhereMarkdownCanSaySo) {
  const Block a = paragraph({words("a")});
  const auto kind = [](Block block) {
    const std::string all = normal({std::move(block)});
    return all.substr(0, all.find('\n'));
  };
  EXPECT_EQ(kind(list({{a}, {a}}, true)), "list tight");
  EXPECT_EQ(kind(list({{a}, {a}}, false)), "list loose");
  EXPECT_EQ(kind(list({{a}}, false)), "list tight");
  EXPECT_EQ(kind(list({{a, a}}, true)), "list loose");
  EXPECT_EQ(kind(list({{a, list({{a}})}}, true)), "list tight");
  EXPECT_EQ(kind(list({{table({"x"}, {})}, {a}}, true)), "list loose");
  EXPECT_EQ(kind(list({{a, table({"x"}, {})}}, true)), "list loose");
  Block ordered = list({{a}});
  ordered.ordered = true;
  ordered.start = -3;
  EXPECT_EQ(kind(ordered), "list from 0 tight");
  ordered.start = 2'000'000'000;
  EXPECT_EQ(kind(ordered), "list from 999999999 tight");
}

TEST(FollowsClosely, WhereABlankLineIsNotNeeded) {
  const Block a = paragraph({words("a")});
  Block from_two = list({{a}});
  from_two.ordered = true;
  from_two.start = 2;
  EXPECT_TRUE(follows_closely(heading(1, "a"), a));
  EXPECT_TRUE(follows_closely(a, heading(1, "a")));
  EXPECT_TRUE(follows_closely(a, list({{a}})));
  EXPECT_FALSE(follows_closely(a, from_two));
  EXPECT_FALSE(follows_closely(a, a));
  EXPECT_FALSE(follows_closely(list({{a}}), a));
  EXPECT_TRUE(follows_closely(list({{a}}), list({{a}})));
  EXPECT_FALSE(follows_closely(table({"a"}, {}), heading(1, "a")));
}

TEST(WhiteSpace, IsWhatPrintsNothing) {
  for (const char32_t c : {U' ', U'\t', U'\n', U'\r', U'\x85', U'\xA0', U'\x1680', U'\x2003', U'\x200B', U'\x200D',
                           U'\x2028', U'\x202F', U'\x2060', U'\x3000', U'\xFEFF'})
    EXPECT_TRUE(is_white_space(c)) << static_cast<std::uint32_t>(c);
  for (const char32_t c : {U'a', U'.', U'\0', U'\x200E', U'\xAD', U'\x2014'})
    EXPECT_FALSE(is_white_space(c)) << static_cast<std::uint32_t>(c);
  EXPECT_TRUE(is_white_space(std::string_view("")));
  EXPECT_TRUE(is_white_space(std::string_view(" \xE2\x80\x8B\n")));
  EXPECT_FALSE(is_white_space(std::string_view(" x ")));
  EXPECT_TRUE(is_white_space(std::vector<Inline>{line_break(), in(strong, {words(" ")})}));
  EXPECT_FALSE(is_white_space(std::vector<Inline>{in(strong, {in(emphasis, {words("a")})})}));
}

}  // namespace
}  // namespace engross::test
