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

TEST(CleanLines, AreThoseOfWordsAlone) {
  const test::LetterToCheck letter{.body = "Every child has a right to a place."};
  CleanLines known;
  EXPECT_EQ(print(test::findings_of(letter, test::plain_department(), &known)), "");
  const LineKind prose{.prose = true, .english = true};
  EXPECT_TRUE(known.has(letter.body, prose));
  EXPECT_FALSE(known.has(letter.body, {.prose = false, .english = true}));
  EXPECT_FALSE(known.has(letter.opening, prose)) << "a date is held against each case";
  const test::LetterToCheck value{.body = "Every child has a right to [[a place]]."};
  EXPECT_EQ(print(test::findings_of(value, test::plain_department(), &known)), "");
  EXPECT_FALSE(known.has("Every child has a right to a place.x", prose));
  CleanLines none;
  test::findings_of(value, test::plain_department(), &none);
  EXPECT_FALSE(none.has(letter.body, prose)) << "a value may be another in the next letter";
  test::findings_of({.body = "Every the the child has a right."}, test::plain_department(), &none);
  EXPECT_FALSE(none.has("Every the the child has a right.", prose));
}

TEST(CleanLines, KeepNoMoreThanThereIsRoomFor) {
  CleanLines known;
  known.add(std::string(5000, 'a'), {});
  EXPECT_FALSE(known.has(std::string(5000, 'a'), {}));
  for (int i = 0; i < 3000; ++i) known.add(std::to_string(i), {});
  EXPECT_TRUE(known.has("0", {}));
  EXPECT_FALSE(known.has("2999", {}));
}

}  // namespace
}  // namespace engross
