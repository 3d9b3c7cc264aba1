// Each construct that a letter may hold, and the tree that it makes.
#include <gtest/gtest.h>

#include "letter/markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

std::string tree(const MergedText& text, Breaks breaks = Breaks::soft, DumpOrigins origins = DumpOrigins::no) {
  const auto blocks = read_markdown(text, {.breaks = breaks});
  return blocks ? dump(*blocks, origins) : print(blocks.error());
}

struct Row {
  const char* markdown;
  const char* dump;
};

TEST(ReadMarkdown, Paragraphs) {
  const Row rows[] = {
      {"", ""},
      {" \n\n\t\n", ""},
      {"One.", "paragraph\n  text \"One.\"\n"},
      {"One\ntwo.\n\nThree.\n", "paragraph\n  text \"One two.\"\nparagraph\n  text \"Three.\"\n"},
      {"One  \ntwo\\\nthree", "paragraph\n  text \"One\"\n  break\n  text \"two\"\n  break\n  text \"three\"\n"},
      {"   One\r\ntwo\r\n", "paragraph\n  text \"One two\"\n"},
      {"One  ", "paragraph\n  text \"One\"\n"},
      {"a &amp; b &pound;5 &#233; &copy", "paragraph\n  text \"a & b £5 é &copy\"\n"},
      {"\\*not\\* \\# \\[x\\] \\\\", "paragraph\n  text \"*not* # [x] \\\\\"\n"},
      {"2016\\. A year", "paragraph\n  text \"2016. A year\"\n"},
      {"\"straight\" -- quotes...", "paragraph\n  text \"\\\"straight\\\" -- quotes...\"\n"},
      {"10\xC2\xA0km e\xCC\x81", "paragraph\n  text \"10\\u{A0}km é\"\n"},
      {"a&#9;b", "paragraph\n  text \"a b\"\n"},
      {"a\tb", "paragraph\n  text \"a b\"\n"},
      {"https://www.gov.uk and a@b.c", "paragraph\n  text \"https://www.gov.uk and a@b.c\"\n"},
      {"~~one~~ - [ ] two", "paragraph\n  text \"~~one~~ - [ ] two\"\n"},
      {"a < b > c", "paragraph\n  text \"a < b > c\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(plain(row.markdown)), row.dump) << row.markdown;
}

// A field's name is no address; what has no value in it is still made one.
TEST(ReadMarkdown, KeepsTargetsThatHoldValuesWhereTheyAreOnlyShown) {
  const Row rows[] = {
      {"[{‹a›}](mailto:{‹a›})", "paragraph\n  link \"mailto:‹a›\"\n    text \"‹a›\"\n"},
      {"[x]({‹a›})", "paragraph\n  link \"‹a›\"\n    text \"x\"\n"},
      {"[x](https://b.uk/{‹if a:›}c{‹end if›})",
       "paragraph\n  link \"https://b.uk/‹if a:›c‹end if›\"\n    text \"x\"\n"},
      {"[x](HTTPS://b.uk/tŷ)", "paragraph\n  link \"https://b.uk/t%C5%B7\"\n    text \"x\"\n"},
  };
  for (const Row& row : rows) {
    const auto blocks = read_markdown(merged(row.markdown), {.keep_targets = true});
    ASSERT_THAT(blocks, Succeeds()) << row.markdown;
    EXPECT_EQ(dump(*blocks), row.dump);
  }
  EXPECT_THAT(read_markdown(plain("[x](http://b.uk)"), {.keep_targets = true}), FailsWith("markdown.link"));
  EXPECT_THAT(read_markdown(merged("[x](mailto:{‹a›})"), {}), FailsWith("markdown.link"));
}

TEST(ReadMarkdown, HeadingsAndEmphasis) {
  const Row rows[] = {
      {"# One", "heading 1\n  text \"One\"\n"},
      {"###### Six ##", "heading 6\n  text \"Six\"\n"},
      {"####### Seven", "paragraph\n  text \"####### Seven\"\n"},
      {"#One", "paragraph\n  text \"#One\"\n"},
      {"One\n===\n\nTwo\n---", "heading 1\n  text \"One\"\nheading 2\n  text \"Two\"\n"},
      {"One\ntwo\n===", "heading 1\n  text \"One two\"\n"},
      {"# A&#10;B", "heading 1\n  text \"A\"\n  break\n  text \"B\"\n"},
      {"*a* _b_", "paragraph\n  emphasis\n    text \"a\"\n  text \" \"\n  emphasis\n    text \"b\"\n"},
      {"**a** __b__", "paragraph\n  strong\n    text \"a\"\n  text \" \"\n  strong\n    text \"b\"\n"},
      {"***a***", "paragraph\n  emphasis\n    strong\n      text \"a\"\n"},
      {"**a *b* c**", "paragraph\n  strong\n    text \"a \"\n    emphasis\n      text \"b\"\n    text \" c\"\n"},
      {"**a **b** c**", "paragraph\n  strong\n    text \"a b c\"\n"},
      {"snake_case_word 2 * 3 * 4", "paragraph\n  text \"snake_case_word 2 * 3 * 4\"\n"},
      {"**open", "paragraph\n  text \"**open\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(plain(row.markdown)), row.dump) << row.markdown;
}

TEST(ReadMarkdown, Links) {
  const Row rows[] = {
      {"[the guidance](https://www.gov.uk/a_b?c=d#e)",
       "paragraph\n  link \"https://www.gov.uk/a_b?c=d#e\"\n    text \"the guidance\"\n"},
      {"[*a* b](<mailto:a@b.gov.uk>)",
       "paragraph\n  link \"mailto:a@b.gov.uk\"\n    emphasis\n      text \"a\"\n    text \" b\"\n"},
      {"[a](\n tel:+44-20-7946-0958 )", "paragraph\n  link \"tel:+44-20-7946-0958\"\n    text \"a\"\n"},
      {"[a](HTTPS://b.uk/tŷ%20x)", "paragraph\n  link \"https://b.uk/t%C5%B7%20x\"\n    text \"a\"\n"},
      {"[a](https://b.uk/(c))", "paragraph\n  link \"https://b.uk/(c)\"\n    text \"a\"\n"},
      {"[a] (b) [c]", "paragraph\n  text \"[a] (b) [c]\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(plain(row.markdown)), row.dump) << row.markdown;
}

TEST(ReadMarkdown, Lists) {
  const Row rows[] = {
      {"- a\n- b\n", "list tight\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n      text \"b\"\n"},
      {"* a\n\n* b\n",
       "list loose\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n      text \"b\"\n"},
      {"3. a\n4. b\n",
       "list from 3 tight\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n      text \"b\"\n"},
      {"1) a\n", "list from 1 tight\n  item\n    paragraph\n      text \"a\"\n"},
      {"0. a\n", "list from 0 tight\n  item\n    paragraph\n      text \"a\"\n"},
      {"a\n- b\n  - c\n",
       "paragraph\n  text \"a\"\nlist tight\n  item\n    paragraph\n      text \"b\"\n    list tight\n      item\n"
       "        paragraph\n          text \"c\"\n"},
      {"- a\n\n  b\n", "list loose\n  item\n    paragraph\n      text \"a\"\n    paragraph\n      text \"b\"\n"},
      {"a\n2. b", "paragraph\n  text \"a 2. b\"\n"},
      {"- a\n+ b\n",
       "list tight\n  item\n    paragraph\n      text \"a\"\nlist tight\n  item\n    paragraph\n      text \"b\"\n"},
      {"- # a\n", "list tight\n  item\n    heading 1\n      text \"a\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(plain(row.markdown)), row.dump) << row.markdown;
}

TEST(ReadMarkdown, Tables) {
  const Row rows[] = {
      {"| a | b | c |\n|---|:-:|--:|\n| 1 | *2* | 3 |\n",
       "table left centre right\n  header\n    cell\n      text \"a\"\n    cell\n      text \"b\"\n    cell\n      "
       "text "
       "\"c\"\n  row\n    cell\n      text \"1\"\n    cell\n      emphasis\n        text \"2\"\n    cell\n      text "
       "\"3\"\n"},
      {"a|b\n-|-\n1\n",
       "table left left\n  header\n    cell\n      text \"a\"\n    cell\n      text \"b\"\n  row\n    cell\n      text "
       "\"1\"\n    cell\n"},
      {"|a|\n|-|\n|x \\| y&#10;z|\n",
       "table left\n  header\n    cell\n      text \"a\"\n  row\n    cell\n      text \"x | y\"\n      break\n      "
       "text "
       "\"z\"\n"},
      {"Words\n|a|\n|-|\n", "paragraph\n  text \"Words\"\ntable left\n  header\n    cell\n      text \"a\"\n"},
      {"|a|b|\n|-|\n", "paragraph\n  text \"|a|b| |-|\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(plain(row.markdown)), row.dump) << row.markdown;
}

TEST(ReadMarkdown, LineParts) {
  const Row rows[] = {
      {"Mr Jones\n2 Mole Road\n", "paragraph\n  text \"Mr Jones\"\n  break\n  text \"2 Mole Road\"\n"},
      {"Mr Jones\n\n\n2 Mole Road\n", "paragraph\n  text \"Mr Jones\"\n  break\n  text \"2 Mole Road\"\n"},
      {"a  \nb", "paragraph\n  text \"a\"\n  break\n  text \"b\"\n"},
      {"*a\nb*", "paragraph\n  emphasis\n    text \"a\"\n    break\n    text \"b\"\n"},
      {"a\n&#160;\nb", "paragraph\n  text \"a\"\n  break\n  text \"b\"\n"},
      {"# a\nb\nc", "heading 1\n  text \"a\"\nparagraph\n  text \"b\"\n  break\n  text \"c\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(plain(row.markdown), Breaks::packed), row.dump) << row.markdown;
}

TEST(ReadMarkdown, ValuesAreWordsWhateverTheySay) {
  const Row rows[] = {
      {"{# One}", "paragraph\n  text \"# One\"\n"},
      {"{- a}", "paragraph\n  text \"- a\"\n"},
      {"{*a*} {[b](https://c)}", "paragraph\n  text \"*a* [b](https://c)\"\n"},
      {"*{a}*", "paragraph\n  emphasis\n    text \"a\"\n"},
      {"{<b>&amp;</b>}", "paragraph\n  text \"<b>&amp;</b>\"\n"},
      {"|a|\n|-|\n|{x|y}|", "table left\n  header\n    cell\n      text \"a\"\n  row\n    cell\n      text \"x|y\"\n"},
      {"[a](https://b.uk/{c d/../e})", "paragraph\n  link \"https://b.uk/c%20d%2F..%2Fe\"\n    text \"a\"\n"},
      {"[{a}](tel:{020 7946 0958})", "paragraph\n  link \"tel:02079460958\"\n    text \"a\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(merged(row.markdown)), row.dump) << row.markdown;
}

TEST(ReadMarkdown, LineFeedsOfValuesAreLineBreaks) {
  const Row rows[] = {
      {"a\nb", "paragraph\n  text \"<a\"\n  break\n  text \"b>\"\n"},
      {"a\r\nb", "paragraph\n  text \"<a\"\n  break\n  text \"b>\"\n"},
      {"a\n\n# b", "paragraph\n  text \"<a\"\n  break\n  break\n  text \"# b>\"\n"},
      {"\na\n", "paragraph\n  text \"<a>\"\n"},
      {"a\tb", "paragraph\n  text \"<a b>\"\n"},
      {"e\xCC\x81", "paragraph\n  text \"<é>\"\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(tree(with_value("\\<", row.markdown, "\\>")), row.dump) << row.markdown;
}

TEST(ReadMarkdown, KeepsWhereEachRunWasWritten) {
  EXPECT_EQ(tree(merged("One {two} *three*\nfour &amp; five"), Breaks::soft, DumpOrigins::yes),
            "paragraph\n"
            "  text \"One \" @ paragraph p.md:1:1-1:5\n"
            "  text \"two\" @ value /case/v0\n"
            "  text \" \" @ paragraph p.md:1:10-1:11\n"
            "  emphasis\n"
            "    text \"three\" @ paragraph p.md:1:12-1:17\n"
            "  text \" four & five\" @ paragraph p.md:1:18-2:16\n");
}

TEST(ReadMarkdown, GivesEachBlockItsReason) {
  Provenance why;
  why.kind = Provenance::Kind::paragraph;
  why.id = "pshe";
  why.revision = 3;
  why.owner = "Curriculum";
  why.reason = "topics";
  const auto blocks = read_markdown(plain("One.\n\n- two\n"),
                                    {.kind = Origin::Kind::officer, .provenance = std::make_shared<Provenance>(why)});
  ASSERT_THAT(blocks, Succeeds());
  const std::string from = " from paragraph \"pshe\" revision 3 owner \"Curriculum\" because \"topics\"\n";
  EXPECT_EQ(dump(*blocks, DumpOrigins::yes), "paragraph" + from + "  text \"One.\" @ officer p.md:1:1-1:5\nlist tight" +
                                                 from + "  item\n    paragraph" + from +
                                                 "      text \"two\" @ officer p.md:3:3-3:6\n");
}

}  // namespace
}  // namespace engross::test
