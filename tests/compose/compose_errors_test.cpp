// Every way in which a letter is refused while it is composed: code, place, and what to do.
#include <gtest/gtest.h>

#include "compose/harbour.hpp"

namespace engross::test {
namespace {

struct Row {
  const char* name;
  std::string members;
  Changes changes;
  std::string errors;  // one "file:line:column code" a line
};

std::string refused(const Row& row) {
  const auto department = harbour(row.changes);
  const Case case_ = case_of(case_text(row.members));
  ComposeCache cache;
  const auto composed = compose_case(case_, *department, cache);
  return composed ? "not refused" : places(composed.error());
}

const std::string lights = R"("topics": ["lights"])";

std::string paragraph(const std::string& front, const std::string& body) {
  return "---\ntitle: T\npart: body\ntopics: [lights]\nowner: O\nrevision: 1\n" + front + "---\n" + body;
}

Changes with_paragraph(const std::string& body, const std::string& front = "") {
  return {{"paragraphs/lights.md", paragraph(front, body)}};
}

Changes with_template(const std::string& text) {
  return {{"templates/reply.mustache", text}};
}

const std::string slots = "::: opening\n:::\n::: body\n:::\n::: closing\n:::\n";

TEST(ComposeErrors, HaveACodeAndAPlace) {
  const std::vector<Row> rows = {
      {"no such template", R"("template": "repply")", {}, "case.json:2:14 compose.template\n"},
      {"no such signatory", R"("signatory": "ada-quai")", {}, "case.json:2:15 compose.signatory\n"},
      {"no such second signatory", R"("signatory": ["ada-quay", "ben"])", {}, "case.json:2:28 compose.signatory\n"},
      {"no such language", R"("languages": ["fr"])", {}, "case.json:2:16 compose.language\n"},
      {"all three",
       R"("template": "x", "signatory": "y", "languages": ["fr"])",
       {},
       "case.json:2:51 compose.language\ncase.json:2:14 compose.template\ncase.json:2:32 compose.signatory\n"},
      {"a paragraph that prints nothing",
       R"("topics": ["hollow"])",
       {},
       "harbour/paragraphs/hollow.md:10:1 compose.empty-paragraph\n"},
      {"a value that the case lacks",
       R"("topics": ["dredging"])",
       {},
       "harbour/paragraphs/dredging.md:10:18 merge.no-value\nharbour/paragraphs/dredging.md:16:16 merge.no-value\n"},
      {"errors of two paragraphs",
       R"("topics": ["dredging", "hollow"])",
       {},
       "harbour/paragraphs/dredging.md:10:18 merge.no-value\nharbour/paragraphs/dredging.md:16:16 merge.no-value\n"
       "harbour/paragraphs/hollow.md:10:1 compose.empty-paragraph\n"},
      {"Markdown of a paragraph", lights, with_paragraph("A <b>bold</b> claim.\n"),
       "harbour/paragraphs/lights.md:8:3 markdown.html\nharbour/paragraphs/lights.md:8:10 markdown.html\n"},
      {"Markdown of the officer",
       R"_("paragraphs": [{"use": "lights"}, {"markdown": "![x](y)"}])_",
       {},
       "case.json:2:50 markdown.image\n"},
      {"an undeclared section", lights, with_paragraph("A {{#facts.x}}y{{/facts.x}} b.\n"),
       "harbour/paragraphs/lights.md:8:3 merge.not-optional\n"},
      {"no slot for an opening", lights, with_template("::: body\n:::\n::: closing\n:::\n"),
       "harbour/templates/reply.mustache:1:1 compose.slot\n"},
      {"a slot twice", lights, with_template(slots + "::: body\n:::\n"),
       "harbour/templates/reply.mustache:7:1 compose.slot\n"},
      {"a part that no letter has", lights, with_template(slots + "::: adressee\nx\n:::\n"),
       "harbour/templates/reply.mustache:7:1 compose.template\n"},
      {"attributes in a template", lights, with_template(slots + "::: close {x=\"y\"}\nx\n:::\n"),
       "harbour/templates/reply.mustache:7:1 compose.template\n"},
      {"a div in a div", lights, with_template(slots + "::: close\nx\n::: copies\ny\n:::\n:::\n"),
       "harbour/templates/reply.mustache:7:1 compose.template\n"},
      {"a fence that is not closed", lights, with_template(slots + "::: close\nx\n"),
       "harbour/templates/reply.mustache:7:1 fence.unclosed\n"},
      {"a value that the skeleton lacks", lights, with_template(slots + "{{letter.adress}}\n"),
       "harbour/templates/reply.mustache:7:1 merge.no-value\n"},
      {"skeleton and paragraph together",
       lights,
       {{"templates/reply.mustache", slots + "{{letter.adress}}\n"},
        {"paragraphs/lights.md", paragraph("", "{{facts.x}}\n")}},
       "harbour/templates/reply.mustache:7:1 merge.no-value\nharbour/paragraphs/lights.md:8:1 merge.no-value\n"},
      {"a rule that cannot be judged", R"("topics": ["storm"])", {}, "harbour/paragraphs/storm.md:5:8 rule.absent\n"},
      {"nothing for the body", R"("topics": ["tides"])", {}, "case.json:2:12 selection.no-body\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(row), row.errors) << row.name;
}

TEST(ComposeErrors, SayWhatToDo) {
  const auto first_hint = [](const std::string& members, const Changes& changes = {}) {
    const auto department = harbour(changes);
    const Case case_ = case_of(case_text(members));
    ComposeCache cache;
    const auto composed = compose_case(case_, *department, cache);
    return composed ? std::string("not refused") : composed.error().at(0).hints.at(0);
  };
  EXPECT_EQ(first_hint(R"("template": "repply")"), "did you mean \"reply\"?");
  EXPECT_EQ(first_hint(R"("signatory": "ada-quai")"), "did you mean \"ada-quay\"?");
  EXPECT_EQ(first_hint(R"("languages": ["fr"])"), "its languages: en-GB, cy");
  EXPECT_EQ(first_hint(lights, with_template(slots + "::: adressee\nx\n:::\n")), "did you mean \"addressee\"?");
  EXPECT_EQ(first_hint(lights, with_template("::: body\n:::\n::: closing\n:::\n")),
            "add \"::: opening\" and \":::\" to the template");
  EXPECT_EQ(first_hint(R"("topics": ["hollow"])"), "chosen because: topics [hollow] meet the case's [hollow]");
}

TEST(ComposeErrors, OwnWordsThatPrintNothing) {
  const auto department = harbour();
  const Case case_ = case_of(case_text(R"("paragraphs": [{"use": "lights"}, {"markdown": "&#32;"}])"));
  ComposeCache cache;
  const auto composed = compose_case(case_, *department, cache);
  ASSERT_FALSE(composed.has_value());
  EXPECT_EQ(composed.error()[0].span.source->name, "case.json");
}

}  // namespace
}  // namespace engross::test
