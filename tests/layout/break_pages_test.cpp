// Page breaks against every way of breaking, and at their limits.
#include "layout/break_pages.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "fixtures.hpp"

namespace engross {
namespace {

using test::rounds;

constexpr PageHeights heights{20, 10, 100};

std::vector<std::uint32_t> begins_of(const std::vector<PlacedBox>& placed) {
  std::vector<std::uint32_t> begins;
  for (std::uint32_t i = 0; i < placed.size(); ++i)
    if (i == 0 || placed[i].page != placed[i - 1].page) begins.push_back(i);
  return begins;
}

std::vector<FlowHeight> lines(std::size_t count, double height = 10) {
  return std::vector<FlowHeight>(count, FlowHeight{0, height, 0, 0, 0});
}

TEST(BreakPages, NoWayOfBreakingIsBetter) {
  std::mt19937 random(3);
  for (unsigned round = 0; round < rounds(100); ++round) {
    std::vector<FlowHeight> boxes(2 + random() % 12);
    for (FlowHeight& box : boxes) {
      box.space = static_cast<double>(random() % 15);
      box.height = 5 + static_cast<double>(random() % 40);
      const double costs[] = {0, 0, 0, strand_cost, keep_cost};
      box.break_cost = costs[random() % 5];
      if (random() % 10 == 0) box.repeated = 8;
    }
    boxes[1].not_above = 40;
    const double found = pages_cost(boxes, begins_of(break_pages(boxes, heights)), heights);
    double least = std::numeric_limits<double>::infinity();
    for (std::uint32_t chosen = 0; chosen < (1U << (boxes.size() - 1)); ++chosen) {
      std::vector<std::uint32_t> begins{0};
      for (std::uint32_t i = 1; i < boxes.size(); ++i)
        if (((chosen >> (i - 1)) & 1U) != 0) begins.push_back(i);
      const double cost = pages_cost(boxes, begins, heights);
      if (cost >= 0) least = std::min(least, cost);
    }
    ASSERT_GE(found, 0) << round;
    EXPECT_NEAR(found, least, least * 1e-9) << round;
  }
}

TEST(BreakPages, AChapterBeginsAPageAndItsLastPageMayStayWhite) {
  std::vector<FlowHeight> boxes = lines(14);
  boxes[3].break_cost = chapter_cost;
  boxes[2].break_cost = keep_cost;
  EXPECT_EQ(begins_of(break_pages(boxes, heights)), (std::vector<std::uint32_t>{0, 3, 12}));
  boxes[4].break_cost = chapter_cost;
  EXPECT_EQ(begins_of(break_pages(boxes, heights)), (std::vector<std::uint32_t>{0, 3, 4, 13}));
}

TEST(BreakPages, FillsPagesAndDropsSpaceAtTheirHeads) {
  std::vector<FlowHeight> boxes = lines(10);
  boxes[8].space = 7;  // would begin page 2
  const auto placed = break_pages(boxes, heights);
  EXPECT_EQ(placed[0].top, 20);
  EXPECT_EQ(placed[7].page, 0U);
  EXPECT_EQ(placed[8].page, 1U);
  EXPECT_EQ(placed[8].top, 10);
}

TEST(BreakPages, KeepsWhatBelongsTogether) {
  std::vector<FlowHeight> boxes = lines(10);
  for (std::size_t i = 7; i < 10; ++i) boxes[i].break_cost = keep_cost;
  EXPECT_EQ(begins_of(break_pages(boxes, heights)), (std::vector<std::uint32_t>{0, 6}));
}

// A block longer than a page is parted where it must be, without a page left empty before it.
TEST(BreakPages, ABlockLongerThanAPageIsParted) {
  std::vector<FlowHeight> boxes = lines(30);
  for (std::size_t i = 2; i < boxes.size(); ++i) boxes[i].break_cost = keep_cost;
  const auto placed = break_pages(boxes, heights);
  EXPECT_LE(placed.back().page, 4U);
  EXPECT_EQ(placed[0].page, 0U);
  for (std::size_t i = 1; i < placed.size(); ++i) EXPECT_LE(placed[i].page - placed[i - 1].page, 1U);
}

TEST(BreakPages, ABoxTallerThanAPageStandsAlone) {
  std::vector<FlowHeight> boxes = lines(3);
  boxes[1].height = 500;
  const auto placed = break_pages(boxes, heights);
  EXPECT_EQ(begins_of(placed), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(placed[1].top, 10);
}

TEST(BreakPages, NothingIsNowhere) {
  EXPECT_TRUE(break_pages({}, heights).empty());
}

TEST(BreakPages, StrandsALineOnlyToKeepTogether) {
  std::vector<FlowHeight> boxes = lines(9);
  boxes[8].break_cost = strand_cost;
  boxes[7].break_cost = keep_cost;
  EXPECT_EQ(begins_of(break_pages(boxes, heights)), (std::vector<std::uint32_t>{0, 6}));
}

TEST(BreakPages, TheFirstPageMayBeginLower) {
  std::vector<FlowHeight> boxes = lines(2);
  boxes[1].not_above = 55;
  EXPECT_EQ(break_pages(boxes, heights)[1].top, 55);
}

TEST(BreakPages, ARepeatedHeaderTakesItsRoom) {
  std::vector<FlowHeight> boxes = lines(12);
  for (FlowHeight& box : boxes) box.repeated = 15;
  const auto placed = break_pages(boxes, heights);
  EXPECT_EQ(placed[8].page, 1U);
  EXPECT_EQ(placed[8].top, 25);
}

}  // namespace
}  // namespace engross
