// Tokens: which characters they are, and what stands behind each.
#include "letter/tokens.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(Tokens, AreThePrivateUsePlanes) {
  EXPECT_FALSE(TokenTable::is_token(0xE000));
  EXPECT_FALSE(TokenTable::is_token(0xEFFFF));
  EXPECT_TRUE(TokenTable::is_token(0xF0000));
  EXPECT_TRUE(TokenTable::is_token(0xFFFFD));
  EXPECT_FALSE(TokenTable::is_token(0xFFFFE));
  EXPECT_FALSE(TokenTable::is_token(0xFFFFF));
  EXPECT_TRUE(TokenTable::is_token(0x100000));
  EXPECT_TRUE(TokenTable::is_token(0x10FFFD));
  EXPECT_FALSE(TokenTable::is_token(0x10FFFE));
  EXPECT_FALSE(TokenTable::is_token(0x110000));
}

TEST(Tokens, EachStandsForItsValue) {
  TokenTable table;
  EXPECT_EQ(table.find(0xF0000), nullptr);
  EXPECT_EQ(table.add({.text = "a", .origin = {}}), char32_t{0xF0000});
  EXPECT_EQ(table.add({.text = "b", .origin = {}}), char32_t{0xF0001});
  ASSERT_NE(table.find(0xF0001), nullptr);
  EXPECT_EQ(table.find(0xF0001)->text, "b");
  EXPECT_EQ(table.find(0xF0002), nullptr);
  EXPECT_EQ(table.find('a'), nullptr);
  EXPECT_EQ(table.size(), 2U);
}

TEST(Tokens, FillBothPlanesAndNoMore) {
  TokenTable table;
  char32_t last = 0;
  for (std::size_t i = 0; i < 131068; ++i) {
    const auto token = table.add({.text = std::to_string(i), .origin = {}});
    ASSERT_TRUE(token.has_value());
    ASSERT_TRUE(TokenTable::is_token(*token));
    ASSERT_GT(*token, last);
    last = *token;
  }
  EXPECT_EQ(last, char32_t{0x10FFFD});
  EXPECT_EQ(table.find(0xFFFFD)->text, "65533");
  EXPECT_EQ(table.find(0x100000)->text, "65534");
  EXPECT_EQ(table.find(0xFFFFE), nullptr);
  EXPECT_EQ(table.add({.text = "one more", .origin = {}}), std::nullopt);
}

TEST(Unmerged, IsTheSourceItself) {
  const SourceRef source = make_source("draft.md", "0123456789");
  const MergedText text = unmerged(source, 2, 6);
  EXPECT_EQ(text.text, "2345");
  EXPECT_EQ(text.span_at(1, 3), (Span{source, 3, 5}));
  EXPECT_EQ(unmerged(source, 8, 99).text, "89");
  EXPECT_EQ(unmerged(source, 6, 2).text, "");
  EXPECT_TRUE(unmerged(source, 6, 6).pieces.empty());
  EXPECT_EQ(unmerged(nullptr, 0, 3).text, "");
}

}  // namespace
}  // namespace engross
