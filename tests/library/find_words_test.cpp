// Words looked for in a letter: every place, the sentence around it, and where it was written.
#include <gtest/gtest.h>

#include "letter/markdown_support.hpp"
#include "library/explain.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

Letter letter_of(const MergedText& body) {
  const auto blocks = read_markdown(body, {});
  EXPECT_THAT(blocks, Succeeds());
  Letter letter;
  letter.sections.push_back({Part::body, blocks ? *blocks : std::vector<Block>{}});
  return letter;
}

// "sentence" <what the span covers> pointer, one a line.
std::string found(const Letter& letter, std::string_view words) {
  std::string out;
  for (const ExplainedWords& place : find_words(letter, words))
    out += "\"" + place.sentence + "\" <" + std::string(place.origin.span.text()) + ">" +
           (place.origin.pointer.empty() ? "" : " " + place.origin.pointer) + "\n";
  return out;
}

std::string found(const std::string& markdown, std::string_view words) {
  return found(letter_of(merged(markdown)), words);
}

struct Row {
  const char* markdown;
  const char* words;
  const char* found;
};

TEST(FindWords, GivesTheSentenceAroundThem) {
  const Row rows[] = {
      {"One. Two three. Four.", "three", "\"Two three.\" <three>\n"},
      {"One. Two three. Four.", "One", "\"One.\" <One>\n"},
      {"One. Two three. Four", "Four", "\"Four\" <Four>\n"},
      {"Is it? Yes! So.", "yes", "\"Yes!\" <Yes>\n"},
      {"It costs 1.50 pounds. Pay.", "pounds", "\"It costs 1.50 pounds.\" <pounds>\n"},
      {"One.\n\nTwo.\n", "two", "\"Two.\" <Two>\n"},
      {"One  \ntwo three  \nfour", "three", "\"two three\" <three>\n"},
      {"One  \ntwo three  \nfour", "One", "\"One\" <One>\n"},
      {"a", "b", ""},
      {"a", "", ""},
      {"", "a", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(found(row.markdown, row.words), row.found) << row.markdown;
}

TEST(FindWords, FindsEveryPlaceWithoutCase) {
  const Row rows[] = {
      {"School and school.\n\n# SCHOOL\n", "sChOOl",
       "\"School and school.\" <School>\n\"School and school.\" <school>\n\"SCHOOL\" <SCHOOL>\n"},
      {"aaaa", "aa", "\"aaaa\" <aa>\n\"aaaa\" <aa>\n"},
      {"- one\n  - two one\n", "one", "\"one\" <one>\n\"two one\" <one>\n"},
      {"|one|b|\n|-|-|\n|c|*one*|\n", "one", "\"one\" <one>\n\"one\" <one>\n"},
      {"Tŷ Gŵyr", "gŵyr", "\"Tŷ Gŵyr\" <Gŵyr>\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(found(row.markdown, row.words), row.found) << row.markdown;
}

TEST(FindWords, GoesOverTheBordersOfRunsAndLines) {
  const Row rows[] = {
      {"One *two* three.", "one two three", "\"One two three.\" <One >\n"},
      {"See [the guide](https://b.uk) now.", "guide now", "\"See the guide now.\" <guide>\n"},
      {"One  \ntwo", "one two", "\"One two\" <One>\n"},
      {"Nought. One. Two. Three.", "one. two", "\"One. Two.\" <One. Two>\n"},
      {"One\ntwo", "one two", "\"One two\" <One\ntwo>\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(found(row.markdown, row.words), row.found) << row.markdown;
}

TEST(FindWords, NamesTheValueThatTheyStandIn) {
  EXPECT_EQ(found("Dear {Ada Quay}, hello.", "quay"), "\"Dear Ada Quay, hello.\" <> /case/v0\n");
  EXPECT_EQ(found("Dear {Ada} {Quay}.", "ada quay"), "\"Dear Ada Quay.\" <> /case/v0\n");
  EXPECT_EQ(found("Dear {Ada} Quay.", "dear ada"), "\"Dear Ada Quay.\" <Dear >\n");
}

TEST(FindWords, LeavesBlanksAroundTheWordsOut) {
  EXPECT_EQ(found("One  \ntwo", " two "), "\"two\" <two>\n");
}

TEST(FindWords, CountsParagraphsAsTheExplanationDoes) {
  Letter letter = letter_of(plain("One x.\n\nTwo.\n\nThree x.\n"));
  const auto named = [](const std::string& id) {
    Provenance why;
    why.kind = Provenance::Kind::paragraph;
    why.id = id;
    return std::make_shared<Provenance>(why);
  };
  std::vector<Block>& blocks = letter.sections[0].blocks;
  blocks[0].provenance = named("a");
  blocks[1].provenance = named("a");
  blocks[2].provenance = named("b");
  letter.sections.push_back({Part::closing, {blocks[0]}});
  std::string indices;
  for (const ExplainedWords& place : find_words(letter, "x")) indices += std::to_string(place.paragraph) + " ";
  EXPECT_EQ(indices, "0 1 2 ");
  const Explanation explanation = explain(letter, {}, Department{});
  ASSERT_EQ(explanation.paragraphs.size(), 3U);
  EXPECT_EQ(explanation.paragraphs[0].words, "One x.\nTwo.");
  EXPECT_EQ(explanation.paragraphs[1].words, "Three x.");
  EXPECT_EQ(explanation.paragraphs[2].part, Part::closing);
}

}  // namespace
}  // namespace engross::test
