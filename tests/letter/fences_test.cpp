// Fenced divs: the pieces they make, and what is said of those that cannot be read.
#include "letter/fences.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

class Places : public FencePlaces {
 public:
  explicit Places(const std::string& text) : source_(make_source("t", text)) {}
  Span at(std::size_t begin, std::size_t end) const override {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

 private:
  SourceRef source_;
};

// "name{key=value}[content]"; text outside a div is [content] alone; a div with divs in it lists them.
std::string shown(const std::string& text, const std::vector<FencePiece>& pieces) {
  std::string out;
  for (const FencePiece& piece : pieces) {
    out += piece.name;
    for (const auto& [key, value] : piece.attributes) out += "{" + key + "=" + value + "}";
    const std::string inner =
        piece.children.empty() ? text.substr(piece.begin, piece.end - piece.begin) : shown(text, piece.children);
    out += "[" + inner + "]";
  }
  return out;
}

std::string read(const std::string& text) {
  const auto pieces = read_fences(text, Places(text));
  if (pieces) return shown(text, *pieces);
  std::string out;
  for (const Diagnostic& d : pieces.error())
    out +=
        place(d) + " " + d.code + " <" + std::string(d.span.text()) + ">: " + d.message + " | " + d.hints.at(0) + "\n";
  return out;
}

struct Row {
  const char* text;
  const char* pieces;
};

TEST(Fences, MakePieces) {
  const Row rows[] = {
      {"", ""},
      {" \n\n", ""},
      {"a\nb\n", "[a\nb\n]"},
      {"::: body\na\n:::\n", "body[a\n]"},
      {"::: body\n:::", "body[]"},
      {"a\n::: body\nb\n:::\nc\n", "[a\n]body[b\n][c\n]"},
      {":::body\na\n:::\n", "body[a\n]"},
      {"::: body\r\na\r\n:::\r\n", "body[a\r\n]"},
      {"::: \t body \t\na\n::: \t\n", "body[a\n]"},
      {"::: a\n::: b\nx\n:::\n:::\n", "a[b[x\n]]"},
      {"::: a\nx\n::: b\ny\n:::\nz\n::: c\n:::\n:::\n", "a[[x\n]b[y\n][z\n]c[]]"},
      {"::: a-1_b\n:::\n::: c\n:::\n", "a-1_b[]c[]"},
  };
  for (const Row& row : rows) EXPECT_EQ(read(row.text), row.pieces) << row.text;
}

TEST(Fences, HaveAttributes) {
  const Row rows[] = {
      {"::: a {id=\"pshe\"}\n:::", "a{id=pshe}[]"},
      {"::: a {id=\"x\" reason=\"'y' in topics: {z}\"}\n:::", "a{id=x}{reason='y' in topics: {z}}[]"},
      {"::: a{id=\"x\"}\n:::", "a{id=x}[]"},
      {"::: a { id=\"x\"\treason=\"\" } \n:::", "a{id=x}{reason=}[]"},
      {"::: a {}\n:::", "a[]"},
      {R"(::: a {id="say \"yes\" \\ or\nno"})"
       "\n:::",
       "a{id=say \"yes\" \\ or\nno}[]"},
  };
  for (const Row& row : rows) EXPECT_EQ(read(row.text), row.pieces) << row.text;
}

TEST(Fences, BeginInTheFirstColumnAndOutsideCode) {
  const Row rows[] = {
      {"a ::: body\n", "[a ::: body\n]"},
      {":: body\n", "[:: body\n]"},
      {"```\n::: body\n:::\n```\n", "[```\n::: body\n:::\n```\n]"},
      {"~~~ x\n::: body\n~~~\n::: a\n:::\n", "[~~~ x\n::: body\n~~~\n]a[]"},
      {"````\n```\n::: b\n````\n", "[````\n```\n::: b\n````\n]"},
      {"```\n~~~\n::: b\n", "[```\n~~~\n::: b\n]"},
      {"``` x\n``` y\n::: b\n```\n", "[``` x\n``` y\n::: b\n```\n]"},
      {"   ```\n::: b\n   ```\n", "[   ```\n::: b\n   ```\n]"},
      {"    ```\n::: b\n:::\n", "[    ```\n]b[]"},
      {"``\n::: b\n:::\n", "[``\n]b[]"},
      {"::: a\n```\n:::\n```\n:::\n", "a[```\n:::\n```\n]"},
  };
  for (const Row& row : rows) EXPECT_EQ(read(row.text), row.pieces) << row.text;
}

TEST(Fences, StandBehindNoBlanks) {
  EXPECT_EQ(
      read(" ::: body\na\n:::\n"),
      "1:1 fence.indented < ::: body>: blanks stand before a :::, which begins its line | take the blanks away, or "
      "write \\::: where the letter is to print it\n");
}

