// What must hold between the files of a department: every name leads somewhere.
#include <gtest/gtest.h>

#include "department/quay.hpp"

namespace engross::test {
namespace {

struct Row {
  const char* name;
  Changes changes;
  std::string errors;
  std::string says;
};

const std::string logo = "logo: {picture: pictures/crest.png, alternative: Crest, width: 30}\n";

TEST(Lint, FindsNamesThatLeadNowhere) {
  const Row rows[] = {
      {"a partial named in a paragraph",
       {{"paragraphs/a.md", paragraph_file("", "See {{> refrence}}.\n")}},
       "paragraphs/a.md in quay:6:5 department.unknown-partial\n",
       "there is no partial \"refrence\" | did you mean \"reference\"?"},
      {"a partial like no other",
       {{"paragraphs/a.md", paragraph_file("", "{{> opening-hours}}\n")}},
       "paragraphs/a.md in quay:6:1 department.unknown-partial\n",
       "there is no partial \"opening-hours\" | write it as partials/opening-hours.mustache"},
      {"a paragraph for code that is not there",
       {{"paragraphs/a.md", paragraph_file("chosen_by: code\n", "Words.\n")}},
       "paragraphs/a.md in quay:1:1 department.chosen-by\n",
       "\"a\" is chosen by the department's code, and no code of it selects | say in department.yaml that it does: "
       "decides: [select] | or let officers choose the paragraph: chosen_by: officer"},
      {"a partial named in a template",
       {{"templates/reply.mustache", "::: body\n:::\n{{> xyzzy}}\n"}},
       "templates/reply.mustache in quay:3:1 department.unknown-partial\n",
       "there is no partial \"xyzzy\" | write it as partials/xyzzy.mustache"},
      {"a partial named in a partial",
       {{"partials/hours.mustache", "From {{> xyzzy}}"}},
       "partials/hours.mustache in quay:1:6 department.unknown-partial\n",
       "there is no partial \"xyzzy\" | write it as partials/xyzzy.mustache"},
      {"a partial named in a translation",
       {{"paragraphs/a.cy.md", "---\nrevision: 1\n---\n{{> xyzzy}}\n"}},
       "paragraphs/a.cy.md in quay:4:1 department.unknown-partial\n",
       "there is no partial \"xyzzy\" | write it as partials/xyzzy.mustache"},
      {"a partial called as a formatter",
       {{"partials/money.mustache", "£"}},
       "partials/money.mustache in quay:1:1 department.reserved-name\n",
       "\"money\" is a formatter, so no partial can be called so | rename the partial"},
      {"yielding to nobody",
       {{"paragraphs/a.md", paragraph_file("yields_to: [b, xyzzy]\n")}},
       "paragraphs/a.md in quay:5:16 department.yields-to\n",
       "there is no paragraph \"xyzzy\" to yield to | name a paragraph's id"},
      {"yielding to somebody misspelt",
       {{"paragraphs/a.md", paragraph_file("yields_to: [late-replies]\n")},
        {"paragraphs/late-reply.md", paragraph_file()}},
       "paragraphs/a.md in quay:5:13 department.yields-to\n",
       "there is no paragraph \"late-replies\" to yield to | did you mean \"late-reply\"?"},
      {"yielding to oneself",
       {{"paragraphs/a.md", paragraph_file("yields_to: [a]\n")}},
       "paragraphs/a.md in quay:5:13 department.yields-to\n",
       "\"a\" yields to itself"},
      {"a logo that is not there",
       {{"style.yaml", quay_style + logo}},
       "style.yaml in quay:10:17 department.picture\n",
       "the department has no file pictures/crest.png | add the file to the department's directory"},
      {"a logo that is called otherwise",
       {{"style.yaml", quay_style + logo}, {"pictures/crests.png", "x"}},
       "style.yaml in quay:10:17 department.picture\n",
       "the department has no file pictures/crest.png | did you mean \"pictures/crests.png\"?"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(refused(row.changes), row.errors) << row.name;
    EXPECT_EQ(only(row.changes), row.says) << row.name;
  }
}

std::string style_with(const std::string& from, const std::string& to) {
  std::string style = quay_style;
  return style.replace(style.find(from), from.size(), to);
}

TEST(Lint, NeedsTheDepartmentsOwnFontsAlone) {
  const Changes named{{"style.yaml", style_with("liberation/LiberationSans-Bold.ttf", "fonts/Quai.ttf")},
                      {"fonts/Quay.ttf", "x"}};
  EXPECT_EQ(refused(named), "style.yaml in quay:5:9 department.font\n");
  EXPECT_EQ(only(named), "the department has no file fonts/Quai.ttf | did you mean \"fonts/Quay.ttf\"?");
  EXPECT_EQ(refused({{"style.yaml", style_with("text:", "  fallback: [a/B.ttf, fonts/C.ttf]\ntext:")}}),
            "style.yaml in quay:8:23 department.font\n");
  EXPECT_EQ(refused({{"style.yaml", style_with("liberation/LiberationSans-Bold.ttf", "nowhere/Bold.ttf")}}),
            "not refused\n");
}

TEST(Lint, LeavesCirclesOfYieldingToTheLettersThatMeetThem) {
  EXPECT_EQ(refused({{"paragraphs/a.md", paragraph_file("yields_to: [b]\n")},
                     {"paragraphs/b.md", paragraph_file("yields_to: [a]\n")}}),
            "not refused\n");
}

TEST(Lint, PointsAtTheNameThatLeadsNowhereAndNotAtALongerOne) {
  EXPECT_EQ(refused({{"paragraphs/a.md", paragraph_file("yields_to: [late-reply, late]\n")},
                     {"paragraphs/late-reply.md", paragraph_file()}}),
            "paragraphs/a.md in quay:5:25 department.yields-to\n");
  EXPECT_EQ(
      refused({{"paragraphs/a.md",
                "---\ntitle: What yields_to means for xyzzy\nowner: O\nrevision: 1\nyields_to: [xyzzy]\n---\nW\n"}}),
      "paragraphs/a.md in quay:5:13 department.yields-to\n");
}

}  // namespace
}  // namespace engross::test
