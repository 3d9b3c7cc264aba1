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

// What could not be read back is not taken in.
TEST_F(StoreTest, RefusesWhatItWouldNotReadAgain) {
  EXPECT_THAT(store.keep(std::string((256U << 20U) + 1, 'x')), FailsWith("store.too-large"));
  Record large = record("large");
  large.because = std::string((16U << 20U) + 1, 'x');
  EXPECT_THAT(store.add(large, Store::Again::refuse), FailsWith("store.too-large"));
  Record odd = record("odd");
  odd.because = "a\xFF";
  EXPECT_THAT(store.add(odd, Store::Again::refuse), FailsWith("store.unreadable"));
  EXPECT_TRUE(world.files.empty());
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
  EXPECT_EQ(store.records()->records.size(), 5U);
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
  EXPECT_TRUE(store.records()->records.empty());
  EXPECT_EQ(*store.count(), 0U);
}

TEST_F(StoreTest, OneDamagedRecordHidesNoOther) {
  for (const char* reference : {"a", "b", "c"}) {
    Record one = record(reference);
    ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds());
  }
  for (const std::string damage : {"{\"reference\": ", "{}", "", "{\"reference\": \"\xFF\"}"}) {
    world.files["store/records/b/1.json"] = damage;
    const auto found = store.record("b");
    ASSERT_THAT(found, FailsWith("record.damaged"));
    EXPECT_NE(found.error().front().message.find("store/records/b/1.json"), std::string::npos);
    EXPECT_FALSE(found.error().front().hints.empty());
    const auto all = store.records();
    ASSERT_THAT(all, Succeeds());
    EXPECT_EQ(all->records.size(), 2U);
    ASSERT_FALSE(all->damaged.empty());
    EXPECT_EQ(all->damaged.front().code, "record.damaged");
    EXPECT_EQ(*store.count(), 3U);
    Record again = record("b");
    EXPECT_THAT(store.add(again, Store::Again::refuse), FailsWith("store.issued-before"));
  }
}

TEST_F(StoreTest, AStoreThatCannotBeReadIsNotEmpty) {
  Record one = record("a");
  ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds());
  world.locked = {"store/records", "store/records/a"};
  Record again = record("a");
  for (const auto& fault : {store.records().error(), store.count().error(), store.record("a").error(),
                            store.issues_of("a").error(), store.add(again, Store::Again::refuse).error()}) {
    ASSERT_FALSE(fault.empty());
    EXPECT_EQ(fault.front().code, "world.unreadable");
    EXPECT_NE(fault.front().hints.back().find("--store"), std::string::npos);
  }
}

TEST_F(StoreTest, ReissuesOnlyWhatWasIssued) {
  Record one = record("a");
  EXPECT_THAT(store.add(one, Store::Again::reissue), FailsWith("store.not-issued"));
  EXPECT_TRUE(world.files.empty());
}

TEST_F(StoreTest, NamesTheWayToALostFile) {
  Record one = record("it's 1");
  ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds());
  const auto refused = store.add(one, Store::Again::refuse);
  ASSERT_THAT(refused, FailsWith("store.issued-before"));
  EXPECT_NE(refused.error().front().hints.front().find("engross records remake 'it'\\''s 1' -o"), std::string::npos)
      << refused.error().front().hints.front();
}

TEST_F(StoreTest, SaysWhichIssuesThereAre) {
  Record one = record("a");
  ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds());
  ASSERT_THAT(store.add(one, Store::Again::reissue), Succeeds());
  const auto missing = store.record("a", 3);
  ASSERT_THAT(missing, FailsWith("store.no-issue"));
  EXPECT_EQ(missing.error().front().hints.front(), "its issues are 1, 2");
}

// A name on a disk has 255 bytes at most.
TEST_F(StoreTest, LongReferencesHaveShortDirectoriesOfTheirOwn) {
  const auto times = [](int n, const std::string& text) {
    std::string out;
    for (int i = 0; i < n; ++i) out += text;
    return out;
  };
  const std::vector<std::string> references = {times(100, "a"), times(50, "é"), times(49, "é") + "è", times(42, "é"),
                                               times(33, "ŷ漢").substr(0, 100)};
  for (const std::string& reference : references) {
    Record one = record(reference);
    ASSERT_THAT(store.add(one, Store::Again::refuse), Succeeds()) << reference;
    EXPECT_EQ(store.record(reference)->reference, reference);
  }
  EXPECT_EQ(store.count(), references.size());
  for (const auto& [name, bytes] : world.files)
    for (const auto& part : std::filesystem::path(name)) EXPECT_LE(part.string().size(), 255U) << name;
  // 42 × é is escaped to 252 bytes: such names are on disks already and stay as they are.
  EXPECT_TRUE(world.files.contains("store/records/" + times(42, "%C3%A9") + "/1.json"));
}

}  // namespace
}  // namespace engross
