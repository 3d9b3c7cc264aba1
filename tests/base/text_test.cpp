#include "base/text.hpp"

#include <gtest/gtest.h>

namespace engross {
namespace {

TEST(Text, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_FALSE(first_invalid_utf8("Tŷ 😀"));
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0U);           // overlong
  EXPECT_EQ(first_invalid_utf8("a\xED\xA0\x80"), 1U);      // surrogate
  EXPECT_EQ(first_invalid_utf8("a\xF4\x90\x80\x80"), 1U);  // past U+10FFFF
  EXPECT_EQ(first_invalid_utf8("a\xE2\x82"), 1U);          // cut short
}

TEST(Text, DecodesAndEncodesEveryPlane) {
  const std::string text = "a£ŷ€😀";
  EXPECT_EQ(encode(decode_lossy(text)), text);
  EXPECT_EQ(decode_lossy("a\xFF"
                         "b"),
            std::u32string(U"a\uFFFDb"));
}

TEST(Text, ComposesToNfc) {
  EXPECT_EQ(to_nfc("e\xCC\x81"), "é");
  EXPECT_FALSE(is_nfc("e\xCC\x81"));
  EXPECT_TRUE(is_nfc("é"));
}

TEST(Text, ForbidsWhatNoLetterMayHold) {
  EXPECT_FALSE(first_forbidden("a\tb\nc\r\nd £ – ’"));
  EXPECT_EQ(first_forbidden("a\rb")->what, "control character");
  EXPECT_EQ(first_forbidden("\x01")->what, "control character");
  EXPECT_EQ(first_forbidden("ab\xE2\x80\xAE")->what, "bidirectional override");
  EXPECT_EQ(first_forbidden("\xF3\xB0\x80\x80")->what, "private-use character");
  EXPECT_EQ(first_forbidden("\xEF\xBF\xBE")->what, "non-character");
}

}  // namespace
}  // namespace engross
