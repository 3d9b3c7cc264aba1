// The page numbers of a book: laid out until they are right, and told when they cannot be.
#include "library/book_numbers.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

// Pages that can be told apart: as many as `count`.
NumberedPages numbered(std::size_t count, PageNumbers numbers) {
  NumberedPages made;
  made.pages.pages.resize(count);
  made.numbers = std::move(numbers);
  return made;
}

TEST(BookNumbers, AreThoseOfThePagesTheyStandOn) {
  // Two digits push the second paragraph on by a page, once.
  const auto settled = settle_numbers([](const PageNumbers& shown) -> Result<NumberedPages> {
    const bool wide = shown.contains("b") && shown.at("b") >= 10;
    return wide ? numbered(11, {{"a", 9}, {"b", 11}}) : numbered(10, {{"a", 9}, {"b", 10}});
  });
  ASSERT_THAT(settled, Succeeds());
  EXPECT_EQ(settled->pages.pages.size(), 11U);
  EXPECT_TRUE(settled->notes.empty()) << print(settled->notes);
}

TEST(BookNumbers, ThatGoRoundInACircleAreTold) {
  int rounds = 0;
  const auto settled = settle_numbers([&](const PageNumbers& shown) -> Result<NumberedPages> {
    ++rounds;
    const bool wide = shown.contains("b") && shown.at("b") >= 10;
    return wide ? numbered(9, {{"a", 2}, {"b", 9}}) : numbered(10, {{"a", 2}, {"b", 10}});
  });
  ASSERT_THAT(settled, Succeeds());
  EXPECT_EQ(rounds, 7);
  ASSERT_EQ(settled->notes.size(), 1U);
  EXPECT_EQ(settled->notes[0].code, "library.page-numbers");
  EXPECT_EQ(settled->notes[0].severity, Severity::warning);
  EXPECT_EQ(settled->notes[0].message,
            "the contents and indexes of the book tell a page that is not the paragraph's: "
            "b (told as 9, begins on 10)");
  EXPECT_EQ(settled->pages.pages.size(), 10U) << "the pages that the warning is about";
}

TEST(BookNumbers, RefuseWhatLayoutRefuses) {
  const auto refused = settle_numbers([](const PageNumbers&) -> Result<NumberedPages> {
    return fail(error("layout.too-many-pages", {}, "too long", {}));
  });
  EXPECT_THAT(refused, FailsWith("layout.too-many-pages"));
}

}  // namespace
}  // namespace engross::test
