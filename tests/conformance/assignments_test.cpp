// Rows of choices: all of them, pairs over one, few that cover every pair; and the bounds.
#include "conformance/assignments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(Combinations, AreMultipliedUpToTheBound) {
  EXPECT_EQ(combinations({}, 10), 1U);
  EXPECT_EQ(combinations({2, 3}, 10), 6U);
  EXPECT_EQ(combinations({2, 3, 4}, 10), 10U);
  EXPECT_EQ(combinations(std::vector<std::size_t>(200, 9), 1000), 1000U);
  EXPECT_EQ(combinations({3, 0}, 10), 0U);
}

TEST(AllRows, ComeInOrderTheUsualFirst) {
  EXPECT_THAT(all_rows({2, 3}, 100), ElementsAre(Row{0, 0}, Row{1, 0}, Row{0, 1}, Row{1, 1}, Row{0, 2}, Row{1, 2}));
  EXPECT_THAT(all_rows({}, 100), ElementsAre(Row{}));
  EXPECT_THAT(all_rows({2, 3}, 4), SizeIs(4));
}

std::set<std::vector<std::size_t>> pairs_of(const std::vector<Row>& rows) {
  std::set<std::vector<std::size_t>> pairs;
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      for (std::size_t j = i + 1; j < row.size(); ++j) pairs.insert({i, row[i], j, row[j]});
  return pairs;
}

TEST(PairsOver, LaysEachPairOverTheBaseOnce) {
  const Row base{1, 0, 2};
  const std::vector<std::size_t> sizes{2, 2, 3};
  const std::vector<Row> rows = pairs_over(base, sizes, 1000);
  EXPECT_EQ(rows.front(), base);
  EXPECT_EQ(pairs_of(rows), pairs_of(all_rows(sizes, 1000)));
  EXPECT_EQ(std::set<Row>(rows.begin(), rows.end()).size(), rows.size());
  for (const Row& row : rows) {
    std::size_t changed = 0;
    for (std::size_t i = 0; i < row.size(); ++i) changed += row[i] != base[i] ? 1U : 0U;
    EXPECT_LE(changed, 2U);
  }
  EXPECT_THAT(pairs_over(base, sizes, 3), SizeIs(3));
}

TEST(CoveringRows, HaveEveryPairInFarFewerRowsThanThereAre) {
  const std::vector<std::size_t> sizes{9, 4, 2, 2, 2, 2, 2, 3, 3, 16};
  const std::vector<Row> rows = covering_rows(sizes, 10'000);
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t j = i + 1; j < sizes.size(); ++j) pairs += sizes[i] * sizes[j];
  EXPECT_EQ(pairs_of(rows).size(), pairs);
  EXPECT_LT(rows.size(), 2 * 9U * 16U);
  EXPECT_EQ(covering_rows(sizes, 10'000), rows);
  EXPECT_THAT(covering_rows(sizes, 5), SizeIs(5));
}

TEST(CoveringRows, OfOneVariableAreItsChoices) {
  EXPECT_THAT(covering_rows({3}, 10), ElementsAre(Row{0}, Row{1}, Row{2}));
  EXPECT_THAT(covering_rows({}, 10), ElementsAre(Row{}));
}

}  // namespace
}  // namespace engross::test
