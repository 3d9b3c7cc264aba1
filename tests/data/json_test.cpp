#include <nlohmann/json.hpp>
#include <random>

#include "data/json_writer.hpp"
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
  return read_json(make_source("x.json", std::string(text)), limits);
}

TEST(ReadJson, ReadsWhatRfc8259Allows) {
  const Row rows[] = {
      {"null", "null"},
      {" true ", "true"},
      {"false\n", "false"},
      {"\"\"", "\"\""},
      {"[]", "[]"},
      {"{}", "{}"},
      {"[ ]", "[]"},
      {"{\"a\":[1,{\"b\":null}],\"\":0}", "{\"a\":[1,{\"b\":null}],\"\":0}"},
      {"{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"},
      {"\"\\u0041\\n\\t\\\"\\\\\\/\\ud83d\\ude00\"", "\"A\\n\\t\\\"\\\\/😀\""},
      {"\"a\\r\\nb\"", "\"a\\nb\""},  // lines end in a line feed alone
      {"\"e\\u0301\"", "\"é\""},      // NFC, also out of escapes
      {"\"e\xCC\x81\"", "\"é\""},
      {"{\"e\xCC\x81\":1}", "{\"é\":1}"},
      {"[1]\r\n", "[1]"},
  };
  for (const Row& row : rows) EXPECT_EQ(show(read(row.text)), row.shown) << row.text;
}

TEST(ReadJson, KeepsTheTextOfNumbers) {
  for (const std::string_view number :
       {"0", "-0", "1.20", "100.00", "1e3", "1E+3", "-0.0", "0.00001", "123456789012345678901234567890",
        "0.1000000000000000055511151231257827", "18446744073709551616", "-9223372036854775809"}) {
    EXPECT_EQ(show(read(number)), number);
    EXPECT_EQ(show(read("[" + std::string(number) + " ,1]")), "[" + std::string(number) + ",1]");
  }
}

