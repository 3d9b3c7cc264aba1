// What letters are refused for, as people read it.
#include <fmt/format.h>

#include "merge/merging.hpp"

namespace engross {
namespace {

using test::letter;
using test::NamedTexts;

const char* const reply_case = R"({
  "incoming": {"dated": "2016-09-30", "received": null},
  "correspondent": {"title": "Councillor", "surname": "Watling"},
  "constituent": null, "urgent": true, "topics": ["pshe"], "count": 3,
  "history": [{"reference": "1", "date": "2016-01-01"}, {"reference": "2"}], "date": "2016-10-26"})";

struct Row {
  const char* name;
  std::string text;
  std::string expected;
  NamedTexts partials = {};
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }

class Refusals : public testing::TestWithParam<Row> {};

TEST_P(Refusals, Row) { EXPECT_EQ(letter(GetParam().text, reply_case, GetParam().partials), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(Names, Refusals, testing::Values(
    Row{"slip", "Dear\n  {{correspondant.surname}},", ""},
    Row{"slip_of_the_last_part", "{{correspondent.surnme}}", ""},
    Row{"no_slip_of_the_last_part", "{{correspondent.organisation}}", ""},
    Row{"prefix_forgotten", "{{dated}}", ""},
    Row{"nothing_near", "{{zzzzzz}}", ""},
    Row{"part_of_text", "{{correspondent.surname.first}}", ""},
    Row{"part_of_null", "{{constituent.name}}", ""},
    Row{"section", "{{#vist}}x{{/vist}}", ""},
    Row{"inverted", "{{^incoming.channel}}x{{/incoming.channel}}", ""},
    Row{"item_without", "{{#history}}{{reference}}: {{date}}\n{{/history}}", ""},
    Row{"section_item_without", "{{#history}}{{#date}}{{.}}{{/date}}{{/history}}", ""},
    Row{"every_one_once", "{{#history}}{{a1}}{{/history}}{{a1}}\n{{a2}}", ""}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Values, Refusals, testing::Values(
    Row{"object", "{{correspondent}}", ""},
    Row{"array", "{{topics}}", ""},
    Row{"boolean", "{{urgent}}", ""},
    Row{"whole_context", "{{.}}", ""},
    Row{"raw", "{{{count}}} {{&count}}", ""},
    Row{"dynamic_partial", "{{>*topics}}", ""},
    Row{"no_partial", "{{>sing-off}}", "", {{"sign-off", "x"}}},
    Row{"inside_partials", "A\n {{>outer}}\n", "", {{"outer", "x\n{{>inner}}\n"}, {"inner", "{{nme}}"}}}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Formatters, Refusals, testing::Values(
    Row{"unfit", "{{#long_date}}correspondent.surname{{/long_date}}", ""},
    Row{"of_null", "{{#long_date}}incoming.received{{/long_date}}", ""},
    Row{"absent_path", "{{#long_date}}incoming.date{{/long_date}}", ""},
    Row{"tag_inside", "{{#upper}}{{correspondent.title}}{{/upper}}", ""},
    Row{"words_inside", "{{#upper}}correspondent.title please{{/upper}}", ""},
    Row{"lines_inside", "{{#upper}}\ncorrespondent.title\n{{/upper}}\n", ""},
    Row{"nothing_inside", "{{#upper}}{{/upper}}", ""},
    Row{"inverted_formatter", "{{^upper}}count{{/upper}}", ""},
    Row{"as_a_value", "{{number}}", ""}),
    [](const auto& row) { return row.param.name; });

// Caps: each ends the merge at once, with a message.
TEST(Caps, PartialsThatIncludeThemselves) {
  EXPECT_EQ(letter("{{>self}}", "{}", {{"self", "x {{>self}}"}}), "");
}

TEST(Caps, DoublingPartialsEnd) {
  NamedTexts partials{{"p0", "x"}};
  for (int i = 1; i < 40; ++i) partials.emplace_back(fmt::format("p{}", i), fmt::format("{{{{>p{0}}}}}{{{{>p{0}}}}}", i - 1));
  EXPECT_THAT(test::merge_texts("{{>p39}}", "{}", MergePolicy::letters(), partials), test::FailsWith("merge.too-large"));
}

TEST(Caps, NestedListsThatPrintNothingEnd) {
  std::string list = "[0";
  for (int i = 1; i < 100; ++i) list += ",0";
  std::string open;
  std::string close;
  for (int i = 0; i < 20; ++i) {
    open += "{{#a}}";
    close += "{{/a}}";
  }
  EXPECT_THAT(test::merge_texts(open + close, "{\"a\": " + list + "]}", MergePolicy::letters()),
              test::FailsWith("merge.too-large"));
}

TEST(Caps, OutputAndTheValuesBehindTokens) {
  MergePolicy policy = MergePolicy::letters();
  policy.max_output = 1000;
  const std::string big(400, 'x');
  EXPECT_THAT(test::merge_texts("{{a}}{{a}}{{a}} {{a}}", "{\"a\": \"" + big + "\"}", policy), test::FailsWith("merge.too-large"));
  EXPECT_THAT(test::merge_texts("{{a}}{{a}} {{a}}", "{\"a\": \"x\"}", policy), test::Succeeds());
  EXPECT_THAT(test::merge_texts("{{#a}}" + big + "{{/a}}.", "{\"a\": [1, 2, 3]}", policy), test::FailsWith("merge.too-large"));
}

TEST(Caps, MoreValuesThanTokens) {
  std::string list = "[0";
  for (int i = 1; i < 400; ++i) list += ",0";
  EXPECT_EQ(letter("{{#a}}{{#a}}{{.}}{{/a}}{{/a}}", "{\"a\": " + list + "]}"),
            "1:13 merge.too-large: this merge has more values than there are tokens\n");
}

TEST(Caps, AHundredErrors) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += fmt::format("{{{{x{}}}}}\n", i);
  const Result<MergedText> merged = test::merge_texts(text, "{}", MergePolicy::letters());
  ASSERT_FALSE(merged.has_value());
  EXPECT_EQ(merged.error().size(), 100U);
}

// The readers refuse such values; one that was made by a program is refused here.
TEST(Refusals, PrivateUseCharactersOfMadeValues) {
  Value data = Value::object();
  data.set("a", Value::string("x\U000F0000y"));
  data.set("b", Value::string("x\uE000y"));
  data.set("c", Value::string("豈 and \U0001F600"));  // their neighbours are fine
  const Context context{{.value = &data, .source = nullptr, .pointer = "/case"}};
  const Result<Template> text = Template::compile(make_source("template", "{{a}} {{b}} {{c}}"));
  ASSERT_THAT(text, test::Succeeds());
  EXPECT_EQ(test::shown(merge(*text, context, {}, MergePolicy::letters())),
            "1:1 merge.not-printable: the value of \"a\" holds a private-use character\n"
            "  delete that character from the value\n"
            "1:7 merge.not-printable: the value of \"b\" holds a private-use character\n"
            "  delete that character from the value\n");
}

}  // namespace
}  // namespace engross
