// Letters of one file in several languages: each whole, on pages of its own, in a section of the structure tree.
#include <gtest/gtest.h>

#include "fixtures.hpp"

namespace engross::test {
namespace {

// The reference letter, a Welsh one before it.
Bench bilingual() {
  Bench bench;
  Letter welsh = bench.letter;
  welsh.language = "cy";
  welsh.recipients = {"Cyngor Telford"};
  welsh.sections[2] = {Part::salutation, {paragraph("Annwyl Gynghorydd Watling")}};
  welsh.further.push_back(bench.letter);
  bench.letter = std::move(welsh);
  return bench;
}

Result<Pages> lay_with(Bench& bench, std::vector<SignatureField> fields) {
  LayoutInput input = bench.input();
  input.fields = std::move(fields);
  return lay_out(input, bench.cache);
}

std::vector<const GlyphRun*> runs_of(const Page& page, ElementId element) {
  std::vector<const GlyphRun*> found;
  for (const GlyphRun& run : page.runs)
    if (run.element == element) found.push_back(&run);
  return found;
}

TEST(Languages, EachLetterBeginsOnItsOwnPageAndCountsFromOne) {
  const auto pages = bilingual().lay();
  ASSERT_THAT(pages, Succeeds());
  ASSERT_EQ(pages->pages.size(), 4U);
  EXPECT_EQ(pages->language, "cy");
  const auto all = [&](std::size_t page) { return text_of(pages->pages[page], true); };
  EXPECT_TRUE(all(0).ends_with("Tudalen 1 o 2\n")) << all(0);
  EXPECT_TRUE(all(1).ends_with("Tudalen 2 o 2\n")) << all(1);
  EXPECT_TRUE(all(1).starts_with("2016-0046030   Cyngor Telford   26 Hydref 2016")) << all(1);
  EXPECT_TRUE(all(2).ends_with("Page 1 of 2\n")) << all(2);
  EXPECT_TRUE(all(3).starts_with("2016-0046030   Telford & Wrekin Council   26 October 2016")) << all(3);
  EXPECT_NE(all(2).find("Dear Councillor Watling"), std::string::npos);
}

TEST(Languages, TheLastLetterLooksAsItDoesAlone) {
  const auto both = bilingual().lay();
  const auto alone = Bench().lay();
  ASSERT_THAT(both, Succeeds());
  ASSERT_THAT(alone, Succeeds());
  ASSERT_EQ(both->pages.size(), alone->pages.size() + 2);
  for (std::size_t i = 0; i < alone->pages.size(); ++i) {
    const Page& page = both->pages[i + 2];
    EXPECT_EQ(text_of(page, true), text_of(alone->pages[i], true));
    ASSERT_EQ(page.runs.size(), alone->pages[i].runs.size());
    for (std::size_t r = 0; r < page.runs.size(); ++r) {
      EXPECT_EQ(page.runs[r].x, alone->pages[i].runs[r].x);
      EXPECT_EQ(page.runs[r].y, alone->pages[i].runs[r].y);
    }
  }
}

// A cell may speak another language than its table, and its table another than the letter.
TEST(Languages, ACellSaysItsOwn) {
  struct Line {
    const char *table, *cell, *expected;
  };
  for (const Line& line : {Line{"", "cy", "cy"}, Line{"", "", ""}, Line{"", "en-GB", ""}, Line{"cy", "", ""},
                           Line{"cy", "en-GB", "en-GB"}, Line{"cy", "fr", "fr"}}) {
    Table table;
    table.columns = {Table::Align::left};
    table.rows = {{{{text("Diolch")}, line.cell}}};
    Block block;
    block.kind = Block::Kind::table;
    block.table = std::make_shared<const Table>(table);
    block.language = line.table;
    Bench bench;
    bench.letter.sections = {{Part::body, {block}}};
    const auto pages = bench.lay();
    ASSERT_THAT(pages, Succeeds());
    std::string found;
    for (const Element& element : pages->elements)
      if (element.role == Role::table_data) found += "[" + element.language + "]";
    EXPECT_EQ(found, "[" + std::string(line.expected) + "]") << line.table << ", " << line.cell;
  }
}

TEST(Languages, TheStructureHasASectionForEach) {
  const auto pages = bilingual().lay();
  ASSERT_THAT(pages, Succeeds());
  const std::vector<Element>& elements = pages->elements;
  EXPECT_EQ(elements[0].role, Role::document);
  EXPECT_EQ(elements[0].language, "cy");
  std::vector<std::size_t> sections;
  for (std::size_t i = 1; i < elements.size(); ++i) {
    if (elements[i].parent == 0) {
      EXPECT_EQ(elements[i].role, Role::section) << i;
      sections.push_back(i);
    }
  }
  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(elements[sections[0]].language, "cy");
  EXPECT_EQ(elements[sections[1]].language, "en-GB");
  const auto alone = Bench().lay();
  ASSERT_THAT(alone, Succeeds());
  EXPECT_EQ(elements.size() - sections[1], alone->elements.size());
  for (std::size_t i = sections[1] + 1; i < elements.size(); ++i) EXPECT_GE(elements[i].parent, ElementId(sections[1]));
}

TEST(Languages, OneFieldLiesUnderTheFirstCloseAndTheInkUnderEach) {
  Bench bench = bilingual();
  const PictureRef ink = picture(300, 80, "ink.png");
  const auto pages = lay_with(bench, {{.name = "Signature",
                                       .alternative = "Llofnod Denise Clavery",
                                       .signatory = "specimen",
                                       .ink = ink,
                                       .words = {"Llofnodwyd", "26 Hydref 2016"}},
                                      {.name = "TimeStamp", .alternative = "Stamp amser"}});
  ASSERT_THAT(pages, Succeeds());
  EXPECT_TRUE(pages->pages[0].fields.empty());
  ASSERT_EQ(pages->pages[1].fields.size(), 1U);
  EXPECT_EQ(pages->pages[1].fields[0].name, "Signature");
  EXPECT_TRUE(pages->pages[2].fields.empty());
  ASSERT_EQ(pages->pages[3].fields.size(), 1U);
  EXPECT_EQ(pages->pages[3].fields[0].name, "TimeStamp");
  const Element& stamp = pages->elements[static_cast<std::size_t>(pages->pages[3].fields[0].element)];
  EXPECT_EQ(stamp.language, "cy");  // its words are those of the file's first language
  ASSERT_EQ(pages->pages[1].pictures.size(), 1U);
  ASSERT_EQ(pages->pages[3].pictures.size(), 1U);
  const PictureItem &in_field = pages->pages[1].pictures[0], &on_page = pages->pages[3].pictures[0];
  const Element& figure = pages->elements[static_cast<std::size_t>(on_page.element)];
  EXPECT_EQ(figure.role, Role::figure);
  EXPECT_EQ(figure.alternative, "Signature of Denise Clavery");
  EXPECT_EQ(pages->elements[static_cast<std::size_t>(in_field.element)].role, Role::form);
  EXPECT_EQ(on_page.width, in_field.width);
  EXPECT_EQ(on_page.x, in_field.x);
  EXPECT_TRUE(runs_of(pages->pages[3], on_page.element).empty());
  EXPECT_EQ(pages->pictures.size(), 1U);
}

TEST(Languages, AFieldWithoutInkLeavesTheOtherCloseItsSpace) {
  Bench bench = bilingual();
  const auto with = lay_with(
      bench, {{.name = "Signature", .alternative = "Llofnod", .signatory = "specimen", .words = {"Llofnodwyd"}}});
  const auto without = lay_with(bench, {});
  ASSERT_THAT(with, Succeeds());
  ASSERT_THAT(without, Succeeds());
  EXPECT_EQ(text_of(with->pages[3], true), text_of(without->pages[3], true));
  EXPECT_EQ(with->pages[3].runs.back().y, without->pages[3].runs.back().y);
}

TEST(Languages, WhatIsWrongInALaterLetterIsTold) {
  Bench bench = bilingual();
  bench.letter.further[0].marking = std::string(90, 'M');
  EXPECT_THAT(bench.lay(), FailsWith("layout.marking-too-wide"));
}

}  // namespace
}  // namespace engross::test
