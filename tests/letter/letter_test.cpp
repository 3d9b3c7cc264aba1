// The parts of a letter, its plain words, and its printed form from end to end.
#include "letter/letter.hpp"

#include <gtest/gtest.h>

#include "letter/markdown_support.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

std::vector<Block> read(const std::string& markdown) {
  const auto blocks = read_markdown(plain(markdown), {.kind = Origin::Kind::draft});
  EXPECT_THAT(blocks, Succeeds());
  return blocks ? *blocks : std::vector<Block>{};
}

TEST(Part, HasAName) {
  const std::string marks[] = {"", "*", "**"};  // soft, lines, packed
  std::string names;
  for (int i = 0; i < 10; ++i) {
    const auto part = static_cast<Part>(i);
    EXPECT_EQ(part_named(name_of(part)), part);
    names += std::string(name_of(part)) + marks[static_cast<std::size_t>(breaks_of(part))] + " ";
  }
  EXPECT_EQ(names, "addressee** reference* salutation subject opening body closing close* enclosures* copies* ");
  EXPECT_EQ(part_named("adressee"), std::nullopt);
}

TEST(PlainText, IsTheWordsAlone) {
  const auto words = [](const std::string& markdown) { return plain_text(read(markdown).at(0)); };
  EXPECT_EQ(words("One **two** [*three*](https://b.uk)  \nfour"), "One two three\nfour");
  EXPECT_EQ(words("- a\n  - b\n- c"), "a\nb\nc");
  EXPECT_EQ(words("|a|*b*|\n|-|-|\n|1|2|"), "a\tb\n1\t2");
}

TEST(Dump, HasEveryMemberOfALetter) {
  Letter letter;
  letter.reference = "H-1";
  letter.department = "harbour";
  letter.template_name = "reply";
  letter.language = "cy";
  letter.date = Date::parse("2016-10-26");
  letter.subject = "\"Quay\" \\ 4\n\xC2\xA0";
  letter.marking = "OFFICIAL";
  letter.top_and_tail = true;
  letter.recipients = {"Mr Jones", "Mrs Wynne"};
  letter.signatures = {{.id = "ada", .lines = {"Ada Quay", "Harbour Master"}, .name = "Ada Quay"}};
  letter.sections.push_back({Part::closing, read("Yes.")});
  letter.sections.back().blocks[0].language = "en-GB";
  EXPECT_EQ(dump(letter), R"(letter "H-1"
  department "harbour"
  template "reply"
  language "cy"
  date 2016-10-26
  subject "\"Quay\" \\ 4\n\u{A0}"
  marking "OFFICIAL"
  top and tail
  recipient "Mr Jones"
  recipient "Mrs Wynne"
  section closing
    paragraph lang en-GB
      text "Yes."
  signature "ada" name "Ada Quay"
    line "Ada Quay"
    line "Harbour Master"
)");
  EXPECT_EQ(dump(Letter()), "letter \"\"\n  language \"en-GB\"\n");
}

TEST(Dump, NamesOriginsAndReasons) {
  for (const auto& [kind, name] :
       {std::pair{Provenance::Kind::paragraph, "paragraph"}, std::pair{Provenance::Kind::skeleton, "skeleton"},
        std::pair{Provenance::Kind::officer, "officer"}, std::pair{Provenance::Kind::draft, "draft"}}) {
    Provenance why;
    why.kind = kind;
    why.id = "x";
    why.edited = why.moved = true;
    std::vector<Block> blocks = read("One");
    blocks[0].provenance = std::make_shared<Provenance>(why);
    EXPECT_EQ(dump(blocks, DumpOrigins::yes),
              "paragraph from " + std::string(name) + " \"x\" edited moved\n  text \"One\" @ draft p.md:1:1-1:4\n");
    EXPECT_EQ(dump(blocks), "paragraph\n  text \"One\"\n");
  }
  Inline run;
  run.text = "Dear";
  Block block;
  block.inlines = {run};
  EXPECT_EQ(dump(std::vector<Block>{block}, DumpOrigins::yes), "paragraph\n  text \"Dear\" @ skeleton\n");
}

TEST(Dump, HasFurtherLettersOneLevelIn) {
  Letter letter;
  letter.reference = "H-1";
  letter.language = "cy";
  Letter english;
  english.reference = "H-1";
  english.sections.push_back({Part::close, read("Yours")});
  letter.further.push_back(english);
  EXPECT_EQ(dump(letter), R"(letter "H-1"
  language "cy"
  letter "H-1"
    language "en-GB"
    section close
      paragraph
        text "Yours"
)");
  EXPECT_EQ(languages_of(letter), "cy, en-GB");
  EXPECT_EQ(in_each_language(letter), (std::vector<const Letter*>{&letter, &letter.further[0]}));
}

}  // namespace
}  // namespace engross::test
