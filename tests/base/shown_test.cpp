#include "base/shown.hpp"

#include <gtest/gtest.h>

#include "base/source.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

TEST(Shown, LeavesTextAsItIs) {
  for (const char* name : {"", "case.json", "100%.json", "a%20b", "l\u00E9tter \u2013 \u6F22\u5B57.json", "two\nlines"})
    EXPECT_EQ(shown(name), name);
}

TEST(Shown, SpellsBytesThatAreNoText) {
  EXPECT_EQ(shown("n\xFF\xFE.json"), "n%FF%FE.json");
  EXPECT_EQ(shown("\xC3\xA9\xC3"), "\u00E9%C3");
  EXPECT_EQ(shown("a\x1B[31m"), "a%1B[31m");
  EXPECT_EQ(shown("a\u202Eb"), "a%E2%80%AEb");
  EXPECT_EQ(shown("a\uE000b"), "a%EE%80%80b");
  EXPECT_EQ(make_source("n\xFF", "text")->name, "n%FF");
}

TEST(Shown, FindsTheWayBack) {
  for (const std::string name : {"n\xFF\xFE.json", "a\x1B[31m", "a\u202Eb", "100%.json", "%41", "%", "%F", "\xC3"})
    EXPECT_EQ(unshown(shown(name)), name);
}

TEST(Shown, EveryByteComesBackAndIsText) {
  for (int byte = 1; byte < 256; ++byte) {
    const std::string name{'x', static_cast<char>(byte), 'y'};
    EXPECT_FALSE(first_invalid_utf8(shown(name))) << byte;
    EXPECT_FALSE(first_forbidden(shown(name))) << byte;
    EXPECT_EQ(unshown(shown(name)), name) << byte;
  }
}

}  // namespace
}  // namespace engross
