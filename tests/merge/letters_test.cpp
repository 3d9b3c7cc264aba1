// The policy of letters, strict and opaque: what comes out, with each token shown as ⟦its value⟧.
#include "merge/merging.hpp"

namespace engross {
namespace {

using test::letter;
using test::NamedTexts;

struct Row {
  const char* name;
  std::string text;
  std::string json;
  std::string expected;
  NamedTexts partials = {};
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.text;
}

class Letters : public testing::TestWithParam<Row> {};

TEST_P(Letters, Row) {
  EXPECT_EQ(letter(GetParam().text, GetParam().json, GetParam().partials), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Letters,
    testing::Values(Row{"token", "Dear {{name}},", R"({"name": "Watling"})", "Dear ⟦Watling⟧,"},
                    Row{"no_escaping", "{{a}}", R"({"a": "O'Brien & <Sons>"})", "⟦O'Brien & <Sons>⟧"},
                    Row{"number_as_written", "{{a}}", R"({"a": 1.20})", "⟦1.20⟧"},
                    Row{"null_prints_nothing", "({{a}})", R"({"a": null})", "()"},
                    Row{"null_shadows", "{{#a}}({{b}}){{/a}}", R"({"a": {"b": null}, "b": "WRONG"})", "()"},
                    Row{"empty_text_is_a_token", "({{a}})", R"({"a": ""})", "(⟦⟧)"},
                    Row{"markup_is_inert", "{{a}}", R"({"a": "# {{b}} *x*"})", "⟦# {{b}} *x*⟧"},
                    Row{"line_feeds_stay_inside", "{{a}}", R"({"a": "x\ny"})", "⟦x\ny⟧"},
                    Row{"carriage_returns_go", "{{a}}", R"({"a": "x\r\ny"})", "⟦x\ny⟧"},
                    Row{"formatter", "{{#long_date}}incoming.dated{{/long_date}}",
                        R"({"incoming": {"dated": "2016-09-30"}})", "⟦30 September 2016⟧"},
                    Row{"formatter_spaces", "{{# upper }} a.b {{/ upper }}", R"({"a": {"b": "x"}})", "⟦X⟧"},
                    Row{"formatter_on_the_item", "{{#d}}{{#long_date}}.{{/long_date}};{{/d}}",
                        R"({"d": ["2016-01-01", "2016-02-29"]})", "⟦1 January 2016⟧;⟦29 February 2016⟧;"},
                    Row{"formatter_of_a_list", "{{#list}}a{{/list}}", R"({"a": ["x", "y", "z"]})", "⟦x, y and z⟧"},
                    Row{"formatter_on_its_line", "A\n{{#list}}a{{/list}}\nB\n", R"({"a": ["x"]})", "A\n⟦x⟧\nB\n"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sections, Letters,
    testing::Values(Row{"false_leaves_no_line", "A\n{{#f}}\nF\n{{/f}}\nB\n", R"({"f": false})", "A\nB\n"},
                    Row{"null_leaves_no_line", "A\n{{#f}}\nF\n{{/f}}\nB\n", R"({"f": null})", "A\nB\n"},
                    Row{"one_line_section_false", "A\n{{#f}}F{{/f}}\nB\n", R"({"f": false})", "A\nB\n"},
                    Row{"one_line_section_true", "A\n{{#f}}F{{/f}}\nB\n", R"({"f": true})", "A\nF\nB\n"},
                    Row{"one_line_sections", "A\n {{#f}}F{{/f}} {{^f}}G{{/f}}{{#g}}{{/g}} \nB\n",
                        R"({"f": false, "g": true})", "A\n  G \nB\n"},
                    Row{"one_line_none_true", "A\r\n {{#f}}F{{/f}} {{#g}}G{{/g}}\r\nB\r\n", R"({"f": false, "g": []})",
                        "A\r\nB\r\n"},
                    Row{"last_line_false", "A\n{{#f}}F{{/f}}", R"({"f": false})", "A\n"},
                    Row{"last_line_true", "A\n{{#f}}F{{/f}}", R"({"f": true})", "A\nF"},
                    Row{"null_value_alone", "A\n{{v}}\nB\n", R"({"v": null})", "A\nB\n"},
                    Row{"null_values_alone", "A\n{{v}} {{w}}\nB\n", R"({"v": null, "w": "x"})", "A\n ⟦x⟧\nB\n"},
                    Row{"empty_value_alone", "A\n{{v}}\nB\n", R"({"v": ""})", "A\n⟦⟧\nB\n"},
                    Row{"hollow_in_lists", "{{#l}}\n{{n}}\n- {{m}}\n{{/l}}\n",
                        R"({"l": [{"n": null, "m": 1}, {"n": 2, "m": 3}]})", "- ⟦1⟧\n⟦2⟧\n- ⟦3⟧\n"},
                    Row{"words_keep_the_line", "A\n{{#f}}F{{/f}}.\nB\n", R"({"f": false})", "A\n.\nB\n"},
                    Row{"authors_blank_lines_stay", "A\n\nB\n  \nC\n", R"({})", "A\n\nB\n  \nC\n"},
                    Row{"part_of_null_is_false", "({{#p.name}}no{{/p.name}}{{^p.name}}none{{/p.name}})",
                        R"({"p": null})", "(none)"},
                    Row{"same_item_shape", "{{#l}}{{a}}{{#b}}{{.}}{{/b}};{{/l}}",
                        R"({"l": [{"a": 1, "b": 2}, {"a": 3, "b": null}]})", "⟦1⟧⟦2⟧;⟦3⟧;"},
                    Row{"outer_name_in_a_list", "{{#l}}{{a}}{{o}}{{/l}}", R"({"l": [{"a": 1}, {"a": 2}], "o": "x"})",
                        "⟦1⟧⟦x⟧⟦2⟧⟦x⟧"},
                    Row{"partial", "  {{>p}}\nB", R"({"a": "x"})", "  1 ⟦x⟧\n  2\nB", {{"p", "1 {{a}}\n2\n"}}}),
    [](const auto& row) { return row.param.name; });

// Later frames shadow earlier ones, and each gives its own pointers.
TEST(Frames, LaterOnesShadow) {
  const Result<Document> case_data = read_json(make_source("case.json", R"({"name": "case", "only": "x"})"));
  const Result<Document> department = read_json(make_source("department.yaml", R"({"name": "dfe"})"));
  ASSERT_THAT(case_data, test::Succeeds());
  ASSERT_THAT(department, test::Succeeds());
  const Context context{{.value = &case_data->root, .source = case_data->source, .pointer = "/case"},
                        {.value = &department->root, .source = department->source, .pointer = "/department"}};
  const Result<Template> text = Template::compile(make_source("template", "{{name}} {{only}}"));
  ASSERT_THAT(text, test::Succeeds());
  const Result<MergedText> merged = merge(*text, context, {}, MergePolicy::letters());
  ASSERT_THAT(merged, test::Succeeds());
  EXPECT_EQ(test::shown(*merged), "⟦dfe⟧ ⟦x⟧");
  EXPECT_EQ(merged->tokens.find(0xF0000)->origin.pointer, "/department/name");
  EXPECT_EQ(merged->tokens.find(0xF0001)->origin.pointer, "/case/only");
}

TEST(Frames, NoneAtAll) {
  const Result<Template> text = Template::compile(make_source("template", "words {{a}}"));
  ASSERT_THAT(text, test::Succeeds());
  EXPECT_THAT(merge(*text, {}, {}, MergePolicy::letters()), test::FailsWith("merge.no-value"));
  EXPECT_THAT(merge(*text, {}, {}, MergePolicy::specification()), test::Succeeds());
}

// A value of the case may be declared optional for sections, whole or by its parts, as written or as nested.
TEST(Optional, DeclaredPathsMayBeAbsent) {
  MergePolicy policy = MergePolicy::letters();
  policy.optional = {"facts.visit", "history.outcome"};
  const auto outcome = [&](const std::string& text, const std::string& json) {
    return test::shown(test::merge_texts(text, json, policy));
  };
  const std::string facts = R"({"facts": {}, "history": [{"a": 1, "outcome": "x"}, {"a": 2}], "outcome": "WRONG"})";
  EXPECT_EQ(outcome("({{#facts.visit}}no{{/facts.visit}})", facts), "()");
  EXPECT_EQ(outcome("({{^facts.visit.date}}yes{{/facts.visit.date}})", facts), "(yes)");
  EXPECT_EQ(outcome("({{#facts}}{{#visit}}no{{/visit}}{{/facts}})", facts), "()");
  EXPECT_EQ(outcome("{{#history}}{{a}}{{#outcome}}={{.}}{{/outcome}};{{/history}}", facts), "⟦1⟧=⟦x⟧;⟦2⟧;");
  EXPECT_EQ(outcome("{{facts.visit}}", facts), "1:1 merge.no-value: there is no \"facts.visit\"\n");
  EXPECT_EQ(outcome("{{#visit}}{{/visit}}", facts),
            "1:1 merge.not-optional: there is no \"visit\"\n  if a letter may lack it, declare \"visit\" optional\n");
}

TEST(Welsh, DatesListsAndOrdinals) {
  MergePolicy policy = MergePolicy::letters();
  policy.language = "cy";
  EXPECT_EQ(
      test::shown(test::merge_texts("{{#weekday}}d{{/weekday}} {{#long_date}}d{{/long_date}}, {{#list}}l{{/list}}",
                                    R"({"d": "2016-10-26", "l": ["Caer", "Abertawe"]})", policy)),
      "⟦dydd Mercher⟧ ⟦26 Hydref 2016⟧, ⟦Caer ac Abertawe⟧");
}

}  // namespace
}  // namespace engross
