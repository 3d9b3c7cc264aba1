// Keys that were there before, on disk.
#include "exports/seen_before.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "support/diagnostics.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;

TEST(SeenBefore, TellsTheFirstRowAndWhetherItIsTheSame) {
  auto seen = SeenBefore::open(testing::TempDir());
  ASSERT_THAT(seen, test::Succeeds());
  EXPECT_FALSE(*seen->add("A-1", "one", 1));
  EXPECT_FALSE(*seen->add("A-2", "one", 2));
  EXPECT_FALSE(*seen->add("a-1", "one", 3)) << "keys are compared byte by byte";
  const auto same = *seen->add("A-1", "one", 4);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->row, 1U);
  EXPECT_TRUE(same->same_content);
  const auto other = *seen->add("A-1", "two", 5);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->row, 1U);
  EXPECT_FALSE(other->same_content);
  EXPECT_TRUE((*seen->add("A-1", "two", 6)) && !(*seen->add("A-1", "two", 7))->same_content)
      << "the first stays the first";
  EXPECT_FALSE(*seen->add("", "", 8));
  EXPECT_TRUE(*seen->add("", "", 9));
}

TEST(SeenBefore, KeepsManyAndLeavesNoFile) {
  const fs::path folder = fs::path(testing::TempDir()) / "seen-before";
  fs::create_directories(folder);
  {
    auto seen = SeenBefore::open(folder);
    ASSERT_THAT(seen, test::Succeeds());
    EXPECT_TRUE(fs::is_empty(folder)) << "a crash leaves nothing either";
    for (std::size_t i = 0; i < 20'000; ++i) ASSERT_FALSE(*seen->add(std::to_string(i), "x", i));
    for (std::size_t i = 0; i < 20'000; ++i) ASSERT_EQ((*seen->add(std::to_string(i), "x", 0))->row, i);
  }
  EXPECT_TRUE(fs::is_empty(folder));
  fs::remove_all(folder);
}

TEST(SeenBefore, NeedsAFolder) {
  const auto seen = SeenBefore::open("/no/such/folder");
  ASSERT_THAT(seen, test::FailsWith("exports.index"));
  EXPECT_EQ(seen.error()[0].message, "the index of keys cannot be kept on disk: No such file or directory");
}

std::string key_of(const std::string& person) {
  const auto read =
      Case::from(make_source("case", R"({"reference":"A","department":"dfe","correspondent":)" + person + "}"));
  EXPECT_THAT(read, test::Succeeds());
  return read ? recipient_key(*read) : "";
}

TEST(SeenBefore, KnowsARecipientWhateverTheSpelling) {
  const std::string ada =
      R"({"title":"Mrs","forename":"Ada","surname":"Wynne","address":["Mill House","Ludlow"],"postcode":"SY8 1AA"})";
  EXPECT_EQ(
      key_of(ada),
      key_of(
          R"({"title":"MRS","forename":"ada","surname":"Wynne","address":["mill house","LUDLOW"],"postcode":"sy81aa"})"));
  EXPECT_NE(
      key_of(ada),
      key_of(
          R"({"title":"Mr","forename":"Ada","surname":"Wynne","address":["Mill House","Ludlow"],"postcode":"SY8 1AA"})"));
  EXPECT_NE(
      key_of(ada),
      key_of(
          R"({"title":"Mrs","forename":"Ada","surname":"Wynne","address":["Mill House","Ludlow"],"postcode":"SY8 1AB"})"));
  EXPECT_NE(key_of(R"({"forename":"A","surname":"B"})"), key_of(R"({"forename":"AB"})"));
}

}  // namespace
}  // namespace engross
