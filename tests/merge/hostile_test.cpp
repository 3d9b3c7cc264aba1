// Values cannot change the shape of a letter. Random templates are merged with harmless and with hostile values of the
// same kinds, truths and lengths: the merged text must be the same byte for byte, and each token must stand for its
// value unchanged. The seed is fixed; ENGROSS_HOSTILE_ROUNDS asks for more rounds than a test run has.
#include <cstdlib>
#include <random>

#include "merge/merging.hpp"

namespace engross {
namespace {

constexpr std::size_t default_rounds = 10'000;

std::size_t rounds() {
  const char* asked = std::getenv("ENGROSS_HOSTILE_ROUNDS");
  return asked == nullptr ? default_rounds : std::strtoul(asked, nullptr, 10);
}

const std::vector<std::string> attacks{"# Approved\n\n1. You win",
                                       "p|q\n-|-\nx|y",
                                       "{{secret}}",
                                       "{{{secret}}}",
                                       "{{>sign}}",
                                       "{{#a}}",
                                       "{{/a}}",
                                       "{{=<% %>=}}",
                                       "<script>alert(1)</script>",
                                       "<!-- ",
                                       "-->",
                                       "```\ncode\n```",
                                       "::: close",
                                       ":::\n\n::: body",
                                       "---\ntitle: x\n---\n",
                                       "[x](javascript:alert)",
                                       "![x](http://e/i.png)",
                                       "*",
                                       "**",
                                       "_",
                                       "\\",
                                       "    code",
                                       "\t",
                                       "\n",
                                       "\n\n",
                                       "- item",
                                       "+ item",
                                       "10) item",
                                       "> quote",
                                       "===",
                                       "***",
                                       "&lt;",
                                       "&#x41;",
                                       "%0A",
                                       "http://e",
                                       "a\r\nb",
                                       "ŵ’s — “x”",
                                       "\U0001F600",
                                       "0",
                                       " "};

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 engine_;
};

struct Generator {
  Random random;

  // Every scalar name is there in every object, so that most templates succeed.
  std::string name() { return random.pick<std::string>({"a", "b", "c", "o.a", "o.b", "n", "l.0.a"}); }
  std::string section_name() { return random.pick<std::string>({"a", "o", "l", "t", "f", "n", "e", "o.o"}); }

  std::string formatted() {
    const std::string formatter = random.pick<std::string>({"upper", "lower_first", "possessive"});
    return "{{#" + formatter + "}}a{{/" + formatter + "}}";
  }

  std::string words() {
    return random.pick<std::string>({"word", " ", "\n", "\n\n", "- ", "# ", "*x*", "1. ", "| ", ":::\n", "::: body\n",
                                     "  ", ".", "[link](https://e/", ")", "{ ", "\\", "é", "\r\n"});
  }

  std::string piece(int depth) {
    const std::string line_end = random.chance(2) ? "\n" : "";
    switch (random.below(depth > 0 ? 9 : 5)) {
      case 0:
      case 1:
        return words();
      case 2:
      case 3:
        return "{{" + name() + "}}" + line_end;
      case 4:
        return formatted();
      case 5:
        return random.chance(2) ? "{{! no }}" + line_end : "  {{>p}}" + line_end;
      default:
        break;
    }
    const std::string section = section_name();
    return (random.chance(3) ? "{{^" : "{{#") + section + "}}" + line_end + body(depth - 1) + "{{/" + section + "}}" +
           line_end;
  }

  std::string body(int depth) {
    std::string text;
    for (std::size_t i = random.below(6); i > 0; --i) text += piece(depth);
    return text;
  }

  Value scalar(bool hostile) {
    if (!hostile) return Value::string("plain");
    std::string text = random.pick(attacks);
    if (random.chance(3)) text += random.pick(attacks);
    return Value::string(to_nfc(text));
  }

  Value object(bool hostile, int depth) {
    Value value = Value::object();
    for (const char* key : {"a", "b", "c"}) value.set(key, scalar(hostile));
    value.set("n", Value());
    value.set("t", Value::boolean(true));
    value.set("f", Value::boolean(false));
    value.set("e", Value::array());
    if (depth == 0) return value;
    value.set("o", object(hostile, depth - 1));
    value.set("l", Value::array({object(hostile, depth - 1), object(hostile, depth - 1)}));
    return value;
  }
};

// What a Markdown reader would take for structure, a letter for each line.
std::string structure(const std::string& text) {
  std::string lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    const std::size_t first = line.find_first_not_of(" \t\r");
    lines += first == std::string_view::npos ? '_' : line[first];
    at = end + 1;
  }
  return lines;
}

void expect_tokens_hold_values(const MergedText& merged) {
  for (char32_t c = 0xF0000; const TokenValue* value = merged.tokens.find(c); ++c) {
    EXPECT_EQ(value->origin.kind, Origin::Kind::value);
    EXPECT_TRUE(value->origin.pointer.starts_with("/case/"));
    EXPECT_EQ(value->text.find('\r'), std::string::npos);
  }
}

// Every byte of the merged text is a token, or a byte of a template.
void expect_no_foreign_bytes(const MergedText& merged) {
  for (const MergedText::Piece& piece : merged.pieces) {
    const std::string_view text = std::string_view(merged.text).substr(piece.begin, piece.end - piece.begin);
    const bool token = merged.tokens.find(decode_at(text, 0).code_point) != nullptr;
    const bool indentation =
        piece.span.begin == piece.span.end && text.find_first_not_of(" \t") == std::string_view::npos;
    EXPECT_TRUE(token || indentation || text == piece.span.text()) << text;
  }
}

TEST(HostileValues, NeverChangeTheShape) {
  Generator generator{Random(20161026)};
  std::size_t merged_count = 0;
  const std::size_t wanted = rounds();
  for (std::size_t round = 0; round < wanted; ++round) {
    const std::string source = generator.body(3);
    const Result<Template> compiled = Template::compile(make_source("template", source));
    if (!compiled) continue;
    const Result<Template> partial = Template::compile(
        make_source("p", generator.random.pick<std::string>({"{{a}}\n", "x\n{{b}} y", "- {{c}}\n- z\n"})));
    ASSERT_THAT(partial, test::Succeeds());
    const Partials partials{{"p", *partial}};
    const Value plain = generator.object(false, 3);
    const Value hostile = generator.object(true, 3);
    const Result<MergedText> expected =
        merge(*compiled, {{.value = &plain, .source = nullptr, .pointer = "/case"}}, partials);
    const Result<MergedText> actual =
        merge(*compiled, {{.value = &hostile, .source = nullptr, .pointer = "/case"}}, partials);
    ASSERT_EQ(expected.has_value(), actual.has_value()) << source << test::shown(expected) << test::shown(actual);
    if (!actual) continue;
    ++merged_count;
    ASSERT_EQ(actual->text, expected->text) << source;
    ASSERT_EQ(structure(actual->text), structure(expected->text)) << source;
    ASSERT_EQ(actual->tokens.size(), expected->tokens.size()) << source;
    expect_tokens_hold_values(*actual);
    expect_no_foreign_bytes(*actual);
  }
  RecordProperty("merged", static_cast<int>(merged_count));
  EXPECT_GT(merged_count, wanted / 2) << "too few of the random templates merge for the test to mean anything";
}

}  // namespace
}  // namespace engross
