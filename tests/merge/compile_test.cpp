// Templates that do not compile, as people read it; and what a template says that it names.
#include "merge/merging.hpp"

namespace engross {
namespace {

struct Row {
  const char* name;
  std::string text;
  std::string expected;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }

class CompileErrors : public testing::TestWithParam<Row> {};

TEST_P(CompileErrors, Row) {
  const Result<Template> compiled = Template::compile(make_source("template", GetParam().text));
  EXPECT_EQ(compiled ? "compiles" : test::shown(compiled.error()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Tags, CompileErrors, testing::Values(
    Row{"unclosed_tag", "A\nB {{name\nC", ""},
    Row{"unclosed_triple", "{{{name}} x", ""},
    Row{"empty", "{{}}", ""},
    Row{"empty_of_each_kind", "{{#}}x{{/}}{{>}}{{&}}{{{ }}}{{>*}}", ""},
    Row{"space_in_name", "{{a b}}", ""},
    Row{"pipe", "{{a|upper}}", ""},
    Row{"dots", "{{a..b}}{{.a}}{{a.}}{{..}}", ""},
    Row{"inheritance", "{{<parent}}{{/parent}}", ""},
    Row{"inheritance_block", "{{$title}}x{{/title}}", ""},
    Row{"long_name", "{{" + std::string(300, 'x') + "}}", ""},
    Row{"delimiters_one", "{{=<%=}}", ""},
    Row{"delimiters_equals", "{{=<= =>=}}", ""},
    Row{"delimiters_unended", "{{=<% %>}}", ""}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Sections, CompileErrors, testing::Values(
    Row{"unclosed_section", "A\n{{#a}}\nB", ""},
    Row{"unopened", "A {{/a}}", ""},
    Row{"crossed", "{{#a}}\n  {{#b}}\n{{/a}}\n{{/b}}", ""},
    Row{"misspelt_close", "{{#visit}}x{{/vist}} y", ""},
    Row{"several", "{{/x}}\n{{#a}}{{/b}}\n{{#c}}", ""},
    Row{"under_other_delimiters", "{{=<% %>=}}\n<%#a%>", ""},
    Row{"unclosed_long_name", "{{#" + std::string(59, 'x') + "ŵŵŵ}}", ""}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Characters, CompileErrors, testing::Values(
    Row{"not_utf8", "A\nB \xC3(", ""},
    Row{"private_use", "A \U000F0000", ""},
    Row{"private_use_small", "\uE000", ""},
    Row{"control", "A\x01", ""},
    Row{"bidi", "A\u202E", ""},
    Row{"lone_carriage_return", "A\rB", ""},
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
  EXPECT_EQ(test::shown(merge(*compiled, context, {}, MergePolicy::letters())), "p.md:5:3 merge.no-value: there is no \"b\"\n");
  EXPECT_EQ(test::shown(Template::compile(source, begin, end + 10).error()),
            "p.md:6:7 template.syntax: this closes \"never\", but no section is open\n");
  EXPECT_THAT(Template::compile(source, end, begin), test::Succeeds());
}

std::string name_of_use(Template::Name::Use use) {
  using Use = Template::Name::Use;
  switch (use) {
    case Use::interpolation: return "value";
    case Use::unescaped: return "raw";
    case Use::section: return "section";
    case Use::inverted: return "inverted";
    case Use::partial: return "partial";
    case Use::dynamic_partial: return "dynamic";
    case Use::formatter: return "formatter";
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
    listing += test::place({.span = name.span}) + " " + name_of_use(name.use) + " " + name.formatter + "(" + name.name +
               ") " + std::string(name.span.text()) + "\n";
  EXPECT_EQ(listing, "");
}

TEST(Templates, CopiesShareOneProgram) {
  const Result<Template> compiled = Template::compile(make_source("template", "{{a}}"));
  ASSERT_THAT(compiled, test::Succeeds());
  const Template copy = *compiled;
  EXPECT_EQ(&copy.program(), &compiled->program());
}

}  // namespace
}  // namespace engross
