// The tags of languages that departments and cases name.
#include "base/language_tag.hpp"

#include <gtest/gtest.h>

namespace engross::test {
namespace {

TEST(LanguageTag, HasTheShapeOfBcp47) {
  for (const char* tag : {"en", "cy", "cym", "en-GB", "zh-Hant-TW", "de-1996", "EN-gb", "sl-IT-nedis", "en-x-a"})
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  for (const char* tag : {"", "e", "engl", "en-", "-en", "en--GB", "en_GB", "e1", "en-abcdefghi", "en GB", "tŷ"})
    EXPECT_FALSE(is_language_tag(tag)) << tag;
}

TEST(LanguageTag, BeginsWithTheLanguage) {
  for (const auto& [tag, language] : {std::pair{"en-GB", "en"}, {"cy", "cy"}, {"zh-Hant-TW", "zh"}, {"", ""}})
    EXPECT_EQ(primary_subtag(tag), language);
}

}  // namespace
}  // namespace engross::test
