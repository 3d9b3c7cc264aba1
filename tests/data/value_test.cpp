#include "data/value.hpp"

#include "data/show.hpp"

namespace engross {
namespace {

using test::Succeeds;

Value parse(std::string_view text) {
  const Result<Document> result = read_json(make_source("x", std::string(text)));
  EXPECT_THAT(result, Succeeds());
  return result ? result->root : Value();
}

TEST(Value, HoldsOneKindAndIsEmptyOfTheOthers) {
  const Value text = Value::string("x");
  EXPECT_TRUE(text.is_string());
  EXPECT_TRUE(text.items().empty());
  EXPECT_TRUE(text.members().empty());
  EXPECT_EQ(text.find("x"), nullptr);
  EXPECT_EQ(Value().text(), "");
  EXPECT_EQ(Value::array().text(), "");
  EXPECT_TRUE(Value::boolean(true).truth());
  EXPECT_EQ(Value::number("1.20").text(), "1.20");
  EXPECT_EQ(name_of(Value::Kind::object), "object");
  EXPECT_EQ(name_of(Value::Kind::boolean), "true or false");
}

TEST(Value, SetsAndFindsFewAndManyMembers) {
  for (const int n : {0, 1, 16, 17, 18, 1000}) {
    Value object;
    for (int i = 0; i < n; ++i) object.set("k" + std::to_string(i * 7919 % 1000), Value::number(std::to_string(i)));
    for (int i = 0; i < n; i += 3)
      object.set("k" + std::to_string(i * 7919 % 1000), Value::number("-" + std::to_string(i)));
    EXPECT_EQ(object.members().size(), static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
      const Value* found = object.find("k" + std::to_string(i * 7919 % 1000));
      ASSERT_NE(found, nullptr);
      EXPECT_EQ(found->text(), (i % 3 == 0 ? "-" : "") + std::to_string(i));
    }
    EXPECT_EQ(object.find("absent"), nullptr);
    EXPECT_EQ(object.find(""), nullptr);
    const Value copy = object;
    EXPECT_EQ(to_json(copy), to_json(object));
    EXPECT_EQ(Value::object(object.members()).keys(), object.keys());
  }
}

TEST(Value, FindsPaths) {
  const Value root = parse(R"({"a":{"b":[{"c":1},[2,3]],"":4},"0":5})");
  struct Row {
    std::string_view path, found;
  };
  const Row rows[] = {
      {"a.b.0.c", "1"},
      {"a.b.1.1", "3"},
      {"a.b.1.2", "absent"},
      {"a.b.-1", "absent"},
      {"a.b.x", "absent"},
      {"a.", "4"},
      {"0", "5"},
      {"", "absent"},
      {"a.b.0.c.d", "absent"},
      {"a.b.01", R"([2,3])"},
      {"a.b.1x", "absent"},
      {"a.b.99999999999999999999", "absent"},
      {".a", "absent"},
  };
  for (const Row& row : rows) {
    const Value* found = find_path(root, row.path);
    EXPECT_EQ(found == nullptr ? "absent" : to_json(*found, false), row.found) << row.path;
  }
}

TEST(Value, WritesJson) {
  const Value value = parse(R"({"b":[1,{"x":null}],"a":{},"é":"\"\\\n\t/","c":[]})");
  EXPECT_EQ(to_json(value),
            "{\n  \"b\": [\n    1,\n    {\n      \"x\": null\n    }\n  ],\n  \"a\": {},\n"
            "  \"é\": \"\\\"\\\\\\n\\t/\",\n  \"c\": []\n}");
  EXPECT_EQ(to_json(value, false), R"({"b":[1,{"x":null}],"a":{},"é":"\"\\\n\t/","c":[]})");
  EXPECT_EQ(to_canonical_json(value), R"({"a":{},"b":[1,{"x":null}],"c":[],"é":"\"\\\n\t/"})");
  EXPECT_EQ(to_json(Value::string(std::string("\x01\r", 2))), R"("\u0001\r")");
}

TEST(Value, EscapesPointers) {
  EXPECT_EQ(json_pointer_token("a/b~c"), "a~1b~0c");
  EXPECT_EQ(json_pointer_token(""), "");
}

TEST(Value, KnowsJsonNumbers) {
  for (const std::string_view good : {"0", "-0", "10", "1.0", "0.10", "1e1", "1E-10", "-1.5e+3"})
    EXPECT_TRUE(is_json_number(good)) << good;
  for (const std::string_view bad :
       {"", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x10", "1_0", "1 ", "NaN", "1.2.3", "--1", "1e1.5"})
    EXPECT_FALSE(is_json_number(bad)) << bad;
}

TEST(Document, GivesTheBytesOfTextThatIsWrittenAsItIs) {
  const SourceRef source =
      make_source("x", "a: plain 'text'\nb: \"not late\"\nc: 'it''s'\nd: \"\\u0041\"\ne: 'x'\nf: 1\n");
  const Result<Document> document = read_yaml(source);
  ASSERT_THAT(document, Succeeds());
  const auto bytes = [&](std::string_view key) {
    const std::optional<Extent> extent = document->verbatim(*document->root.find(key));
    return extent ? source->text.substr(extent->begin, extent->end - extent->begin) : "nothing";
  };
  EXPECT_EQ(bytes("a"), "plain 'text'");
  EXPECT_EQ(bytes("b"), "not late");
  EXPECT_EQ(bytes("c"), "nothing");
  EXPECT_EQ(bytes("d"), "nothing");
  EXPECT_EQ(bytes("e"), "x");
  EXPECT_EQ(bytes("f"), "nothing");
}

}  // namespace
}  // namespace engross
