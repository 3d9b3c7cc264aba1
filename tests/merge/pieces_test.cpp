// The map from merged text back to the sources: every byte has a piece, copied bytes are the source's own.
#include <fmt/format.h>

#include "merge/merging.hpp"

namespace engross {
namespace {

// A line for each piece: the text, then what wrote it and where.
std::string pieces_of(const MergedText& merged) {
  std::string listing;
  for (const MergedText::Piece& piece : merged.pieces) {
    std::string text;
    for (const char c : test::shown(
             {.text = merged.text.substr(piece.begin, piece.end - piece.begin), .pieces = {}, .tokens = merged.tokens}))
      text += c == '\n' ? std::string("\\n") : std::string(1, c);
    listing += fmt::format("[{}] {} {} {}\n", text, piece.span.source->name, test::place_of(piece.span),
                           piece.span.end - piece.span.begin);
  }
  return listing;
}

void expect_complete(const MergedText& merged) {
  std::uint32_t at = 0;
  for (const MergedText::Piece& piece : merged.pieces) {
    EXPECT_EQ(piece.begin, at);
    EXPECT_LT(piece.begin, piece.end);
    at = piece.end;
  }
  EXPECT_EQ(at, merged.text.size());
}

TEST(Pieces, OfALetter) {
  const Result<MergedText> merged = test::merge_texts(
      "Dear {{name}},\n{{! none }}\n{{#topics}}\n- *{{.}}*\n{{/topics}}\n  {{>sign}}\nEnd{{! x }} here\n",
      R"({"name": "Jo", "topics": ["a", "b"]})", MergePolicy::letters(), {{"sign", "Yours\n{{name}}\n"}});
  ASSERT_THAT(merged, test::Succeeds());
  expect_complete(*merged);
  EXPECT_EQ(pieces_of(*merged),
            "[Dear ] template 1:1 5\n"
            "[⟦Jo⟧] template 1:6 8\n"
            "[,\\n] template 1:14 2\n"
            "[- *] template 4:1 3\n"
            "[⟦a⟧] template 4:4 5\n"
            "[*\\n] template 4:9 2\n"
            "[- *] template 4:1 3\n"
            "[⟦b⟧] template 4:4 5\n"
            "[*\\n] template 4:9 2\n"
            "[  ] sign 1:1 0\n"
            "[Yours\\n] sign 1:1 6\n"
            "[  ] sign 2:1 0\n"
            "[⟦Jo⟧] sign 2:1 8\n"
            "[\\n] sign 2:9 1\n"
            "[End] template 7:1 3\n"
            "[ here\\n] template 7:12 6\n");
}

TEST(Pieces, SpanAt) {
  const Result<MergedText> merged =
      test::merge_texts("One {{a}} two{{! gap }} three", R"({"a": "x"})", MergePolicy::letters());
  ASSERT_THAT(merged, test::Succeeds());
  const auto text_at = [&](std::string_view words) {
    const std::size_t at = merged->text.find(words);
    return std::string(merged->span_at(at, at + words.size()).text());
  };
  EXPECT_EQ(text_at("One"), "One");
  EXPECT_EQ(text_at("ne"), "ne");
  EXPECT_EQ(text_at("two"), "two");
  EXPECT_EQ(text_at("two three"), "two{{! gap }} three");
  EXPECT_EQ(text_at("\U000F0000"), "{{a}}");
  EXPECT_EQ(text_at("e \U000F0000 t"), "e {{a}} t");
  EXPECT_EQ(merged->span_at(2, 2).begin, 2U);
  EXPECT_EQ(merged->span_at(2, 2).end, 2U);
  EXPECT_EQ(MergedText{}.span_at(0, 1), Span{});
  const std::size_t size = merged->text.size();
  EXPECT_EQ(merged->span_at(size, size + 5).end, merged->span_at(size - 1, size).end);
}

TEST(Pieces, OriginsOfValues) {
  const Result<MergedText> merged = test::merge_texts(
      "{{#incoming}}{{dated}}{{/incoming}}{{#long_date}}incoming.dated{{/long_date}}{{#rows}}{{/rows}}{{n}}"
      "{{#xs}}{{v}}{{#upper}}v{{/upper}}{{/xs}}{{xs.1.v}}",
      R"({"incoming": {"dated": "2016-09-30"}, "rows": [], "n": 1.20, "xs": [{"v": "p"}, {"v": "q"}]})",
      MergePolicy::letters());
  ASSERT_THAT(merged, test::Succeeds());
  std::string listing;
  for (char32_t c = 0xF0000; const TokenValue* value = merged->tokens.find(c); ++c)
    listing += value->text + " " + value->origin.pointer + " " + std::string(value->origin.span.text()) + "\n";
  EXPECT_EQ(listing,
            "2016-09-30 /case/incoming/dated \"2016-09-30\"\n"
            "30 September 2016 /case/incoming/dated \"2016-09-30\"\n"
            "1.20 /case/n 1.20\n"
            "p /case/xs/0/v \"p\"\n"
            "P /case/xs/0/v \"p\"\n"
            "q /case/xs/1/v \"q\"\n"
            "Q /case/xs/1/v \"q\"\n"
            "q /case/xs/1/v \"q\"\n");
}

TEST(Pieces, OfMadeValuesHaveNoSpan) {
  Value data = Value::object();
  data.set("a~b", Value::string("x"));
  data.set("c", Value::string("x"));
  const Context context{{.value = &data, .source = make_source("case.json", "{}"), .pointer = "/derived"}};
  const Result<Template> text = Template::compile(make_source("template", "{{c}}"));
  const Result<MergedText> merged = merge(*text, context, {}, MergePolicy::letters());
  ASSERT_THAT(merged, test::Succeeds());
  EXPECT_EQ(merged->tokens.find(0xF0000)->origin.kind, Origin::Kind::value);
  EXPECT_EQ(merged->tokens.find(0xF0000)->origin.pointer, "/derived/c");
  EXPECT_EQ(merged->tokens.find(0xF0000)->origin.span, Span{});
}

TEST(Pieces, LenientMergesHaveThemToo) {
  const Result<MergedText> merged =
      test::merge_texts("<{{a}}>\n  {{>p}}\n", R"({"a": "&"})", MergePolicy::specification(), {{"p", "1\n2\n"}});
  ASSERT_THAT(merged, test::Succeeds());
  expect_complete(*merged);
  EXPECT_EQ(pieces_of(*merged),
            "[<] template 1:1 1\n"
            "[&amp;] template 1:2 5\n"
            "[>\\n] template 1:7 2\n"
            "[  ] p 1:1 0\n"
            "[1\\n] p 1:1 2\n"
            "[  ] p 2:1 0\n"
            "[2\\n] p 2:1 2\n");
}

}  // namespace
}  // namespace engross
