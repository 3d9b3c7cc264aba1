// One character for each value, and the way back from merged text to what wrote it.
#include "letter/tokens.hpp"

#include <gtest/gtest.h>

#include "letter/markdown_support.hpp"

namespace engross::test {
namespace {

TEST(Tokens, AreTheTwoPrivatePlanesWithoutTheirNonCharacters) {
  for (const char32_t c : {U'\U000F0000', U'\U000FFFFD', U'\U00100000', U'\U0010FFFD'})
    EXPECT_TRUE(TokenTable::is_token(c));
  for (const char32_t c : {U'a', U'\uE000', U'\U000EFFFF', U'\U000FFFFE', U'\U000FFFFF', U'\U0010FFFE', U'\U0010FFFF'})
    EXPECT_FALSE(TokenTable::is_token(c));
}

TEST(Tokens, GiveEqualCharactersForEqualNumbersOfCalls) {
  TokenTable one, other;
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(one.add({std::to_string(i), {}}), other.add({"other " + std::to_string(i), {}}));
  EXPECT_EQ(one.find(U'\U000F0063')->text, "99");
  EXPECT_EQ(one.find(U'\U000F0064'), nullptr);
  EXPECT_EQ(one.find(U'a'), nullptr);
}

TEST(Tokens, AreFullAfterTheLastOfTheSecondPlane) {
  TokenTable table;
  table.reserve(131'068);
  for (std::size_t i = 0; i < 131'068; ++i) {
    const auto c = table.add({std::to_string(i), {}});
    ASSERT_TRUE(c && TokenTable::is_token(*c)) << i;
    ASSERT_EQ(table.find(*c)->text, std::to_string(i));
  }
  EXPECT_EQ(table.find(U'\U000FFFFD')->text, "65533");
  EXPECT_EQ(table.find(U'\U00100000')->text, "65534");
  EXPECT_EQ(table.find(U'\U0010FFFD')->text, "131067");
  EXPECT_FALSE(table.add({"one more", {}}).has_value());
  EXPECT_EQ(table.size(), 131'068U);
}

TEST(MergedText, KnowsWhereItsBytesWereWritten) {
  const MergedText text = merged("one {two} three");  // "one ", four bytes of a token, " three"
  const auto written = [&](std::size_t begin, std::size_t end) { return std::string(text.span_at(begin, end).text()); };
  EXPECT_EQ(written(0, 3), "one");
  EXPECT_EQ(written(4, 8), "{two}");
  EXPECT_EQ(written(5, 6), "{two}");
  EXPECT_EQ(written(9, 14), "three");
  EXPECT_EQ(written(2, 10), "e {two} t");
  EXPECT_EQ(written(14, 14), "");
  EXPECT_EQ(MergedText().span_at(0, 1).source, nullptr);
}

TEST(MergedText, OfPlainTextIsAPartOfItsSource) {
  const SourceRef source = make_source("d.md", "head\nbody\n");
  const MergedText part = unmerged(source, 5, 9);
  EXPECT_EQ(part.text, "body");
  EXPECT_EQ(part.span_at(1, 3).begin, 6U);
  EXPECT_EQ(unmerged(source, 5, 99).text, "body\n");
  EXPECT_TRUE(unmerged(source, 20, 9).text.empty());
  EXPECT_TRUE(unmerged(source, 3, 3).pieces.empty());
  EXPECT_TRUE(unmerged(nullptr, 0, 5).text.empty());
}

}  // namespace
}  // namespace engross::test
