// What the ledger knows, and the files that are none.
#include "ledger/ledger.hpp"

#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::FailsWith;
using test::group_of_rows;
using test::letter_of_row;
using test::some_identity;
using test::Succeeds;

class LedgerTest : public test::RunTest {
 protected:
  // A run with the rows 1 to 3 issued and 4 refused.
  void make_run() {
    auto run = begin_run(folder, some_identity());
    ASSERT_THAT(run, Succeeds());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    LetterGroup group = group_of_rows(folder, 1, 3);
    group.refused.push_back(
        {.key = "k4", .row = 4, .case_sha256 = sha256_hex("4"), .code = "case.missing", .message = "no name"});
    ASSERT_THAT(publisher->publish(group), Succeeds());
    ASSERT_THAT(publisher->finish(4), Succeeds());
  }
};

TEST_F(LedgerTest, KnowsWhatBecameOfEachCase) {
  make_run();
  const auto ledger = Ledger::open(folder, Ledger::Access::read);
  ASSERT_THAT(ledger, Succeeds());
  const auto found = ledger->find(letter_of_row(2).key);
  ASSERT_THAT(found, Succeeds());
  ASSERT_TRUE(found->has_value());
  EXPECT_EQ((*found)->row, 2U);
  EXPECT_EQ((*found)->state, LetterState::issued);
  EXPECT_EQ((*found)->case_sha256, letter_of_row(2).case_sha256);
  EXPECT_EQ((*found)->file, letter_of_row(2).file);
  EXPECT_EQ((*found)->sha256, letter_of_row(2).sha256);
  EXPECT_EQ((*found)->pages, 2U);
  EXPECT_EQ((*ledger->with_bytes(letter_of_row(3).sha256))->row, 3U);
  EXPECT_FALSE(ledger->find("k4")->has_value());  // refused: it was not issued
  EXPECT_FALSE(ledger->with_bytes("x")->has_value());
  EXPECT_EQ(ledger->end_of(1)->letter->key, letter_of_row(1).key);
  EXPECT_EQ(ledger->end_of(4)->refused->message, "no name");
  EXPECT_TRUE(ledger->end_of(5)->open());
  EXPECT_EQ(*ledger->rows(), 4U);
  EXPECT_EQ(ledger->identity().canonical(), some_identity().canonical());
}

TEST_F(LedgerTest, GoesOnOnlyUnderTheSameIdentity) {
  make_run();
  RunIdentity other = some_identity();
  other.export_sha256 = sha256_hex("another export");
  other.options.set("sign_as", Value::string("schools"));
  other.shard = 2;
  const auto refused = resume_run(folder, other);
  ASSERT_THAT(refused, FailsWith("ledger.other-run"));
  const std::string said = print(refused.error());
  EXPECT_NE(said.find("export.sha256 was “" + sha256_hex("the export")), std::string::npos) << said;
  EXPECT_NE(said.find("options.sign_as was not given, and is “schools” now"), std::string::npos) << said;
  EXPECT_NE(said.find("shard was 1, and is 2 now"), std::string::npos) << said;
  ASSERT_THAT(resume_run(folder, some_identity()), Succeeds());
  EXPECT_THAT(begin_run(folder, some_identity()), FailsWith("ledger.exists"));
}

TEST_F(LedgerTest, IsReadWhileItIsWritten) {
  auto run = begin_run(folder, some_identity());
  auto publisher = Publisher::open(run->ledger, Syncing::each_file);
  const auto reader = Ledger::open(folder, Ledger::Access::read);
  ASSERT_THAT(reader, Succeeds());
  EXPECT_FALSE(reader->find(letter_of_row(1).key)->has_value());
  ASSERT_THAT(publisher->publish(group_of_rows(folder, 1, 2)), Succeeds());
  EXPECT_EQ((*reader->find(letter_of_row(1).key))->state, LetterState::prepared);
  ASSERT_THAT(publisher->flush(), Succeeds());
  EXPECT_EQ((*reader->find(letter_of_row(1).key))->state, LetterState::issued);
  EXPECT_EQ(*reader->rows(), std::nullopt);
  ASSERT_THAT(publisher->finish(2), Succeeds());
  EXPECT_EQ(*reader->rows(), 2U);
}

// Asked before a key is opened, and changes nothing.
TEST_F(LedgerTest, SaysWhetherARunMayBegin) {
  EXPECT_THAT(may_begin_run(folder), Succeeds());
  EXPECT_FALSE(std::filesystem::exists(folder.root()));
  std::filesystem::create_directory(folder.root());
  EXPECT_THAT(may_begin_run(folder), Succeeds());
  test::write_file((folder.root() / "holiday.jpg").string(), "x");
  EXPECT_THAT(may_begin_run(folder), FailsWith("ledger.not-empty"));
  std::filesystem::remove(folder.root() / "holiday.jpg");
  ASSERT_THAT(begin_run(folder, some_identity()), Succeeds());
  EXPECT_THAT(may_begin_run(folder), FailsWith("ledger.exists"));
}

TEST_F(LedgerTest, OneProcessWorksInAFolder) {
  auto run = begin_run(folder, some_identity());
  ASSERT_THAT(run, Succeeds());
  const auto second = resume_run(folder, some_identity());
  ASSERT_THAT(second, FailsWith("ledger.locked"));
  EXPECT_NE(second.error().front().message.find(fmt::format("process {} on ", ::getpid())), std::string::npos);
  EXPECT_THAT(begin_run(folder, some_identity()), FailsWith("ledger.locked"));
}

}  // namespace
}  // namespace engross
