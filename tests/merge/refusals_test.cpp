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

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.text;
}

class Refusals : public testing::TestWithParam<Row> {};

TEST_P(Refusals, Row) {
  EXPECT_EQ(letter(GetParam().text, reply_case, GetParam().partials), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Names, Refusals,
    testing::Values(
        Row{"slip", "Dear\n  {{correspondant.surname}},",
            "2:3 merge.no-value: there is no \"correspondant.surname\"\n  did you mean \"correspondent.surname\"?\n"},
        Row{"slip_of_the_last_part", "{{correspondent.surnme}}",
            "1:1 merge.no-value: there is no \"correspondent.surnme\"\n"
            "  did you mean \"correspondent.surname\"?\n"},
        Row{"no_slip_of_the_last_part", "{{correspondent.organisation}}",
            "1:1 merge.no-value: there is no \"correspondent.organisation\"\n"
            "  \"correspondent\" has \"title\", \"surname\"\n"},
        Row{"prefix_forgotten", "{{dated}}",
            "1:1 merge.no-value: there is no \"dated\"\n"
            "  did you mean \"incoming.dated\"?\n"},
        Row{"nothing_near", "{{zzzzzz}}", "1:1 merge.no-value: there is no \"zzzzzz\"\n"},
        Row{"part_of_text", "{{correspondent.surname.first}}",
            "1:1 merge.no-value: there is no \"correspondent.surname.first\": \"correspondent.surname\" is a string\n"},
        Row{"part_of_null", "{{constituent.name}}",
            "1:1 merge.no-value: there is no \"constituent.name\": \"constituent\" is null\n"},
        Row{"section", "{{#vist}}x{{/vist}}",
            "1:1 merge.not-optional: there is no \"vist\"\n"
            "  if a letter may lack it, declare \"vist\" optional\n"},
        Row{"inverted", "{{^incoming.channel}}x{{/incoming.channel}}",
            "1:1 merge.not-optional: there is no \"incoming.channel\"\n"
            "  \"incoming\" has \"dated\", \"received\"\n"
            "  if a letter may lack it, declare \"incoming.channel\" optional\n"},
        Row{"item_without", "{{#history}}{{reference}}: {{date}}\n{{/history}}",
            "1:28 merge.item-without: item 2 of \"/case/history\" has no \"date\", which other items have\n"
            "  give it to every item, as null where there is none\n"},
        Row{"section_item_without", "{{#history}}{{#date}}{{.}}{{/date}}{{/history}}",
            "1:13 merge.item-without: item 2 of \"/case/history\" has no \"date\", which other items have\n"
            "  give it to every item, as null where there is none\n"},
        Row{"every_one_once", "{{#history}}{{a1}}{{/history}}{{a1}}\n{{a2}}",
            "1:13 merge.no-value: there is no \"a1\"\n"
            "1:31 merge.no-value: there is no \"a1\"\n"
            "2:1 merge.no-value: there is no \"a2\"\n"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Values, Refusals,
    testing::Values(Row{"object", "{{correspondent}}",
                        "1:1 merge.not-printable: \"correspondent\" is an object, which cannot be printed\n"
                        "  print one of its parts, such as {{correspondent.title}}\n"},
                    Row{"array", "{{topics}}",
                        "1:1 merge.not-printable: \"topics\" is an array, which cannot be printed\n"
                        "  use it as a section, or write {{#list}}topics{{/list}}\n"},
                    Row{"boolean", "{{urgent}}",
                        "1:1 merge.not-printable: \"urgent\" is true or false, which cannot be printed\n"
                        "  use it as a section: {{#urgent}}…{{/urgent}}\n"},
                    Row{"whole_context", "{{.}}",
                        "1:1 merge.not-printable: \".\" is an object, which cannot be printed\n"
                        "  print one of its parts, such as {{incoming}}\n"},
                    Row{"raw", "{{{count}}} {{&count}}",
                        "1:1 merge.raw: \"count\" would be printed as it is, without protection\n"
                        "  write {{count}}\n"
                        "1:13 merge.raw: \"count\" would be printed as it is, without protection\n"
                        "  write {{count}}\n"},
                    Row{"dynamic_partial", "{{>*topics}}",
                        "1:1 merge.dynamic: a value cannot choose a partial\n"
                        "  name the partial: {{>name}}\n"},
                    Row{"no_partial",
                        "{{>sing-off}}",
                        "1:1 merge.no-partial: there is no partial \"sing-off\"\n"
                        "  did you mean \"sign-off\"?\n",
                        {{"sign-off", "x"}}},
                    Row{"inside_partials",
                        "A\n {{>outer}}\n",
                        "inner:1:1 merge.no-value: there is no \"nme\"\n"
                        "  included from outer:2:1\n"
                        "  included from template:2:2\n",
                        {{"outer", "x\n{{>inner}}\n"}, {"inner", "{{nme}}"}}}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(Formatters, Refusals,
                         testing::Values(Row{"unfit", "{{#long_date}}correspondent.surname{{/long_date}}",
                                             "1:1 merge.formatter: \"correspondent.surname\": long_date needs a date "
                                             "such as 2016-10-26, and this is the text \"Watling\"\n"},
                                         Row{"of_null", "{{#long_date}}incoming.received{{/long_date}}",
                                             "1:1 merge.formatter: \"incoming.received\": long_date needs a date such "
                                             "as 2016-10-26, and this is null\n"},
                                         Row{"absent_path", "{{#long_date}}incoming.date{{/long_date}}",
                                             "1:1 merge.no-value: there is no \"incoming.date\"\n"
                                             "  did you mean \"incoming.dated\"?\n"},
                                         Row{"tag_inside", "{{#upper}}{{correspondent.title}}{{/upper}}",
                                             "1:1 merge.formatter: the body of \"upper\" is not exactly one name\n"
                                             "  write {{#upper}}the.name{{/upper}}: one name, no braces\n"},
                                         Row{"words_inside", "{{#upper}}correspondent.title please{{/upper}}",
                                             "1:1 merge.formatter: the body of \"upper\" is not exactly one name\n"
                                             "  write {{#upper}}the.name{{/upper}}: one name, no braces\n"},
                                         Row{"lines_inside", "{{#upper}}\ncorrespondent.title\n{{/upper}}\n",
                                             "1:1 merge.formatter: the body of \"upper\" is not exactly one name\n"
                                             "  write {{#upper}}the.name{{/upper}}: one name, no braces\n"},
                                         Row{"nothing_inside", "{{#upper}}{{/upper}}",
                                             "1:1 merge.formatter: the body of \"upper\" is not exactly one name\n"
                                             "  write {{#upper}}the.name{{/upper}}: one name, no braces\n"},
                                         Row{"inverted_formatter", "{{^upper}}count{{/upper}}",
                                             "1:1 merge.formatter: \"upper\" is a formatter and is never false\n"
                                             "  write {{#upper}}the.name{{/upper}}: one name, no braces\n"},
                                         Row{"as_a_value", "{{number}}",
                                             "1:1 merge.formatter: \"number\" is a formatter, not a value\n"
                                             "  write {{#number}}the.name{{/number}} to use it\n"}),
                         [](const auto& row) { return row.param.name; });

// Caps: each ends the merge at once, with a message.
TEST(Caps, PartialsThatIncludeThemselves) {
  EXPECT_EQ(letter("{{>self}}", "{}", {{"self", "x {{>self}}"}}),
            "self:1:3 merge.too-deep: partials nest deeper than 64\n"
            "  look for a partial that includes itself\n"
            "  included from self:1:3\n");
}

TEST(Caps, DoublingPartialsEnd) {
  NamedTexts partials{{"p0", "x"}};
  for (int i = 1; i < 40; ++i)
    partials.emplace_back(fmt::format("p{}", i), fmt::format("{{{{>p{0}}}}}{{{{>p{0}}}}}", i - 1));
  EXPECT_THAT(test::merge_texts("{{>p39}}", "{}", MergePolicy::letters(), partials),
              test::FailsWith("merge.too-large"));
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
  EXPECT_THAT(test::merge_texts("{{a}}{{a}}{{a}} {{a}}", "{\"a\": \"" + big + "\"}", policy),
              test::FailsWith("merge.too-large"));
  EXPECT_THAT(test::merge_texts("{{a}}{{a}} {{a}}", "{\"a\": \"x\"}", policy), test::Succeeds());
  EXPECT_THAT(test::merge_texts("{{#a}}" + big + "{{/a}}.", "{\"a\": [1, 2, 3]}", policy),
              test::FailsWith("merge.too-large"));
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
