// What runs have issued is known to the store that they are registered with.
#include "ledger/registered_runs.hpp"

#include "record/store.hpp"
#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::FailsWith;
using test::letter_of_row;
using test::Succeeds;

class RegisteredRunsTest : public test::RunTest {
 protected:
  void make_run(const RunFolder& where, std::size_t from, std::size_t to,
                const RunIdentity& identity = test::some_identity()) {
    auto run = begin_run(where, identity);
    ASSERT_THAT(run, Succeeds());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish(test::group_of_rows(where, from, to)), Succeeds());
    ASSERT_THAT(publisher->finish(to), Succeeds());
    ASSERT_THAT(register_run(world, store_root, where, identity), Succeeds());
  }
  static RunIdentity shard(std::size_t number, std::size_t of) {
    RunIdentity identity = test::some_identity();
    identity.shard = number;
    identity.shards = of;
    return identity;
  }
  Store store() { return {world, store_root, "", std::make_shared<RegisteredRuns>(world, store_root)}; }

  SystemWorld world;
  fs::path store_root = directory / "store";
  RunFolder other{directory / "other night"};
};

TEST_F(RegisteredRunsTest, NobodyIssuesTheirReferencesAgain) {
  make_run(folder, 1, 2);
  make_run(other, 3, 4);
  for (const std::size_t row : {1U, 2U, 3U, 4U}) {
    const auto refused = store().may_add(letter_of_row(row).key, Store::Again::refuse);
    ASSERT_THAT(refused, FailsWith("store.issued-before"));
    const fs::path& run = row < 3 ? folder.root() : other.root();
    EXPECT_NE(refused.error().front().message.find(run.string()), std::string::npos) << print(refused.error());
  }
  EXPECT_THAT(store().may_add(letter_of_row(5).key, Store::Again::refuse), Succeeds());
  EXPECT_THAT(store().may_add(letter_of_row(5).key, Store::Again::reissue), FailsWith("store.not-issued"));
}

// The letter of the run is the first issue.
TEST_F(RegisteredRunsTest, MayBeIssuedAgainForAReason) {
  make_run(folder, 1, 1);
  Record record;
  record.reference = letter_of_row(1).key;
  record.at = Timestamp::parse("2016-10-26T09:00:00Z");
  EXPECT_THAT(store().add(record, Store::Again::refuse), FailsWith("store.issued-before"));
  ASSERT_THAT(store().add(record, Store::Again::reissue), Succeeds());
  EXPECT_EQ(record.issue, 2);
  ASSERT_THAT(store().add(record, Store::Again::reissue), Succeeds());
  EXPECT_EQ(record.issue, 3);
}

TEST_F(RegisteredRunsTest, ARunDoesNotMeetItself) {
  make_run(folder, 1, 1);
  make_run(other, 2, 2);
  const RegisteredRuns others(world, store_root, folder);
  EXPECT_FALSE(others.find(letter_of_row(1).key)->has_value());
  EXPECT_TRUE(others.find(letter_of_row(2).key)->has_value());
}

// Their references are others, and their ledgers may be at work on another machine. The same shard a second time, and
// shards of another run, are met.
TEST_F(RegisteredRunsTest, AShardDoesNotMeetTheOtherShardsOfItsRun) {
  make_run(folder, 1, 1, shard(1, 8));
  make_run(other, 2, 2, shard(2, 8));
  make_run(RunFolder(directory / "the same"), 3, 3, shard(1, 8));
  make_run(RunFolder(directory / "of four"), 4, 4, shard(2, 4));
  const RegisteredRuns others(world, store_root, folder);
  EXPECT_FALSE(others.find(letter_of_row(1).key)->has_value());
  EXPECT_FALSE(others.find(letter_of_row(2).key)->has_value());
  EXPECT_TRUE(others.find(letter_of_row(3).key)->has_value());
  EXPECT_TRUE(others.find(letter_of_row(4).key)->has_value());
  const RegisteredRuns all(world, store_root);
  EXPECT_TRUE(all.find(letter_of_row(2).key)->has_value());
}

TEST_F(RegisteredRunsTest, ThoseThatAreGoneOrDamagedAreToldAndDoNotStandInTheWay) {
  make_run(folder, 1, 1);
  make_run(other, 2, 2);
  fs::remove_all(other.root());
  test::write_file((store_root / "batches/zzz.json").string(), "{\"directory\": 7}");
  test::write_file((store_root / "batches/note.txt").string(), "no registration");
  const RegisteredRuns runs(world, store_root);
  EXPECT_TRUE(runs.find(letter_of_row(1).key)->has_value());
  EXPECT_FALSE(runs.find(letter_of_row(2).key)->has_value());
  ASSERT_EQ(runs.faults().size(), 2U) << print(runs.faults());
  EXPECT_FALSE(has_errors(runs.faults()));
  EXPECT_NE(print(runs.faults()).find("other night"), std::string::npos);
  EXPECT_NE(print(runs.faults()).find("ledger.registration"), std::string::npos);
  // A ledger that no longer reads.
  test::write_file(folder.ledger().string(), std::string(5000, 'x'));
  const RegisteredRuns again(world, store_root);
  EXPECT_FALSE(again.find(letter_of_row(1).key)->has_value());
  EXPECT_NE(print(again.faults()).find("ledger.damaged"), std::string::npos) << print(again.faults());
}

TEST_F(RegisteredRunsTest, AStoreWithoutRunsHasNone) {
  const RegisteredRuns none(world, store_root);
  EXPECT_TRUE(none.runs().empty());
  EXPECT_TRUE(none.faults().empty());
}

TEST_F(RegisteredRunsTest, ReadTheirRegistrationOrSayWhatIsWrong) {
  const auto good =
      read_registration(make_source("b.json", R"({"directory": "/night", "identity": "ab", "shard": 2, "shards": 8})"));
  ASSERT_THAT(good, Succeeds());
  EXPECT_EQ(good->directory, "/night");
  EXPECT_EQ(good->shard, 2U);
  EXPECT_EQ(good->shards, 8U);
  EXPECT_THAT(read_registration(make_source("b.json", R"({"directory": "/night"})")), FailsWith("ledger.registration"));
  EXPECT_THAT(read_registration(make_source("b.json", "{")), FailsWith("data.syntax"));
}

}  // namespace
}  // namespace engross
