// The book of the Harbour Office: what is in it, and that the file is for everybody.
#include "library/book.hpp"

#include <gtest/gtest.h>

#include "compose/harbour.hpp"
#include "pdf/conformance.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Workbench bench(const Changes& changes = {}) {
  const SystemWorld world;
  auto department = harbour(changes);
  auto equipment = equip(*department, fonts_in(world, {"/usr/share/fonts/truetype"}),
                         [](const std::string&) { return Result<std::optional<std::string>>(std::nullopt); });
  EXPECT_THAT(equipment, Succeeds());
  return {std::move(department), std::move(*equipment)};
}

Book book_of(const Workbench& of) {
  auto book = draw_book(of, day("2016-10-26"));
  EXPECT_THAT(book, Succeeds());
  return book ? std::move(*book) : Book{};
}

TEST(Book, IsAFileForEverybody) {
  const Workbench of = bench();
  const Book book = book_of(of);
  EXPECT_THAT(conformance_faults(book.pdf), ElementsAre());
  EXPECT_EQ(book.paragraphs, of.department->paragraphs.size());
  EXPECT_EQ(book_of(of).pdf, book.pdf) << "same input, same bytes";
}

TEST(Book, HasEveryParagraphWithItsFieldsByName) {
  const std::string tree = tag_tree(book_of(bench()).pdf);
  EXPECT_THAT(tree, HasSubstr("H1 | The paragraphs of "));
  EXPECT_THAT(tree, HasSubstr("H1 | Contents"));
  EXPECT_THAT(tree, HasSubstr("H1 | Index of fields"));
  EXPECT_THAT(tree, HasSubstr("‹facts.berth›"));
  EXPECT_THAT(tree, HasSubstr("dredging in cy"));
}

TEST(Book, ShowsWhatIsNoMarkdownWithoutItsValuesAsItIsWritten) {
  const std::string odd =
      "---\ntitle: Odd\ntopics: [odd]\nowner: O\nrevision: 1\n---\n# {{#facts.a}}A{{/facts.a}}\n\n"
      "[{{facts.name}}](https://example.org/{{facts.path}})\n";
  const Book book = book_of(bench({{"paragraphs/odd.md", odd}}));
  EXPECT_THAT(conformance_faults(book.pdf), ElementsAre());
  const std::string tree = tag_tree(book.pdf);
  EXPECT_THAT(tree, HasSubstr("‹facts.name›"));
}

TEST(Book, SaysWhereALinkLeads) {
  const std::string links =
      "---\ntitle: Links\ntopics: [links]\nowner: O\nrevision: 1\n---\nWrite *to* "
      "[{{department.contacts.email}}](mailto:{{department.contacts.email}}), read [our "
      "rules](https://harbour.example/rules), or see [https://harbour.example](https://harbour.example).\n\n"
      "| At |\n|---|\n| [the quay](https://harbour.example/{{facts.quay}}) |\n";
  const Book book = book_of(bench({{"paragraphs/links.md", links}}));
  EXPECT_THAT(conformance_faults(book.pdf), ElementsAre());
  const std::string tree = tag_tree(book.pdf);
  for (const char* shown : {"‹department.contacts.email› (mailto:‹department.contacts.email›)", "Link | our rules",
                            "(https://harbour.example/rules)", "the quay (https://harbour.example/‹facts.quay›)",
                            "Link | https://harbour.example"})
    EXPECT_THAT(tree, HasSubstr(shown));
  EXPECT_THAT(tree, Not(HasSubstr("(https://harbour.example)"))) << "said once";
  EXPECT_THAT(tree, Not(HasSubstr("]("))) << "no raw Markdown";
}

TEST(Book, TellsWhoChoosesAParagraph) {
  const auto text = [](const std::string& chosen_by) {
    return "---\ntitle: " + chosen_by + "\nchosen_by: " + chosen_by + "\nowner: O\nrevision: 1\n---\nIt says so.\n";
  };
  const std::string manifest = harbour()->resources.files.at("department.yaml");
  const std::string tree = tag_tree(book_of(bench({{"department.yaml", manifest + "decides: [select]\n"},
                                                   {"paragraphs/by-code.md", text("code")},
                                                   {"paragraphs/by-officer.md", text("officer")}}))
                                        .pdf);
  EXPECT_THAT(tree, HasSubstr(" by the department's code, or when an officer names it"));
  EXPECT_THAT(tree, HasSubstr(" when an officer names it in the case"));
  EXPECT_THAT(tree, Not(HasSubstr("(every case)"))) << "what has no topic is not for every case";
}

// A title is read aloud in its own language wherever it stands: as a heading, in the contents, below the original.
TEST(Book, SaysTheLanguageOfEachTitle) {
  const std::string english = tag_tree(book_of(bench()).pdf);
  EXPECT_THAT(english, HasSubstr("P lang=cy | Carthu'r sianel"));
  const auto files = harbour()->resources.files;
  Changes turned{{"department.yaml", files.at("department.yaml")}};
  std::string& manifest = *turned["department.yaml"];
  const std::string languages = "languages: [en-GB, cy]";
  manifest.replace(manifest.find(languages), languages.size(), "languages: [cy]");
  for (const auto& [path, text] : files)
    if (path.starts_with("paragraphs/") && path.ends_with(".cy.md")) turned[path] = std::nullopt;
  const std::string welsh = tag_tree(book_of(bench(turned)).pdf);
  EXPECT_THAT(welsh, HasSubstr("TD lang=cy | Dredging"));
  EXPECT_THAT(welsh, HasSubstr("H2 lang=cy | Dredging"));
  EXPECT_THAT(welsh, HasSubstr("TD | dredging")) << "an id is of no language";
}

TEST(Book, TellsOfOldIds) {
  const std::string tree = tag_tree(
      book_of(bench({{"forwarding.yaml", "- {id: gale, to: storm, since: 2016-10-01, because: the plain word}\n"}}))
          .pdf);
  EXPECT_THAT(tree, HasSubstr("Paragraphs with another id, and withdrawn ones"));
}

}  // namespace
}  // namespace engross::test
