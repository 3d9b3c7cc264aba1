// The files of a department made one: what is read, what is looked up, and every error of every file at once.
#include "department/department.hpp"

#include <gtest/gtest.h>

#include "department/quay.hpp"

namespace engross::test {
namespace {

std::string translation(const std::string& front) {
  return "---\n" + front + "---\nGeiriau.\n";
}

TEST(Department, IsFoundByIdAndLanguage) {
  const auto read = quay({{"paragraphs/deep/a-b.md", paragraph_file()},
                          {"paragraphs/a.cy.md", translation("revision: 1\n")},
                          {"department.yaml", quay_yaml + "signatories: [{id: ada, name: Ada}]\n"}});
  ASSERT_THAT(read, Succeeds());
  const Department& department = **read;
  EXPECT_EQ(department.paragraph_ids(), (std::vector<std::string>{"a", "a-b", "b"}));
  EXPECT_EQ(department.find("a")->source->name, "paragraphs/a.md in quay");
  EXPECT_EQ(department.find("a", "en-GB"), department.find("a"));
  EXPECT_EQ(department.find("a", "cy")->source->name, "paragraphs/a.cy.md in quay");
  EXPECT_EQ(department.find("b", "cy"), nullptr);
  EXPECT_EQ(department.find("c"), nullptr);
  EXPECT_EQ(department.signatory("ada")->name, "Ada");
  EXPECT_EQ(department.signatory("ben"), nullptr);
  EXPECT_EQ(department.bundle_sha256, department.resources.sha256());
}

TEST(Department, HasItsOwnTemplatesAndPartialsBeforeTheSharedOnes) {
  const auto read = quay({{"templates/reply.mustache", "{{mine}}"}, {"partials/hours.mustache", "9 to 5"}});
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ((*read)->templates.at("reply").names().at(0).span.source->name, "templates/reply.mustache in quay");
  EXPECT_EQ((*read)->templates.size(), shared_templates().templates.size());
  EXPECT_EQ((*read)->partials.size(), shared_templates().partials.size() + 1);
}

TEST(Department, NeedsItsTwoFiles) {
  EXPECT_EQ(refused({{"department.yaml", std::nullopt}, {"style.yaml", std::nullopt}}),
            "nowhere department.missing\nnowhere department.missing\n");
  EXPECT_EQ(only({{"style.yaml", std::nullopt}}), "quay has no style.yaml | style.yaml says the house style");
  EXPECT_EQ(only({{"department.yaml", std::nullopt}}),
            "quay has no department.yaml | department.yaml says id, name and version of the department");
}

TEST(Department, RefusesFilesThatAreNeitherParagraphNorTemplate) {
  const Changes stray{{"paragraphs/notes.txt", "x"}};
  EXPECT_EQ(refused(stray), "paragraphs/notes.txt in quay:1:1 department.stray-file\n");
  EXPECT_EQ(only(stray),
            "paragraphs/notes.txt is neither a paragraph (.md) nor a template (.mustache) | rename it, or move it out "
            "of the department's folders");
  EXPECT_EQ(refused({{"partials/a.md", "x"}, {"templates/a.html", "x"}, {"samples/a.txt", "x"}}),
            "partials/a.md in quay:1:1 department.stray-file\n"
            "templates/a.html in quay:1:1 department.stray-file\n");
}

TEST(Department, RefusesParagraphsThatCannotBeNamed) {
  for (const std::string name : {"A", "a_b", "1a", "a--b"}) {
    const Changes named{{"paragraphs/" + name + ".md", paragraph_file()}};
    EXPECT_EQ(refused(named), "paragraphs/" + name + ".md in quay:1:1 department.paragraph-id\n");
    EXPECT_EQ(only(named), "\"" + name +
                               "\" is no paragraph id | name the file <id>.md or <id>.<language>.md; an id "
                               "is made of small letters, digits and single hyphens");
  }
  const Changes twice{{"paragraphs/deep/a.md", paragraph_file()}};
  EXPECT_EQ(refused(twice), "paragraphs/deep/a.md in quay:1:1 department.duplicate\n");
  EXPECT_EQ(only(twice),
            "paragraph \"a\" is already in paragraphs/a.md in quay | an id is unique in all folders; rename one of the "
            "two");
}

TEST(Department, RefusesTranslationsIntoLanguagesThatItDoesNotWrite) {
  const Changes french{{"paragraphs/a.fr.md", translation("revision: 1\n")}};
  EXPECT_EQ(refused(french), "paragraphs/a.fr.md in quay:1:1 department.language\n");
  EXPECT_EQ(only(french),
            "\"fr\" is none of the department's languages | add the language to languages in department.yaml");
  EXPECT_EQ(only({{"paragraphs/a.en-GB.md", translation("revision: 1\n")}}),
            "\"en-GB\" is the department's first language | name the file without a language");
}

TEST(Department, RefusesTranslationsOfAnotherRevisionOrOfNothing) {
  const Changes stale{{"paragraphs/a.cy.md", translation("revision: 2\n")}};
  EXPECT_EQ(refused(stale), "paragraphs/a.cy.md in quay:1:1 department.translation\n");
  EXPECT_EQ(only(stale),
            "this translates revision 2, but paragraphs/a.md in quay has revision 1 | bring the words up to date, then "
            "the revision");
  const Changes orphan{{"paragraphs/c.cy.md", translation("revision: 1\n")}};
  EXPECT_EQ(refused(orphan), "paragraphs/c.cy.md in quay:1:1 department.translation\n");
  EXPECT_EQ(only(orphan),
            "there is no paragraph c.md that this translates | write the original, or correct the file's name");
}

TEST(Department, GivesATranslationWhatItsOriginalDecides) {
  const std::string decides =
      "part: closing\ntopics: [x]\nlet: {late: \"true\"}\nwhen: \"late\"\norder: 7\nvalid_from: 2016-01-01\n"
      "review_by: 2016-06-01\nexpires: 2017-01-01\noptional: [facts.y]\nyields_to: [b]\n";
  for (const auto& [front, title, owner, review] :
       {std::tuple{"revision: 1\n", "T", "O", "2016-06-01"},
        std::tuple{"revision: 1\ntitle: Teitl\nowner: Uned\nreview_by: 2016-05-01\n", "Teitl", "Uned", "2016-05-01"}}) {
    const auto read = quay({{"paragraphs/a.md", paragraph_file(decides)}, {"paragraphs/a.cy.md", translation(front)}});
    ASSERT_THAT(read, Succeeds());
    const Paragraph& p = *(*read)->find("a", "cy");
    EXPECT_EQ(p.title, title);
    EXPECT_EQ(p.owner, owner);
    EXPECT_EQ(p.review_by->iso(), review);
    EXPECT_EQ(p.part, Part::closing);
    EXPECT_EQ(p.topics, std::vector<std::string>{"x"});
    EXPECT_EQ(p.lets.at("late").span().text(), "true");
    EXPECT_EQ(p.when->span().text(), "late");
    EXPECT_EQ(p.order, 7);
    EXPECT_EQ(p.valid_from->iso(), "2016-01-01");
    EXPECT_EQ(p.expires->iso(), "2017-01-01");
    EXPECT_EQ(p.optional.count("facts.y"), 1U);
    EXPECT_EQ(p.yields_to, std::vector<std::string>{"b"});
  }
}

TEST(Department, CollectsTheErrorsOfAllItsFiles) {
  EXPECT_EQ(refused({{"department.yaml", quay_yaml + "colour: red\n"},
                     {"style.yaml", "geometry: ["},
                     {"forms-of-address.yaml", "rows: 1\n"},
                     {"paragraphs/a.md", "Words.\n"},
                     {"paragraphs/b.md", paragraph_file("", "{{#x}}\n")},
                     {"partials/p.mustache", "{{/x}}"},
                     {"templates/t.mustache", "{{"}}),
            "department.yaml in quay:5:1 department.unknown-key\n"
            "paragraphs/a.md in quay:1:1 paragraph.front-matter\n"
            "paragraphs/b.md in quay:6:1 template.syntax\n"
            "partials/p.mustache in quay:1:1 template.syntax\n"
            "templates/t.mustache in quay:1:1 template.syntax\n"
            "style.yaml in quay:1:12 data.syntax\n"
            "forms-of-address.yaml in quay:1:7 address.table\n");
  EXPECT_EQ(refused({{"forms-of-address.yaml", "rows: ["}}), "forms-of-address.yaml in quay:1:8 data.syntax\n");
}

}  // namespace
}  // namespace engross::test