TEST(Fences, RefuseWhatCannotBeRead) {
  const std::string name =
      "a block has a name that cannot be read | write ::: and a name of small letters, digits and "
      "hyphens, such as ::: body\n";
  const std::string attributes =
      " cannot be read | write {key=\"value\"}, each key once and at most 16, \\\" for a quotation mark, and "
      "no values of the case\n";
  EXPECT_EQ(read("x\n::: body\na\n"),
            "2:1 fence.unclosed <::: body>: the block ::: body is not closed | write ::: on a line of its own where it "
            "ends\n");
  EXPECT_EQ(
      read("::: a\n::: b\n"),
      "1:1 fence.unclosed <::: a>: the block ::: a is not closed | write ::: on a line of its own where it ends\n"
      "2:1 fence.unclosed <::: b>: the block ::: b is not closed | write ::: on a line of its own where it ends\n");
  EXPECT_EQ(
      read("a\n:::\nb\n"),
      "2:1 fence.unopened <:::>: ::: closes a block, and none is open | take it out, or name the block it opens\n");
  EXPECT_EQ(read("::: a\n::: b\n::: c\n:::\n:::\n:::\n"),
            "3:1 fence.too-deep <::: c>: blocks stand in blocks more than 2 deep | close the block around it first\n");
  for (const std::string head :
       {"::: Body", "::: 1a", "::: tŷ", "::: {id=\"x\"}", "::::", "::: a.b", "::: -a", "::: a\xC2\xA0"})
    EXPECT_EQ(read(head + "\n:::\n"), "1:1 fence.name <" + head + ">: " + name) << head;
  for (const std::string rest :
       {"words", "{", "{id}", "{id=x}", "{id=\"x\"", "{id=\"x}", "{=\"x\"}", "{Id=\"x\"}", "{id=\"x\" id=\"y\"}",
        "{id=\"x\"} words", "{id=\"\\t\"}", "{id =\"x\"}", "{id=\"x\\", "{id=\"\xF3\xB0\x80\x80\"}"})
    EXPECT_EQ(read("::: a " + rest + "\n:::\n"),
              "1:1 fence.attributes <::: a " + rest + ">: the attributes of ::: a" + attributes)
        << rest;
}

TEST(Fences, CollectTheirFaults) {
  EXPECT_EQ(read("::: A\n:::\n:::\n::: b x\n"),
            "1:1 fence.name <::: A>: a block has a name that cannot be read | write ::: and a name of small letters, "
            "digits and hyphens, such as ::: body\n"
            "3:1 fence.unopened <:::>: ::: closes a block, and none is open | take it out, or name the block it opens\n"
            "4:1 fence.attributes <::: b x>: the attributes of ::: b cannot be read | write {key=\"value\"}, each key "
            "once and at most 16, \\\" for a quotation mark, and no values of the case\n"
            "4:1 fence.unclosed <::: b x>: the block ::: b is not closed | write ::: on a line of its own where it "
            "ends\n");
}

TEST(Fences, TakeNoEndOfAttributesAndTellNoEndOfFaults) {
  std::string head = "::: a {";
  for (int i = 0; i < 16; ++i) head += "k" + std::to_string(i) + "=\"\" ";
  EXPECT_TRUE(read(head + "}\n:::\n").starts_with("a{k0=}")) << head;
  EXPECT_TRUE(read(head + "k=\"\"}\n:::\n").starts_with("1:1 fence.attributes"));
  std::string ends;
  for (int i = 0; i < 1000; ++i) ends += ":::\n";
  const auto pieces = read_fences(ends, Places(ends));
  ASSERT_FALSE(pieces.has_value());
  EXPECT_EQ(pieces.error().size(), 21U);
  EXPECT_EQ(pieces.error().back().code, "base.left-out");
}

TEST(Fences, AreWrittenAsTheyAreRead) {
  EXPECT_EQ(write_fence("body", {}, ""), "::: body\n:::\n");
  EXPECT_EQ(write_fence("a", {{"id", "x"}, {"reason", "say \"no\" \\ or\nyes"}}, "Words"),
            "::: a {id=\"x\" reason=\"say \\\"no\\\" \\\\ or\\nyes\"}\nWords\n:::\n");
  for (const std::string value : {"", "x", "\"", "\\", "\\n", "a\nb", "}", "{\"a\"}", "tŷ", "\\\"\n\\"})
    EXPECT_EQ(read(write_fence("a", {{"k", value}, {"l", "m"}}, "W\n")), "a{k=" + value + "}{l=m}[W\n]") << value;
}

}  // namespace
}  // namespace engross::test
