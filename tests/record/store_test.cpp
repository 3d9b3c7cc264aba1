#include "record/store.hpp"

#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::MemoryWorld;
using test::Succeeds;

class StoreTest : public testing::Test {
 protected:
  static Record record(std::string reference) {
    Record record;
    record.reference = std::move(reference);
    record.at = Timestamp::parse("2016-10-26T09:00:00Z");
    return record;
  }
  MemoryWorld world;
  Store store{world, "store"};
};

TEST_F(StoreTest, KeepsBytesOnceByTheirHash) {
  const auto key = store.keep("hello");
  ASSERT_THAT(key, Succeeds());
  EXPECT_EQ(*key, sha256_hex("hello"));
  EXPECT_EQ(*store.keep("hello"), *key);
  EXPECT_EQ(world.files.size(), 1U);
  EXPECT_EQ(*store.object(*key), "hello");
}

TEST_F(StoreTest, NoticesBytesThatChanged) {
  const std::string key = *store.keep("hello");
  world.files.begin()->second = "jello";
  EXPECT_THAT(store.object(key), FailsWith("store.damaged"));
  EXPECT_THAT(store.object(sha256_hex("other")), FailsWith("store.missing"));
  EXPECT_THAT(store.object("../../etc/passwd"), FailsWith("store.missing"));
}

TEST_F(StoreTest, IssuesAReferenceOnce) {
  Record first = record("2016-0046030");
  ASSERT_THAT(store.add(first, Store::Again::refuse), Succeeds());
  Record second = record("2016-0046030");
  const auto refused = store.add(second, Store::Again::refuse);
  ASSERT_THAT(refused, FailsWith("store.issued-before"));
  EXPECT_NE(refused.error().front().message.find("2016-10-26"), std::string::npos);
  ASSERT_THAT(store.add(second, Store::Again::reissue), Succeeds());
  EXPECT_EQ(second.issue, 2);
  EXPECT_EQ(store.record("2016-0046030")->issue, 2);
  EXPECT_EQ(store.record("2016-0046030", 1)->issue, 1);
}

TEST_F(StoreTest, TakesAClaimBack) {
  Record claimed = record("a");
  ASSERT_THAT(store.add(claimed, Store::Again::refuse), Succeeds());
  ASSERT_THAT(store.withdraw(claimed), Succeeds());
  EXPECT_THAT(store.record("a"), FailsWith("store.no-record"));
  EXPECT_THAT(store.add(claimed, Store::Again::refuse), Succeeds());
}

TEST_F(StoreTest, KeepsAwkwardReferencesApartAndInside) {
  for (const char* reference : {"a b", "a%20b", "TO/16/2", "..", "ŷ"}) {
    Record one = record(reference);
    ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds()) << reference;
    EXPECT_EQ(store.record(reference)->reference, reference);
  }
  EXPECT_EQ(store.records()->size(), 5U);
  for (const auto& [name, bytes] : world.files) EXPECT_TRUE(name.starts_with("store/records/")) << name;
}

TEST_F(StoreTest, SuggestsTheNearestReference) {
  Record one = record("2016-0046030");
  ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds());
  const auto missing = store.record("2016-0046031");
  ASSERT_THAT(missing, FailsWith("store.no-record"));
  EXPECT_EQ(missing.error().front().hints.front(), "did you mean \"2016-0046030\"?");
}

TEST_F(StoreTest, IsEmptyBeforeTheFirstLetter) {
  EXPECT_TRUE(store.records()->empty());
}

TEST_F(StoreTest, SaysWhereARecordIsDamaged) {
  Record one = record("a");
  ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds());
  world.files["store/records/a/1.json"] = "{\"reference\": ";
  EXPECT_FALSE(store.record("a").has_value());
  EXPECT_FALSE(store.records().has_value());
}

}  // namespace
}  // namespace engross
