#include "data/show.hpp"

namespace engross {
namespace {

using test::FailsWith;
using test::show;
using test::show_places;
using test::Succeeds;

struct Row {
  std::string_view text;
  std::string_view shown;
};

Result<Document> read(std::string_view text, ReadLimits limits = {}) {
  return read_yaml(make_source("x.yaml", std::string(text)), limits);
}

TEST(ReadYaml, ReadsTheSubset) {
  const Row rows[] = {
      {"a: 1\nb: [x, 'y', \"z\"]\nc: {d: e}\n", R"({"a":1,"b":["x","y","z"],"c":{"d":"e"}})"},
      {"---\na: 1\n...\n", R"({"a":1})"},
      {"- a\n- - b\n  - c\n", R"(["a",["b","c"]])"},
      {"a: |\n  one\n  two\nb: >\n  one\n  two\n\n  three\n", R"({"a":"one\ntwo\n","b":"one two\nthree\n"})"},
      {"a: |\r\n  one\r\n  two\r\n", R"({"a":"one\ntwo\n"})"},
      {"# comment\nb: 2 # more\na:\n  c: 3\n", R"({"b":2,"a":{"c":3}})"},
      {"just text", R"("just text")"},
      {"'quoted'", R"("quoted")"},
      {"{a, b: }", R"({"a":null,"b":null})"},
      {"a: \"\\u0041\\x42\"", R"({"a":"AB"})"},
      {"a: e\xCC\x81", R"({"a":"é"})"},
      {"%YAML 1.1\n---\na: 1\n", R"({"a":1})"},
      {"1: x\ntrue: y\n", R"({"1":"x","true":"y"})"},
  };
  for (const Row& row : rows) EXPECT_EQ(show(read(row.text)), row.shown) << row.text;
}

TEST(ReadYaml, TypesPlainScalarsByTheJsonSchemaOnly) {
  const Row rows[] = {
      {"", "null"},
      {"null", "null"},
      {"~", "null"},
      {"Null", R"("Null")"},
      {"true", "true"},
      {"false", "false"},
      {"True", R"("True")"},
      {"no", R"("no")"},
      {"yes", R"("yes")"},
      {"on", R"("on")"},
      {"1", "1"},
      {"-1.20", "-1.20"},
      {"1e3", "1e3"},
      {"010", R"("010")"},
      {"0x10", R"("0x10")"},
      {"+1", R"("+1")"},
      {".5", R"(".5")"},
      {"1.", R"("1.")"},
      {"1_000", R"("1_000")"},
      {"2016-09-01", R"("2016-09-01")"},
      {".inf", R"(".inf")"},
      {"12:30", R"("12:30")"},
      {"'1'", R"("1")"},
      {"\"true\"", R"("true")"},
      {"''", R"("")"},
      {"'~'", R"("~")"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(show(read("a: " + std::string(row.text))), "{\"a\":" + std::string(row.shown) + "}") << row.text;
}

TEST(ReadYaml, SaysWhereAndWhatIsWrong) {
  const Row rows[] = {
      {"", "1:1 data.empty: there is nothing here"},
      {"# only a comment\n", "1:1 data.empty: there is nothing here but comments"},
      {"---\n", "1:1 data.empty: there is nothing here but comments"},
      {"\xEF\xBB\xBF"
       "a: 1",
       "1:1 data.byte-order-mark: this begins with a byte order mark"},
      {"a: \xFF", "1:4 data.not-utf8: the byte 0xFF is not UTF-8"},
      {"a: b\x07", "1:5 data.forbidden-character: U+0007 is a control character, which no input may hold"},
      {"a: b\xE2\x80\xA8"
       "c",
       "1:5 data.forbidden-character: U+2028 is a control character, which no input may hold"},
      {"a: b\n\"\\u202E\": 1",
       "2:1 data.forbidden-character: U+202E is a bidirectional override, which no input may hold"},
      {"a: \"\\N\"\nb: \"\\e\"",
       "1:4 data.forbidden-character: U+0085 is a control character, which no input may hold\n"
       "2:4 data.forbidden-character: U+001B is a control character, which no input may hold"},
      {"a: 1\nb: 2\na: 3\n", "3:1 data.duplicate-key: \"a\" is given twice; it first stands at line 1, column 1"},
      {"é: {x: 1, 'x': 2}\n", "1:11 data.duplicate-key: \"x\" is given twice; it first stands at line 1, column 5"},
      {"a: &x 1\nb: *x\n", "1:4 data.yaml-anchor: anchors and aliases (& and *) are not taken"},
      {"b: *x\n", "1:4 data.yaml-anchor: anchors and aliases (& and *) are not taken"},
      {"a: &x [1]\n", "1:4 data.yaml-anchor: anchors and aliases (& and *) are not taken"},
      {"a: &x\n  b: 1\n", "1:4 data.yaml-anchor: anchors and aliases (& and *) are not taken"},
      {"a: !!str 1\n", "1:4 data.yaml-tag: tags (! and %TAG) are not taken"},
      {"a: ! 1\n", "1:4 data.yaml-tag: tags (! and %TAG) are not taken"},
      {"--- !x\na: 1\n", "1:5 data.yaml-tag: tags (! and %TAG) are not taken"},
      {"a: !x [1]\n", "1:4 data.yaml-tag: tags (! and %TAG) are not taken"},
      {"%TAG ! tag:x,2000:\n---\na: 1\n", "1:1 data.yaml-tag: tags (! and %TAG) are not taken"},
      {"a: 1\n---\nb: 2\n", "2:1 data.yaml-documents: a second document begins here"},
      {"? [a, b]\n: 1\n", "1:3 data.syntax: a key is plain or quoted text, not a list or a mapping"},
      {"{{name}}: 1\n", "1:1 data.syntax: a key is plain or quoted text, not a list or a mapping"},
  };
  for (const Row& row : rows) EXPECT_EQ(show(read(row.text)), row.shown) << row.text;
}

TEST(ReadYaml, PlacesSyntaxErrorsAfterWideCharacters) {
  const Row rows[] = {
      {"ŷ: 😀 é: x\n", "1:7"}, {"é: 😀\n\tb: 1\n", "2:1"}, {"é: [1, 2\n", "2:1"},
      {"é: \"abc\n", "2:1"},  {"é: @x\n", "1:4"},
  };
  for (const Row& row : rows) {
    const Result<Document> result = read(row.text);
    ASSERT_THAT(result, FailsWith("data.syntax")) << row.text;
    EXPECT_EQ(test::place(result.error()[0]), row.shown) << print(result.error());
  }
}

TEST(ReadYaml, HintsAtTheRemedy) {
  const Row rows[] = {
      {"title: a: b\n", "put text that holds a colon in quotes"},
      {"a:\n\tb: 1\n", "indent with spaces, not tabs"},
      {"a: @b\n", "put the text in quotes"},
  };
  for (const Row& row : rows) {
    const Result<Document> result = read(row.text);
    ASSERT_THAT(result, FailsWith("data.syntax")) << row.text;
    EXPECT_THAT(result.error()[0].hints, testing::ElementsAre(std::string(row.shown))) << print(result.error());
  }
}

TEST(ReadYaml, KnowsThePlaceOfEverything) {
  const Result<Document> result =
      read("ŷ: 😀 x   # c\n'b': [ 1, \"é\" ]\r\nc:\n  d: 'q''q'\n\n# comment\ne:\n  - f\n  - g: h\n\n# end\n");
  ASSERT_THAT(result, Succeeds());
  EXPECT_EQ(show_places(*result),
            "=ŷ: 😀 x   # c\n'b': [ 1, \"é\" ]\r\nc:\n  d: 'q''q'\n\n# comment\ne:\n  - f\n  - g: h\n"
            "/ŷ@key=ŷ\n/ŷ=😀 x\n/b@key='b'\n/b=[ 1, \"é\" ]\n/b/0=1\n/b/1=\"é\"\n"
            "/c@key=c\n/c=d: 'q''q'\n/c/d@key=d\n/c/d='q''q'\n"
            "/e@key=e\n/e=- f\n  - g: h\n/e/0=f\n/e/1=g: h\n/e/1/g@key=g\n/e/1/g=h\n");
}

TEST(ReadYaml, ReadsAPartInItsPlace) {
  const SourceRef source = make_source("p.md", "---\nwhen: é\nlet: [\n---\nText: {\n");
  const Result<Document> front = read_yaml(source, Extent{4, 13});
  ASSERT_THAT(front, Succeeds());
  EXPECT_EQ(front->span(*front->root.find("when")).text(), "é");
  const Result<Document> broken = read_yaml(source, Extent{4, 20});
  ASSERT_THAT(broken, FailsWith("data.syntax"));
  EXPECT_EQ(broken.error()[0].span.begin, 20U);
}

TEST(ReadYaml, CapsDepthSizeAndCount) {
  EXPECT_THAT(read(std::string(64, '[') + std::string(64, ']')), Succeeds());
  EXPECT_THAT(read(std::string(65, '[') + std::string(65, ']')), FailsWith("data.too-deep"));
  EXPECT_THAT(read(std::string(1'000'000, '[')), FailsWith("data.too-deep"));

  EXPECT_THAT(read(std::string(1'000'000, '{')), testing::AnyOf(FailsWith("data.too-deep"), FailsWith("data.syntax")));

  std::string dashes;
  for (int i = 0; i < 100'000; ++i) dashes += "- ";
  EXPECT_THAT(read(dashes), FailsWith("data.too-deep"));
  EXPECT_THAT(read("[1,2,3]", {.nodes = 3}), FailsWith("data.too-many"));
  EXPECT_THAT(read(std::string(100'000'000, 'a')), FailsWith("data.too-large"));
}

TEST(ReadYaml, GivesWhatJsonGives) {
  const std::string_view text = R"({"a": [1, 2.50, "x\n\"y\"", null, true], "b": {"c": {}, "d": []}})";
  EXPECT_EQ(show(read(text)), show(read_json(make_source("x", std::string(text)))));
}

}  // namespace
}  // namespace engross
