// Words stand in a text whole or not at all, however the white space between them is written.
#include "letter/holds_words.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(HoldsWords, TakesAnyWhiteSpaceForOneSpace) {
  EXPECT_EQ(with_plain_spaces(" a\t\n b\u00A0\u202Fc "), "a b c");
  EXPECT_EQ(with_plain_spaces(" \u00A0\n"), "");
  EXPECT_TRUE(holds_words("26\u00A0October\n2016", "26 October 2016"));
}

TEST(HoldsWords, FindsNoPieceOfSomethingLonger) {
  EXPECT_TRUE(holds_words("Our ref: 2016-0046030", "2016-0046030"));
  EXPECT_TRUE(holds_words("(2016-0046030).", "2016-0046030"));
  EXPECT_FALSE(holds_words("Our ref: 2016-0046030-2", "2016-0046030"));
  EXPECT_FALSE(holds_words("Our ref: 12016-0046030", "2016-0046030"));
  EXPECT_FALSE(holds_words("126 October 2016", "26 October 2016"));
  EXPECT_TRUE(holds_words("126 October 2016, 26 October 2016", "26 October 2016"));
  EXPECT_FALSE(holds_words("Watlings", "Watling"));
  EXPECT_FALSE(holds_words("anything", ""));
  EXPECT_FALSE(holds_words("", "a"));
}

}  // namespace
}  // namespace engross
