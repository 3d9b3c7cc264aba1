// Each construct that a letter may not hold: the code, the bytes it points at, and what to do.
#include <gtest/gtest.h>

#include "letter/markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

// "2:3 markdown.html <the text pointed at>: the message | the hint", one a line.
std::string refused(const MergedText& text, Breaks breaks = Breaks::soft) {
  const auto blocks = read_markdown(text, {.breaks = breaks});
  if (blocks) return "not refused:\n" + dump(*blocks);
  std::string out;
  for (const Diagnostic& d : blocks.error())
    out +=
        place(d) + " " + d.code + " <" + std::string(d.span.text()) + ">: " + d.message + " | " + d.hints.at(0) + "\n";
  return out;
}

struct Row {
  const char* markdown;
  const char* says;
};

TEST(RefusedMarkdown, Html) {
  const Row rows[] = {
      {"A <b>bold</b> claim",
       "1:3 markdown.html <<b>>: found HTML | write \\< for a less-than sign\n"
       "1:10 markdown.html <</b>>: found HTML | write \\< for a less-than sign\n"},
      {"One\n\n<div>\ntwo\n</div>\n", "3:1 markdown.html <<div>>: found HTML | write \\< for a less-than sign\n"},
      {"A <!-- note --> b",
       "1:3 markdown.html <<!-- note -->>: found an HTML comment | notes to colleagues go in {{! … }}\n"},
      {"<!-- note\nmore -->",
       "1:1 markdown.html <<!-- note>: found an HTML comment | notes to colleagues go in {{! … }}\n"},
      {"a <?php ?> b", "1:3 markdown.html <<?php ?>>: found HTML | write \\< for a less-than sign\n"},
      {"a <b\n  class=\"x\"> c",
       "1:3 markdown.html <<b\n  class=\"x\">>: found HTML | write \\< for a less-than sign\n"},
      {"- <br>", "1:3 markdown.html <<br>>: found HTML | write \\< for a less-than sign\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(plain(row.markdown)), row.says) << row.markdown;
}

TEST(RefusedMarkdown, Blocks) {
  const Row rows[] = {
      {"> quoted\n",
       "1:1 markdown.block-quote <> quoted>: found a block quote | set quoted words in quotation marks, or write \\> "
       "for "
       "the sign\n"},
      {"One\n\n***\n", "3:1 markdown.rule <***>: found a rule across the page | take it out, or use a heading\n"},
      {"- a\n\n---\n", "3:1 markdown.rule <--->: found a rule across the page | take it out, or use a heading\n"},
      {"```\ncode\n```\n", "1:1 markdown.code <```>: found a block of code between fences | take the fences out\n"},
      {"~~~ c\ncode\n~~~\n", "1:1 markdown.code <~~~ c>: found a block of code between fences | take the fences out\n"},
      {"One\n\n    two\n",
       "3:5 markdown.code <two>: found a block of code, made by four spaces before a line | take away the spaces, or "
       "line "
       "the text up with its list item\n"},
      {"#\n", "1:1 markdown.empty <#>: a heading has no words | write some, or take the heading out\n"},
      {"- a\n-\n- b\n", "2:1 markdown.empty <->: a list item has no words | write some, or take the item out\n"},
      {"&#32;",
       "1:1 markdown.empty <&#32;>: a paragraph is empty | give it words, or put it into a section that is left "
       "out when there is nothing to say\n"},
      {"# &#32;",
       "1:1 markdown.empty <# &#32;>: a heading is empty | give it words, or put it into a section that is "
       "left out when there is nothing to say\n"},
      {"|a|\n|-|\n|1|2|\n",
       "3:4 markdown.table <2|>: a row of a table has more cells than the header | give the header "
       "as many cells, or write \\| for a bar in a cell\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(plain(row.markdown)), row.says) << row.markdown;
}

TEST(RefusedMarkdown, CodeImagesAndAutolinks) {
  const Row rows[] = {
      {"Run `rm` now",
       "1:5 markdown.code <`rm`>: found code between backticks | write plain words, or \\` for a backtick\n"},
      {"``a`b``",
       "1:1 markdown.code <``a`b``>: found code between backticks | write plain words, or \\` for a backtick\n"},
      {"See ![the crest](crest.png)!",
       "1:5 markdown.image <![the crest](crest.png)>: found an image | pictures belong to the house style; take it "
       "out\n"},
      {"See <https://www.gov.uk>.",
       "1:5 markdown.autolink <<https://www.gov.uk>>: found the automatic link "
       "<https://www.gov.uk> | write [words](address), so that the words are chosen\n"},
      {"<a@b.gov.uk>",
       "1:1 markdown.autolink <<a@b.gov.uk>>: found the automatic link <a@b.gov.uk> | write "
       "[words](address), so that the words are chosen\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(plain(row.markdown)), row.says) << row.markdown;
}

TEST(RefusedMarkdown, Links) {
  const char* elsewhere =
      "found a link whose address stands elsewhere | write [words](address), or \\[ for a bracket\n";
  const Row rows[] = {
      {"[a](https://b.uk \"title\")",
       "1:18 markdown.link <\"title\">: found a link title, which would not be printed | "
       "take the title out, or say it in the text\n"},
      {"[](https://b.uk)", "1:1 markdown.link <[]>: a link has no words | write [words](address)\n"},
      {"A [&#32;](https://b.uk)",
       "1:10 markdown.empty <(https://b.uk)>: a link has no words | give it words, or take it out\n"},
      {"[a]()", "1:4 markdown.link <()>: the link has no target | write [words](https://…)\n"},
      {"[a](http://b.uk)",
       "1:4 markdown.link <(http://b.uk)>: the link target \"http://b.uk\" is not encrypted | write https:// instead "
       "of "
       "http://\n"},
      {"[a](www.b.uk)",
       "1:4 markdown.link <(www.b.uk)>: the link target \"www.b.uk\" has no scheme | write "
       "https://www.b.uk\n"},
      {"[a](javascript:alert%281%29)",
       "1:4 markdown.link <(javascript:alert%281%29)>: the link target \"javascript:alert%281%29\" is not an https, "
       "mailto or tel address | only https, mailto and tel addresses can stand in a letter\n"},
      {"[a](/local)",
       "1:4 markdown.link <(/local)>: the link target \"/local\" is not an https, mailto or tel address | "
       "only https, mailto and tel addresses can stand in a letter\n"},
      {"[^1]: words",
       "1:1 markdown.footnote <[^1]: words>: found the text of a footnote | a letter has no footnotes: say it in the "
       "text\n"},
      {"[^1]",
       "1:1 markdown.footnote <[^1]>: found the footnote mark [^1] | a letter has no footnotes: say it in the "
       "text, or write \\[ for a bracket\n"},
      {"A[^note].\n\n[^note]: words",
       "1:2 markdown.footnote <[^note]>: found the footnote mark [^note] | a letter has no "
       "footnotes: say it in the text, or write \\[ for a bracket\n"},
      {"One.\n\n[a]: https://b.uk\n",
       "3:1 markdown.reference <[a]: https://b.uk>: found a link definition, which would "
       "print nothing | write [words](address) where the link stands, or \\[ for a "
       "bracket\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(plain(row.markdown)), row.says) << row.markdown;
  for (const char* label : {"[a]", "[a][]", "[b][a]"})
    EXPECT_EQ(refused(plain(std::string(label) + "\n\n[a]: https://b.uk\n")),
              "1:1 markdown.reference <" + std::string(label) + ">: " + elsewhere);
}

TEST(RefusedMarkdown, Characters) {
  const Row rows[] = {
      {"a\xFF", "1:2 markdown.not-utf8 <\xFF>: found bytes that are not UTF-8 | save the text as UTF-8\n"},
      {"a\nb\x07", "2:2 markdown.character <\x07>: found U+0007, which no letter may hold | take it out\n"},
      {"a\rb", "1:2 markdown.character <\r>: found U+000D, which no letter may hold | take it out\n"},
      {"a\xEE\x80\x80",
       "1:2 markdown.character <\xEE\x80\x80>: found U+E000, which no letter may hold | take it out\n"},
      {"a\xE2\x80\xAE",
       "1:2 markdown.character <\xE2\x80\xAE>: found U+202E, which no letter may hold | take it out\n"},
      {"a&#7;b", "1:2 markdown.character <&#7;>: &#7; stands for U+0007, which no letter may hold | take it out\n"},
      {"a&#xF0000;b",
       "1:2 markdown.character <&#xF0000;>: &#xF0000; stands for U+F0000, which no letter may hold | take it out\n"},
      {"a\xF3\xB0\x80\x80",
       "1:2 markdown.character <\xF3\xB0\x80\x80>: found U+F0000, which no letter may hold | take it out\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(plain(row.markdown)), row.says) << row.markdown;
}

TEST(RefusedMarkdown, ValuesThatLeaveNothing) {
  EXPECT_EQ(refused(with_value("One.\n\n", " \n ", "")),
            "3:1 markdown.empty <{x}>: a paragraph is empty | give it words, or put it into a section that is left out "
            "when there is nothing to say\n");
  EXPECT_EQ(refused(with_value("# ", "", "")),
            "1:1 markdown.empty <# {x}>: a heading is empty | give it words, or put it into a section that is left out "
            "when there is nothing to say\n");
  EXPECT_EQ(refused(with_value("A [", "", "](https://b.uk)")),
            "1:8 markdown.empty <(https://b.uk)>: a link has no words | give it words, or take it out\n");
  EXPECT_EQ(
      refused(with_value("[a](https://b.uk/", "x\ny", ")")),
      "1:4 markdown.link <(https://b.uk/{x})>: a value with a line break stands in a link target | give the value "
      "on one line\n");
  EXPECT_EQ(
      refused(with_value("[a](", "javascript:alert(1)", ")")),
      "1:4 markdown.link <({x})>: the link target \"javascript:alert(1)\" is not an https, mailto or tel address | "
      "only https, mailto and tel addresses can stand in a letter\n");
}

TEST(RefusedMarkdown, Depths) {
  std::string lists;
  for (int depth = 0; depth < 5; ++depth) lists += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- a\n";
  EXPECT_EQ(refused(plain(lists)),
            "5:9 markdown.too-deep <- a>: lists stand in lists more than 4 deep | use fewer levels\n");
  EXPECT_THAT(read_markdown(plain(lists.substr(0, lists.rfind("    "))), {}), Succeeds());
  const auto emphasis = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += i % 2 == 0 ? "*a " : "_a ";
    for (int i = depth; i-- > 0;) text += i % 2 == 0 ? " a*" : " a_";
    return read_markdown(plain(text), {});
  };
  EXPECT_THAT(emphasis(16), Succeeds());
  EXPECT_THAT(emphasis(17), FailsWith("markdown.too-deep"));
}

TEST(RefusedMarkdown, Sizes) {
  EXPECT_THAT(read_markdown(plain(std::string(256 << 10, 'a')), {}), Succeeds());
  const auto large = read_markdown(plain(std::string((256 << 10) + 1, 'a')), {});
  ASSERT_THAT(large, FailsWith("markdown.too-large"));
  EXPECT_EQ(large.error()[0].message, "the text has 262145 bytes; the limit is 262144");
  const auto table = [](int rows) {
    std::string text = "|a|b|\n|-|-|\n";
    for (int i = 0; i < rows; ++i) text += "|1|2|\n";
    return read_markdown(plain(text), {});
  };
  EXPECT_THAT(table(4'000), Succeeds());
  EXPECT_THAT(table(12'000), FailsWith("markdown.too-large"));
}

TEST(RefusedMarkdown, IsToldUpToAnEnd) {
  std::string codes;
  for (int i = 0; i < 1000; ++i) codes += "`b`\n";
  const auto blocks = read_markdown(plain(codes), {});
  ASSERT_FALSE(blocks.has_value());
  EXPECT_EQ(blocks.error().size(), 21U);
  EXPECT_EQ(blocks.error().back().code, "base.left-out");
}

TEST(RefusedMarkdown, IsCollected) {
  EXPECT_EQ(
      refused(plain("# \n\n> a\n\n`b` <i>\n")),
      "1:1 markdown.empty <# >: a heading has no words | write some, or take the heading out\n"
      "3:1 markdown.block-quote <> a>: found a block quote | set quoted words in quotation marks, or write \\> for "
      "the sign\n"
      "5:1 markdown.code <`b`>: found code between backticks | write plain words, or \\` for a backtick\n"
      "5:5 markdown.html <<i>>: found HTML | write \\< for a less-than sign\n");
}

}  // namespace
}  // namespace engross::test
