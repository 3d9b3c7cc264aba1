// Templates that do not compile, as people read it; and what a template says that it names.
#include "merge/merging.hpp"

namespace engross {
namespace {

struct Row {
  const char* name;
  std::string text;
  std::string expected;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.text;
}

class CompileErrors : public testing::TestWithParam<Row> {};

TEST_P(CompileErrors, Row) {
  const Result<Template> compiled = Template::compile(make_source("template", GetParam().text));
  EXPECT_EQ(compiled ? "compiles" : test::shown(compiled.error()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Tags, CompileErrors,
    testing::Values(
        Row{"unclosed_tag", "A\nB {{name\nC",
            "2:3 template.syntax: this tag is not closed: there is no \"}}\" after it\n"},
        Row{"unclosed_triple", "{{{name}} x",
            "1:1 template.syntax: this tag is not closed: there is no \"}}}\" after it\n"},
        Row{"empty", "{{}}",
            "1:1 template.empty-name: this tag names nothing\n"
            "  write a name between the braces\n"},
        Row{"empty_of_each_kind", "{{#}}x{{/}}{{>}}{{&}}{{{ }}}{{>*}}",
            "1:1 template.empty-name: this tag names nothing\n"
            "  write a name between the braces\n"
            "1:12 template.empty-name: this tag names nothing\n"
            "  write a name between the braces\n"
            "1:17 template.empty-name: this tag names nothing\n"
            "  write a name between the braces\n"
            "1:22 template.empty-name: this tag names nothing\n"
            "  write a name between the braces\n"
            "1:29 template.empty-name: this tag names nothing\n"
            "  write a name between the braces\n"},
        Row{"space_in_name", "{{a b}}",
            "1:1 template.syntax: \"a b\" is not a name\n"
            "  names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated\n"},
        Row{"pipe", "{{a|upper}}",
            "1:1 template.syntax: \"a|upper\" is not a name\n"
            "  a formatter goes around the name: {{#long_date}}incoming.dated{{/long_date}}\n"},
        Row{"dots", "{{a..b}}{{.a}}{{a.}}{{..}}",
            "1:1 template.syntax: \"a..b\" has a dot with no name beside it\n"
            "  names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated\n"
            "1:9 template.syntax: \".a\" has a dot with no name beside it\n"
            "  names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated\n"
            "1:15 template.syntax: \"a.\" has a dot with no name beside it\n"
            "  names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated\n"
            "1:21 template.syntax: \"..\" has a dot with no name beside it\n"
            "  names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated\n"},
        Row{"inheritance", "{{<parent}}{{/parent}}",
            "1:1 template.syntax: templates do not inherit from each other\n  use a partial: {{>name}}\n"},
        Row{"inheritance_block", "{{$title}}x{{/title}}",
            "1:1 template.syntax: templates do not inherit from each other\n  use a partial: {{>name}}\n"},
        Row{"long_name", "{{" + std::string(300, 'x') + "}}",
            "1:1 template.syntax: this name is longer than 256 bytes\n"
            "  names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated\n"},
        Row{"delimiters_one", "{{=<%=}}",
            "1:1 template.syntax: this does not set delimiters\n"
            "  write the two new delimiters with a space between them, neither holding \"=\": {{=<% %>=}}\n"},
        Row{"delimiters_equals", "{{=<= =>=}}",
            "1:1 template.syntax: this does not set delimiters\n"
            "  write the two new delimiters with a space between them, neither holding \"=\": {{=<% %>=}}\n"},
        Row{"delimiters_unended", "{{=<% %>}}",
            "1:1 template.syntax: this does not set delimiters\n"
            "  write the two new delimiters with a space between them, neither holding \"=\": {{=<% %>=}}\n"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sections, CompileErrors,
    testing::Values(
        Row{"unclosed_section", "A\n{{#a}}\nB",
            "2:1 template.syntax: the section \"a\" is not closed\n"
            "  write {{/a}} where it ends\n"},
        Row{"unopened", "A {{/a}}", "1:3 template.syntax: this closes \"a\", but no section is open\n"},
        Row{"crossed", "{{#a}}\n  {{#b}}\n{{/a}}\n{{/b}}",
            "3:1 template.syntax: this closes \"a\", but \"b\" (opened at line 2, column 3) is still open\n"
            "  sections close in the opposite order: write {{/b}} before it\n"},
        Row{"misspelt_close", "{{#visit}}x{{/vist}} y",
            "1:12 template.syntax: this closes \"vist\", but \"visit\" (opened at line 1, column 1) is still open\n"
            "  sections close in the opposite order: write {{/visit}} before it\n"},
        Row{"several", "{{/x}}\n{{#a}}{{/b}}\n{{#c}}",
            "1:1 template.syntax: this closes \"x\", but no section is open\n"
            "2:7 template.syntax: this closes \"b\", but \"a\" (opened at line 2, column 1) is still open\n"
            "  sections close in the opposite order: write {{/a}} before it\n"
            "3:1 template.syntax: the section \"c\" is not closed\n"
            "  write {{/c}} where it ends\n"},
        Row{"under_other_delimiters", "{{=<% %>=}}\n<%#a%>",
            "2:1 template.syntax: the section \"a\" is not closed\n"
            "  write <%/a%> where it ends\n"},
        Row{"unclosed_long_name", "{{#" + std::string(59, 'x') + "ŵŵŵ}}",
            "1:1 template.syntax: the section \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" is not "
            "closed\n"
            "  write {{/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}} where it ends\n"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Characters, CompileErrors,
    testing::Values(Row{"not_utf8", "A\nB \xC3(",
                        "2:3 template.not-utf8: this byte is not UTF-8\n"
                        "  save the file as UTF-8\n"},
                    Row{"private_use", "A \U000F0000",
                        "1:3 template.forbidden-character: a template cannot hold U+F0000, a private-use character\n"
                        "  delete it\n"},
                    Row{"private_use_small", "\uE000",
                        "1:1 template.forbidden-character: a template cannot hold U+E000, a private-use character\n"
                        "  delete it\n"},
                    Row{"control", "A\x01",
                        "1:2 template.forbidden-character: a template cannot hold U+0001, a control character\n"
                        "  delete it\n"},
                    Row{"bidi", "A\u202E",
                        "1:2 template.forbidden-character: a template cannot hold U+202E, a bidirectional override\n"
                        "  delete it\n"},
                    Row{"lone_carriage_return", "A\rB",
                        "1:2 template.forbidden-character: a template cannot hold U+000D, a control character\n"
                        "  delete it\n"},
                    Row{"fine", "A\r\n\tdŵr — “x” {{>a/b_c-d.mustache}}{{@n:1}}", "compiles"}),
    [](const auto& row) { return row.param.name; });

TEST(Limits, BytesAndDepth) {
  const auto sections = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{{#a}}";
    for (std::size_t i = 0; i < depth; ++i) text += "{{/a}}";
    return make_source("template", text);
  };
  EXPECT_THAT(Template::compile(sections(64)), test::Succeeds());
  EXPECT_THAT(Template::compile(sections(65)), test::FailsWith("template.too-deep"));
  EXPECT_THAT(Template::compile(sections(80000)), test::FailsWith("template.too-deep"));
  EXPECT_THAT(Template::compile(sections(3), {.depth = 2}), test::FailsWith("template.too-deep"));
  EXPECT_THAT(Template::compile(make_source("template", std::string(11, 'x')), {.bytes = 10}),
              test::FailsWith("template.too-large"));
  EXPECT_THAT(Template::compile(make_source("template", std::string(10, 'x')), {.bytes = 10}), test::Succeeds());
  EXPECT_THAT(Template::compile(make_source("template", std::string((1U << 20U) + 1, 'x'))),
              test::FailsWith("template.too-large"));
  EXPECT_THAT(Template::compile(nullptr), test::Succeeds());
}

TEST(Limits, ErrorsAreFew) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "{{/a}}";
  const Result<Template> unopened = Template::compile(make_source("template", text));
  ASSERT_FALSE(unopened.has_value());
  EXPECT_EQ(unopened.error().size(), 50U);
  text.clear();
  for (int i = 0; i < 1000; ++i) text += "{{a b}}";
  const Result<Template> misnamed = Template::compile(make_source("template", text));
  ASSERT_FALSE(misnamed.has_value());
  EXPECT_EQ(misnamed.error().size(), 50U);
}

// Only a stretch of the file is the template; its ends are line ends, and places are the file's.
TEST(Stretch, PlacesAreTheFiles) {
  const std::string front = "---\ntitle: {{x\n---\n";
  const SourceRef source = make_source("p.md", front + "{{#a}}\nA {{b}}\n{{/a}}{{/never}}");
  const auto begin = static_cast<std::uint32_t>(front.size());
  const auto end = static_cast<std::uint32_t>(source->text.size() - 10);
  const Result<Template> compiled = Template::compile(source, begin, end);
  ASSERT_THAT(compiled, test::Succeeds());
  Value data = Value::object();
  data.set("a", Value::boolean(true));
  const Context context{{.value = &data, .source = nullptr, .pointer = ""}};
  EXPECT_EQ(test::shown(merge(*compiled, context, {}, MergePolicy::letters())),
            "p.md:5:3 merge.no-value: there is no \"b\"\n  did you mean \"a\"?\n");
  EXPECT_EQ(test::shown(Template::compile(source, begin, end + 10).error()),
            "p.md:6:7 template.syntax: this closes \"never\", but no section is open\n");
  EXPECT_THAT(Template::compile(source, end, begin), test::Succeeds());
}

std::string name_of_use(Template::Name::Use use) {
  using Use = Template::Name::Use;
  switch (use) {
    case Use::interpolation:
      return "value";
    case Use::unescaped:
      return "raw";
    case Use::section:
      return "section";
    case Use::inverted:
      return "inverted";
    case Use::partial:
      return "partial";
    case Use::dynamic_partial:
      return "dynamic";
    case Use::formatter:
      return "formatter";
  }
  return {};
}

TEST(Names, EveryOneInOrder) {
  const Result<Template> compiled = Template::compile(make_source(
      "template",
      "{{a}} {{{b.c}}}{{&d}}\n{{#e}}\n{{^f}}\n{{.}}\n{{/f}}{{/e}}{{>g}} {{>*h}}{{! no }}{{#money}} i.j {{/money}}"
      "{{#upper}}x {{k}}{{/upper}}{{=<% %>=}}<%l%>"));
  ASSERT_THAT(compiled, test::Succeeds());
  std::string listing;
  for (const Template::Name& name : compiled->names())
    listing += test::place_of(name.span) + " " + name_of_use(name.use) + " " + name.formatter + "(" + name.name + ") " +
               std::string(name.span.text()) + "\n";
  EXPECT_EQ(listing,
            "1:1 value (a) {{a}}\n"
            "1:7 raw (b.c) {{{b.c}}}\n"
            "1:16 raw (d) {{&d}}\n"
            "2:1 section (e) {{#e}}\n"
            "3:1 inverted (f) {{^f}}\n"
            "4:1 value (.) {{.}}\n"
            "5:13 partial (g) {{>g}}\n"
            "5:20 dynamic (h) {{>*h}}\n"
            "5:36 formatter money(i.j) {{#money}}\n"
            "5:61 formatter upper() {{#upper}}\n"
            "5:73 value (k) {{k}}\n"
            "5:99 value (l) <%l%>\n");
}

TEST(Templates, CopiesShareOneProgram) {
  const Result<Template> compiled = Template::compile(make_source("template", "{{a}}"));
  ASSERT_THAT(compiled, test::Succeeds());
  const Template copy = *compiled;
  EXPECT_EQ(&copy.program(), &compiled->program());
}

}  // namespace
}  // namespace engross
