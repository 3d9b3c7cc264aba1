// The words of a letter without markup, for e-mail.
#include "letter/text_copy.hpp"

#include <gtest/gtest.h>

#include "letter/markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

Section section(Part part, const std::string& markdown) {
  const auto blocks = read_markdown(plain(markdown), {.breaks = breaks_of(part)});
  EXPECT_THAT(blocks, Succeeds());
  return {part, blocks ? *blocks : std::vector<Block>{}};
}

std::string copy(const std::string& markdown) {
  Letter letter;
  letter.sections.push_back(section(Part::body, markdown));
  return write_text(letter);
}

struct Row {
  const char* markdown;
  const char* text;
};

TEST(TextCopy, HasTheWordsOfEachBlock) {
  const Row rows[] = {
      {"One **two *three*** four.\n\nFive  \nsix.", "One two three four.\n\nFive\nsix.\n"},
      {"# One\n\nTwo.", "One\n\nTwo.\n"},
      {"- a\n- b", "- a\n- b\n"},
      {"- a\n\n- b", "- a\n\n- b\n"},
      {"9. a\n10. b  \n    c", "9. a\n10. b\n    c\n"},
      {"- a\n  - b\n    1. c\n- d", "- a\n  - b\n    1. c\n- d\n"},
      {"- a\n\n  b", "- a\n\n  b\n"},
      {"|a|*b*|\n|-|-|\n|1|2|\n|3||", "a\tb\n1\t2\n3\t\n"},
      {"|a|b|\n|-|-|\n|1&#10;2|3|", "a\tb\n1 2\t3\n"},
      {"", "\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(copy(row.markdown), row.text) << row.markdown;
}

TEST(TextCopy, SaysWhereALinkLeadsUnlessItsWordsDo) {
  const Row rows[] = {
      {"See [the guidance](https://www.gov.uk/a).", "See the guidance (https://www.gov.uk/a).\n"},
      {"See [https://www.gov.uk/a](https://www.gov.uk/a).", "See https://www.gov.uk/a.\n"},
      {"See [www.gov.uk/a](https://www.gov.uk/a).", "See www.gov.uk/a.\n"},
      {"Ask [a@b.uk](mailto:a@b.uk).", "Ask a@b.uk.\n"},
      {"Call [020-7946](tel:020-7946).", "Call 020-7946.\n"},
      {"See the [report](https://www.gov.uk/report).", "See the report (https://www.gov.uk/report).\n"},
      {"Ask [b.uk](mailto:a@b.uk).", "Ask b.uk (mailto:a@b.uk).\n"},
      {"See [*a*](https://www.gov.uk/a).", "See a (https://www.gov.uk/a).\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(copy(row.markdown), row.text) << row.markdown;
}

TEST(TextCopy, HasItsPartsInOrderAndNamesBelowTheClose) {
  Letter letter;
  letter.marking = "OFFICIAL";
  letter.signatures = {{.id = "ada", .lines = {"Ada Quay", "Harbour Master"}, .name = "Ada Quay"},
                       {.id = "ben", .lines = {"Ben Pier"}, .name = "Ben Pier"},
                       {.id = "", .lines = {}, .name = ""}};
  for (const auto& [part, words] : {std::pair{Part::addressee, "Mr Jones\n2 Mole Road"}, std::pair{Part::body, "Body."},
                                    std::pair{Part::close, "Yours"}, std::pair{Part::enclosures, "Map"}})
    letter.sections.push_back(section(part, words));
  EXPECT_EQ(write_text(letter),
            "OFFICIAL\n\nMr Jones\n2 Mole Road\n\nBody.\n\nYours\n\nAda Quay\nHarbour Master\n\nBen Pier\n\nMap\n");
  letter.sections.pop_back();
  EXPECT_EQ(write_text(letter),
            "OFFICIAL\n\nMr Jones\n2 Mole Road\n\nBody.\n\nYours\n\nAda Quay\nHarbour Master\n\nBen Pier\n");
}

TEST(TextCopy, BeginsAFurtherLetterOnANewPage) {
  Letter letter;
  letter.sections.push_back(section(Part::body, "Un."));
  letter.further.emplace_back().sections.push_back(section(Part::body, "One."));
  EXPECT_EQ(write_text(letter), "Un.\n\fOne.\n");
}

}  // namespace
}  // namespace engross::test