TEST(ReadJson, SaysWhereAndWhatIsWrong) {
  const Row rows[] = {
      {"", "1:1 data.empty: there is nothing here"},
      {" \n\t", "1:1 data.empty: there is nothing here"},
      {"\xEF\xBB\xBF{}", "1:1 data.byte-order-mark: this begins with a byte order mark"},
      {"{\"a\": \"\xFF\"}", "1:8 data.not-utf8: the byte 0xFF is not UTF-8"},
      {"\"\xED\xA0\x80\"", "1:2 data.not-utf8: the byte 0xED is not UTF-8"},
      {"\"caf\xE9\"", "1:5 data.not-utf8: the byte 0xE9 is not UTF-8"},
      {"\xFF\xFE{\0", "1:1 data.not-utf8: the byte 0xFF is not UTF-8"},
      {"{\"a\":\"\xE2\x80\xAE\"}",
       "1:7 data.forbidden-character: U+202E is a bidirectional override, which no input may hold"},
      {"[\"\xEE\x80\x80\",\n\"\xF3\xB0\x80\x80\"]",
       "1:3 data.forbidden-character: U+E000 is a private-use character, which no input may hold\n"
       "2:2 data.forbidden-character: U+F0000 is a private-use character, which no input may hold"},
      {"{\"a\": \"x\\u202ey\"}",
       "1:9 data.forbidden-character: U+202E is a bidirectional override, which no input may hold"},
      {"[\"é\\n\\u00e9\\ud83d\\ude00\\u0000\"]",
       "1:24 data.forbidden-character: U+0000 is a control character, which no input may hold"},
      {"[\"a\\rb\"]", "1:4 data.forbidden-character: U+000D is a control character, which no input may hold"},
      {"[\"\\udbc0\\udc00\"]",
       "1:3 data.forbidden-character: U+100000 is a private-use character, which no input may hold"},
      {"{\"\\u0001\": 1}", "1:3 data.forbidden-character: U+0001 is a control character, which no input may hold"},
      {std::string_view("{}\0{}", 5),
       "1:3 data.forbidden-character: U+0000 is a control character, which no input may hold"},
      {"{\"a\":1,\n \"a\":2}", "2:2 data.duplicate-key: \"a\" is given twice; it first stands at line 1, column 2"},
      {"{\"a\":{\"b\":1,\"b\":2},\"a\":3,\"a\":4}",
       "1:13 data.duplicate-key: \"b\" is given twice; it first stands at line 1, column 7\n"
       "1:20 data.duplicate-key: \"a\" is given twice; it first stands at line 1, column 2\n"
       "1:26 data.duplicate-key: \"a\" is given twice; it first stands at line 1, column 2"},
      {"{\"\xC3\xA9\":1,\"e\\u0301\":2}",
       "1:8 data.duplicate-key: \"é\" is given twice; it first stands at line 1, column 2"},
      {"{", "1:2 data.syntax: the text ends where a key in double quotes, or '}' is expected"},
      {"{\"a\"", "1:5 data.syntax: the text ends where ':' after the key is expected"},
      {"{\"a\":", "1:6 data.syntax: the text ends where a value is expected"},
      {"{\"a\":1", "1:7 data.syntax: the text ends where ',' or '}' is expected"},
      {"[1,", "1:4 data.syntax: the text ends where a value is expected"},
      {"[1", "1:3 data.syntax: the text ends where ',' or ']' is expected"},
      {"[1,]", "1:4 data.syntax: there is ']' where a value is expected"},
      {"[,1]", "1:2 data.syntax: there is ',' where a value, or ']' is expected"},
      {"[1,,2]", "1:4 data.syntax: there is ',' where a value is expected"},
      {"{\"a\":1,}", "1:8 data.syntax: there is '}' where a key in double quotes is expected"},
      {"{\"a\" \"b\"}", "1:6 data.syntax: there is a string where ':' after the key is expected"},
      {"{\"a\":1 \"b\":2}", "1:8 data.syntax: there is a string where ',' or '}' is expected"},
      {"{a:1}", "1:2 data.syntax: there is \"a\" where a key in double quotes, or '}' is expected"},
      {"{\"a\":'x'}", "1:6 data.syntax: there is ''' where a value is expected"},
      {"[True]", "1:2 data.syntax: there is \"True\" where a value, or ']' is expected"},
      {"[nul]", "1:2 data.syntax: there is \"nul\" where a value, or ']' is expected"},
      {"[NaN]", "1:2 data.syntax: there is \"NaN\" where a value, or ']' is expected"},
      {"[01]", "1:3 data.syntax: there is \"1\" where ',' or ']' is expected"},
      {"[1.]", "1:2 data.syntax: this number is not JSON: expected digit after '.'"},
      {"[-]", "1:2 data.syntax: this number is not JSON: expected digit after '-'"},
      {"[1e999]", "1:2 data.syntax: this number is too large"},
      {"[1} ", "1:3 data.syntax: there is '}' where ',' or ']' is expected"},
      {"{} {}", "1:4 data.syntax: there is '{' where nothing more is expected"},
      {"1 2", "1:3 data.syntax: there is \"2\" where nothing more is expected"},
      {"// no\n{}", "1:1 data.syntax: there is '/' where a value is expected"},
      {"[\"abc", "1:2 data.syntax: this string has no closing quote"},
      {"[\"a\nb\"]",
       "1:4 data.syntax: this string is not JSON: control character U+000A (LF) must be escaped to \\u000A or \\n"},
      {"[\"\\x\"]", "1:4 data.syntax: this string is not JSON: forbidden character after backslash"},
      {"[\"\\ud800\"]",
       "1:9 data.syntax: this string is not JSON: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF"},
      {"[é]", "1:2 data.syntax: there is 'é' where a value, or ']' is expected"},
  };
  for (const Row& row : rows) EXPECT_EQ(show(read(row.text)), row.shown) << row.text;
}

TEST(ReadJson, HintsAtTheRemedy) {
  const Row rows[] = {
      {"[1,]", "remove the comma before it"},
      {"['a']", "JSON takes double quotes only"},
      {"[1 // x\n]", "JSON has no comments"},
      {"[True]", "write it in lower case"},
      {"[None]", "write null"},
      {"[abc]", "put text in double quotes"},
      {"[1e999]", "write it as a string"},
      {"\xFF\xFE{", "this looks like UTF-16; save the file as UTF-8"},
      {"[NaN]", "JSON has no such number; write null or a string"},
  };
  for (const Row& row : rows) {
    const Result<Document> result = read(row.text);
    ASSERT_FALSE(result) << row.text;
    EXPECT_THAT(result.error()[0].hints, testing::ElementsAre(std::string(row.shown))) << row.text;
  }
}

TEST(ReadJson, KnowsThePlaceOfEverything) {
  const Result<Document> result =
      read("{ \"a\" : [ 1.50 ,-2, \"x\\\"]\" ],\n\"\\u00e9\":{\"k\":null , \"t\":true},\"f\":false, \"e\": [ ] }");
  ASSERT_THAT(result, Succeeds());
  EXPECT_EQ(show_places(*result),
            "={ \"a\" : [ 1.50 ,-2, \"x\\\"]\" ],\n\"\\u00e9\":{\"k\":null , \"t\":true},\"f\":false, \"e\": [ ] }\n"
            "/a@key=\"a\"\n/a=[ 1.50 ,-2, \"x\\\"]\" ]\n/a/0=1.50\n/a/1=-2\n/a/2=\"x\\\"]\"\n"
            "/é@key=\"\\u00e9\"\n/é={\"k\":null , \"t\":true}\n/é/k@key=\"k\"\n/é/k=null\n/é/t@key=\"t\"\n/é/t=true\n"
            "/f@key=\"f\"\n/f=false\n/e@key=\"e\"\n/e=[ ]\n");
}

