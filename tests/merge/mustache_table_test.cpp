// Mustache's own rules, as a table of ours: lenient, escaping for HTML.
#include "merge/merging.hpp"

namespace engross {
namespace {

using test::lenient;
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

class Mustache : public testing::TestWithParam<Row> {};

TEST_P(Mustache, Row) {
  EXPECT_EQ(lenient(GetParam().text, GetParam().json, GetParam().partials), GetParam().expected);
}

const char* const nothing = "{}";

INSTANTIATE_TEST_SUITE_P(
    Interpolation, Mustache,
    testing::Values(Row{"words", "no tags\n", nothing, "no tags\n"}, Row{"empty", "", nothing, ""},
                    Row{"name", "Dear {{name}},", R"({"name": "Watling"})", "Dear Watling,"},
                    Row{"spaces", "{{ name }}|{{\nname\t}}", R"({"name": "x"})", "x|x"},
                    Row{"escaped", "{{a}}", R"({"a": "<b> & \"c\" 'd'"})", "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"},
                    Row{"triple", "{{{a}}}|{{{ a }}}", R"({"a": "<&>"})", "<&>|<&>"},
                    Row{"ampersand", "{{&a}}|{{& a }}", R"({"a": "<&>"})", "<&>|<&>"},
                    Row{"numbers", "{{a}} {{b}} {{c}}", R"({"a": 85, "b": 1.20, "c": -0.0})", "85 1.20 -0.0"},
                    Row{"booleans", "{{a}} {{b}}", R"({"a": true, "b": false})", "true false"},
                    Row{"null", "({{a}})", R"({"a": null})", "()"},
                    Row{"miss", "({{a}})({{{a}}})({{&a}})", nothing, "()()()"},
                    Row{"containers", "({{a}}{{b}})", R"({"a": [1], "b": {"c": 1}})", "()"},
                    Row{"dotted", "{{a.b.c}}", R"({"a": {"b": {"c": "deep"}}})", "deep"},
                    Row{"dotted_miss", "({{a.b.c}}{{a.x}}{{x.y}})", R"({"a": {"b": {}}})", "()"},
                    Row{"no_way_back_out", "({{#a}}{{b.c}}{{/a}})", R"({"a": {"b": {}}, "b": {"c": "WRONG"}})", "()"},
                    Row{"first_part_goes_out", "{{#a}}{{b.c}}{{/a}}", R"({"a": {"x": 1}, "b": {"c": "right"}})",
                        "right"},
                    Row{"list_item", "{{a.1}}{{a.2}}{{a.01}}", R"({"a": ["x", "y"]})", "y"},
                    Row{"implicit", "{{.}}", R"("world")", "world"},
                    Row{"values_are_never_templates", "{{a}}", R"({"a": "{{b}}", "b": "WRONG"})", "{{b}}"},
                    Row{"not_standalone", "  {{a}}\n", R"({"a": "x"})", "  x\n"},
                    Row{"unicode", "Annwyl {{enw}} — dŵr", R"({"enw": "Siân"})", "Annwyl Siân — dŵr"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sections, Mustache,
    testing::Values(Row{"true_section", "{{#a}}yes{{/a}}", R"({"a": true})", "yes"},
                    Row{"false_section", "({{#a}}no{{/a}})", R"({"a": false})", "()"},
                    Row{"null_section", "({{#a}}no{{/a}}{{^a}}yes{{/a}})", R"({"a": null})", "(yes)"},
                    Row{"absent_section", "({{#a}}no{{/a}}{{^a}}yes{{/a}})", nothing, "(yes)"},
                    Row{"empty_list", "({{#a}}no{{/a}}{{^a}}yes{{/a}})", R"({"a": []})", "(yes)"},
                    Row{"empty_text", "({{#a}}no{{/a}}{{^a}}yes{{/a}})", R"({"a": ""})", "(yes)"},
                    Row{"zero_is_true", "({{#a}}yes{{/a}})", R"({"a": 0})", "(yes)"},
                    Row{"empty_object_is_true", "({{#a}}yes{{/a}})", R"({"a": {}})", "(yes)"},
                    Row{"object", "{{#a}}{{b}}{{c}}{{/a}}", R"({"a": {"b": "in"}, "c": "out"})", "inout"},
                    Row{"shadowed", "{{#a}}{{b}}{{/a}}", R"({"a": {"b": "in"}, "b": "out"})", "in"},
                    Row{"null_shadows", "({{#a}}{{b}}{{/a}})", R"({"a": {"b": null}, "b": "WRONG"})", "()"},
                    Row{"text_as_context", "{{#a}}<{{.}}>{{/a}}", R"({"a": "x"})", "<x>"},
                    Row{"list", "{{#a}}{{n}},{{/a}}", R"({"a": [{"n": 1}, {"n": 2}, {"n": 3}]})", "1,2,3,"},
                    Row{"list_of_texts", "{{#a}}{{.}},{{/a}}", R"({"a": ["x", "y"]})", "x,y,"},
                    Row{"list_of_lists", "{{#a}}({{#.}}{{.}}{{/.}}){{/a}}", R"({"a": [[1, 2], [3]]})", "(12)(3)"},
                    Row{"nested", "{{#a}}{{#b}}{{x}}{{y}}{{/b}}{{/a}}", R"({"a": {"x": 1, "b": [{"y": 2}, {"y": 3}]}})",
                        "1213"},
                    Row{"inner_false", "{{#a}}A{{#b}}B{{/b}}{{^b}}C{{/b}}{{/a}}", R"({"a": true, "b": false})", "AC"},
                    Row{"same_name_twice", "{{#a}}1{{/a}}{{#a}}2{{/a}}", R"({"a": true})", "12"},
                    Row{"same_name_nested", "{{#a}}{{#a}}x{{/a}}{{/a}}", R"({"a": {"a": true}})", "x"},
                    Row{"dotted_section", "{{#a.b}}{{c}}{{/a.b}}", R"({"a": {"b": {"c": "x"}}})", "x"},
                    Row{"inner_white_space", "| {{# a }}\t|\t{{/ a }} |", R"({"a": true})", "| \t|\t |"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    StandaloneLines, Mustache,
    testing::Values(Row{"true_lines", "A\n{{#t}}\nT\n{{/t}}\nB\n", R"({"t": true})", "A\nT\nB\n"},
                    Row{"false_lines", "A\n{{#t}}\nT\n{{/t}}\nB\n", R"({"t": false})", "A\nB\n"},
                    Row{"absent_lines", "A\n{{#t}}\nT\n{{/t}}\nB\n", nothing, "A\nB\n"},
                    Row{"inverted_lines", "A\n{{^t}}\nT\n{{/t}}\nB\n", R"({"t": true})", "A\nB\n"},
                    Row{"indented_lines", "A\n  {{#t}}  \nT\n\t{{/t}}\t\nB\n", R"({"t": true})", "A\nT\nB\n"},
                    Row{"crlf", "A\r\n{{#t}}\r\nT\r\n{{/t}}\r\nB\r\n", R"({"t": true})", "A\r\nT\r\nB\r\n"},
                    Row{"first_and_last_line", "  {{#t}}\nT\n  {{/t}}", R"({"t": true})", "T\n"},
                    Row{"two_on_one_line", "A\n{{#t}}{{#u}}\nT\n{{/u}}{{/t}}\nB\n", R"({"t": true, "u": true})",
                        "A\nT\nB\n"},
                    Row{"with_words_is_not_standalone", "A\n{{#t}} T\n{{/t}} B\n", R"({"t": true})", "A\n T\n B\n"},
                    Row{"lenient_keeps_hollow_lines", "A\n{{#t}}T{{/t}}\nB\n", R"({"t": false})", "A\n\nB\n"},
                    Row{"list_lines", "{{#t}}\n- {{.}}\n{{/t}}\n", R"({"t": ["a", "b"]})", "- a\n- b\n"},
                    Row{"comment", "A{{! no {{x} }}B", nothing, "AB"},
                    Row{"comment_inline", "12{{! x }}34", nothing, "1234"},
                    Row{"comment_lines", "A\n  {{! x }}\nB\n{{!\nmany\nlines\n}}\nC", nothing, "A\nB\nC"},
                    Row{"comment_with_words", "  12 {{! 34 }}\n", nothing, "  12 \n"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Delimiters, Mustache,
    testing::Values(
        Row{"set", "{{=<% %>=}}(<%a%>)", R"({"a": "x"})", "(x)"},
        Row{"one_character", "({{=[ ]=}}[a])", R"({"a": "x"})", "(x)"},
        Row{"and_back", "{{=| |=}}|a||={{ }}=|{{a}}|a|", R"({"a": "x"})", "xx|a|"},
        Row{"padded", "{{= |   | =}}|a|", R"({"a": "x"})", "x"},
        Row{"standalone_delimiters", "A\n  {{=@ @=}}\nB@a@", R"({"a": "x"})", "A\nBx"},
        Row{"old_ones_are_words", "{{=<% %>=}}{{a}}", R"({"a": "x"})", "{{a}}"},
        Row{"in_sections", "{{=| |=}}|#a|{{b}}|b||/a|", R"({"a": true, "b": 1})", "{{b}}1"},
        Row{"not_inherited_by_partials", "{{=| |=}}|>p|{{a}}|a|", R"({"a": 1})", "1{{a}}1", {{"p", "{{a}}"}}},
        Row{"of_partials_stay_there", "{{>p}}{{a}}", R"({"a": 1})", "11", {{"p", "{{=| |=}}|a|"}}},
        Row{"ampersand_under_new_ones", "{{=| |=}}|&a|", R"({"a": "<"})", "<"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Partials, Mustache,
    testing::Values(
        Row{"words_of_another", "\"{{>p}}\"", nothing, "\"text\"", {{"p", "text"}}},
        Row{"absent_partial", "\"{{>p}}\"", nothing, "\"\""},
        Row{"sees_the_context", "{{#a}}{{> p }}{{/a}}", R"({"a": {"b": "x"}})", "*x*", {{"p", "*{{b}}*"}}},
        Row{"data_is_no_partial", "({{>p}})", R"({"p": "WRONG"})", "()"},
        Row{"recursion",
            "{{>n}}",
            R"({"x": 1, "n": [{"x": 2, "n": []}]})",
            "1<2<>>",
            {{"n", "{{x}}<{{#n}}{{>n}}{{/n}}>"}}},
        Row{"indented", "A\n  {{>p}}\nB", nothing, "A\n  1\n  2\nB", {{"p", "1\n2\n"}}},
        Row{"indented_twice",
            " {{>p}}\n",
            nothing,
            " 1\n   2\n   3\n 4\n",
            {{"p", "1\n  {{>q}}\n4\n"}, {"q", "2\n3\n"}}},
        Row{"values_are_not_indented",
            "  {{>p}}\n",
            R"({"a": "x\ny"})",
            "  |\n  x\ny\n  |\n",
            {{"p", "|\n{{{a}}}\n|\n"}}},
        Row{"indented_sections",
            " {{>p}}\n",
            R"({"a": ["x", "y"]})",
            " 1\n -x\n -y\n 2\n",
            {{"p", "1\n{{#a}}\n-{{.}}\n{{/a}}\n2\n"}}},
        Row{"inline_is_not_indented", "  {{a}}  {{>p}}\n", R"({"a": "|"})", "  |  >\n>\n", {{"p", ">\n>"}}},
        Row{"standalone_end", "|\r\n{{>p}}\r\n|", nothing, "|\r\n>|", {{"p", ">"}}},
        Row{"dynamic", "{{>*which}}", R"({"which": "p"})", "text", {{"p", "text"}}},
        Row{"dynamic_dotted", "{{> * a.b }}", R"({"a": {"b": "p"}})", "text", {{"p", "text"}}},
        Row{"dynamic_miss", "({{>*which}}{{>*n}}{{>**which}})", R"({"which": "q", "n": 1})", "()", {{"p", "text"}}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace engross
