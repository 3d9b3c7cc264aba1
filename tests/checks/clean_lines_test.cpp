// Lines that are known to be clean cost less, and change nothing that is found.
#include "checks/clean_lines.hpp"

#include <gtest/gtest.h>

#include <ranges>

#include "checks/defective_letters.hpp"

namespace engross {
namespace {

TEST(CleanLines, ChangeNothingThatIsFound) {
  CleanLines known;
  for (int round = 0; round < 2; ++round) {
    for (const test::CheckedLetter& row : test::checked_letters())
      EXPECT_EQ(print(test::findings_of(row.letter, test::plain_department(), &known)),
                print(test::findings_of(row.letter)))
          << row.what << ", round " << round;
    for (const test::CheckedLetter& row : test::checked_letters() | std::views::reverse)
      EXPECT_EQ(print(test::findings_of(row.letter, test::plain_department(), &known)),
                print(test::findings_of(row.letter)))
          << row.what << ", backwards";
  }
}

LineOfText line_of(const std::string& text) {
  LineOfText line;
  line.assign(test::inlines_of(text), Part::body);
  return line;
}

bool knows(CleanLines& known, const std::string& text, LineKind kind = {.prose = true, .english = true}) {
  LineOfText line;
  line.assign_text(test::inlines_of(text), Part::body);
  return known.recall(line, kind);
}

TEST(CleanLines, AreKnownByTheirWordsAndValues) {
  const test::LetterToCheck letter{.body = "Every child has a right to a place."};
  CleanLines known;
  EXPECT_EQ(print(test::findings_of(letter, test::plain_department(), &known)), "");
  EXPECT_TRUE(knows(known, letter.body));
  EXPECT_FALSE(knows(known, letter.body, {.prose = false, .english = true}));
  CleanLines other;
  test::findings_of({.body = "Every child has a right to [[a place]]."}, test::plain_department(), &other);
  EXPECT_TRUE(knows(other, "Every child has a right to [[a place]]."));
  EXPECT_FALSE(knows(other, "Every child has a right to [[a]] place."))
      << "what is a value may hold what words may not";
  EXPECT_FALSE(knows(other, letter.body));
  test::findings_of({.body = "Every the the child has a right."}, test::plain_department(), &other);
  EXPECT_FALSE(knows(other, "Every the the child has a right."));
  test::findings_of({.body = "See", .target = "https://www.gov.uk"}, test::plain_department(), &other);
  EXPECT_FALSE(knows(other, "Seehere")) << "a link is more than its words";
}

TEST(CleanLines, AreRecalledWithTheirWordsAndDates) {
  const std::string text = "In March 2015 we wrote, on 4 June 2016, to each of the 150 councils.";
  const LineOfText read = line_of(text);
  CleanLines known;
  known.keep(read, {});
  LineOfText again;
  again.assign_text(test::inlines_of(text), Part::body);
  ASSERT_TRUE(known.recall(again, {}));
  ASSERT_EQ(again.words.size(), read.words.size());
  for (std::size_t i = 0; i < read.words.size(); ++i) EXPECT_EQ(again.words.word(i), read.words.word(i));
  EXPECT_EQ(again.words.numbers(), read.words.numbers());
  EXPECT_EQ(again.dates.size(), read.dates.size());
  EXPECT_EQ(again.words.text().data(), again.flat.text().data()) << "its own text, and not that of another letter";
}

TEST(CleanLines, KeepNoMoreThanThereIsRoomFor) {
  CleanLines known;
  known.keep(line_of(std::string(5000, 'a')), {});
  EXPECT_FALSE(knows(known, std::string(5000, 'a'), {}));
  for (int i = 0; i < 3000; ++i) known.keep(line_of("line " + std::to_string(i)), {});
  EXPECT_TRUE(knows(known, "line 0", {}));
  EXPECT_FALSE(knows(known, "line 2999", {}));
}

}  // namespace
}  // namespace engross