TEST(ReadJson, ReadsAPartInItsPlace) {
  const SourceRef source = make_source("x", "{\"n\":1}\n{\"n\":12}\n{\"n\":,}\n");
  const Result<Document> second = read_json(source, Extent{8, 16});
  ASSERT_THAT(second, Succeeds());
  EXPECT_EQ(second->span(*second->root.find("n")).text(), "12");
  EXPECT_EQ(show(read_json(source, Extent{17, 24})), "3:6 data.syntax: there is ',' where a value is expected");
  EXPECT_EQ(show(read_json(source, Extent{8, 13})), "2:6 data.syntax: the text ends where a value is expected");
}

TEST(ReadJson, CapsDepth) {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  EXPECT_THAT(read(nested(64)), Succeeds());
  EXPECT_EQ(show(read(nested(65))), "1:65 data.too-deep: objects and arrays nest deeper than 64");
  EXPECT_THAT(read(std::string(1'000'000, '[')), FailsWith("data.too-deep"));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_THAT(read(objects), FailsWith("data.too-deep"));
}

TEST(ReadJson, CapsSizeAndCount) {
  EXPECT_EQ(show(read("[1,2,3]", {.nodes = 3})), "1:6 data.too-many: there are more than 3 values");
  EXPECT_THAT(read("[1,2,3]", {.nodes = 4}), Succeeds());
  EXPECT_EQ(show(read("[1,2,3]", {.bytes = 6})), "1:1 data.too-large: this has 7 bytes; at most 6 bytes are read");
  EXPECT_EQ(show(read(std::string(100'000'000, ' '))),
            "1:1 data.too-large: this has 100.0 MB; at most 8.4 MB are read");
}

TEST(ReadJson, StopsAtTwentyErrors) {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i) text += "\"\\u0001\",";
  const Result<Document> result = read(text + "1]");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().size(), 20U);
}

TEST(ReadJson, FindsDuplicatesAmongMany) {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"key" + std::to_string(i) + "\":1,";
  EXPECT_THAT(read(text + "\"last\":1}"), Succeeds());
  EXPECT_THAT(read(text + "\"key77\":1}"), FailsWith("data.duplicate-key"));
}

// Whatever a Value holds, writing and reading it gives the same value.
TEST(ReadJson, ReadsBackWhatWasWritten) {
  std::mt19937 random(20161026);
  const auto below = [&](std::size_t n) { return random() % n; };
  const std::string_view pieces[] = {"a", "\"", "\\", "\n", "\t", "é", "€", "😀", " ", "/", "{", "0"};
  const auto text = [&] {
    std::string made;
    for (std::size_t i = below(6); i > 0; --i) made += pieces[below(12)];
    return made;
  };
  const auto make = [&](const auto& self, int depth) -> Value {
    switch (below(depth > 4 ? 4 : 6)) {
      case 0:
        return {};
      case 1:
        return Value::boolean(below(2) == 1);
      case 2:
        return Value::number(std::to_string(below(1000)) + ".50");
      case 3:
        return Value::string(text());
      case 4: {
        Value array = Value::array();
        for (std::size_t i = below(5); i > 0; --i) array.push_back(self(self, depth + 1));
        return array;
      }
      default: {
        Value object = Value::object();
        for (std::size_t i = below(25); i > 0; --i) object.set(text(), self(self, depth + 3));
        return object;
      }
    }
  };
  for (int i = 0; i < 2000; ++i) {
    const Value value = make(make, 0);
    for (const bool indented : {false, true}) {
      const Result<Document> again = read(to_json(value, indented));
      ASSERT_THAT(again, Succeeds());
      ASSERT_EQ(to_json(again->root), to_json(value));
    }
  }
}

// Characters are looked at eight together, so every place and every byte is tried.
TEST(Json, WritesEveryByteAtEveryPlace) {
  for (unsigned byte = 1; byte < 0x100; ++byte) {
    const bool lead = byte >= 0x80;
    if (lead && byte != 0xC3) continue;
    const std::string character = lead ? "é" : std::string(1, static_cast<char>(byte));
    for (std::size_t length = 0; length < 20; ++length) {
      for (std::size_t at = 0; at <= length; ++at) {
        std::string text(length, 'x');
        text.insert(at, character);
        std::string written;
        append_json_string(written, text);
        EXPECT_EQ(nlohmann::json::parse(written), text) << byte << " at " << at << " of " << length;
      }
    }
  }
}

}  // namespace
}  // namespace engross
