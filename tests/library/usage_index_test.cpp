// How often paragraphs were used: what is remembered is what the records say, whatever happened to them or to it since.
#include "library/usage_index.hpp"

#include <SQLiteCpp/Database.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "recall_fixture.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class UsageIndexTest : public RecallTest {
 protected:
  // "letters, last day" of each paragraph, by an index that is opened afresh.
  std::string used(const std::string& paragraph, const std::string& department = "harbour") {
    auto index = UsageIndex::open(cache, store.root());
    EXPECT_THAT(index, Succeeds());
    const auto faults = index->bring_up_to_date(store, runs());
    EXPECT_THAT(faults, Succeeds());
    if (faults) told = *faults;
    const auto usage = index->of(department, paragraph);
    EXPECT_THAT(usage, Succeeds());
    return fmt::format("{}, {}", usage->letters, usage->last ? usage->last->iso() : "never");
  }
  std::string file() const {
    for (const auto& entry : fs::directory_iterator(cache))
      if (entry.path().extension() == ".usage") return entry.path().string();
    return {};
  }
  // As if nobody had touched the store for a while: what is fresh is always looked at again.
  void let_it_rest() const {
    for (const auto& entry : fs::directory_iterator(store.root() / "records"))
      fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(++rested_));
  }
  std::string cache = folder / "cache";
  Diagnostics told;
  mutable int rested_ = 0;
};

TEST_F(UsageIndexTest, CountsLettersOfStoreAndRuns) {
  EXPECT_EQ(used("tides"), "0, never");
  add(record_with("A-1", "2016-10-01", {"tides@1", "tides@1", "moles@1"}));
  add(record_with("A-2", "2016-10-03", {"tides@2"}));
  add(record_with("A-3", "2016-10-09", {"tides@2"}, "quay"));
  EXPECT_EQ(used("tides"), "2, 2016-10-03");
  EXPECT_EQ(used("moles"), "1, 2016-10-01");
  add_run("night",
          {record_with("R-1", "2016-10-04", {"tides@1", "tides@1"}), record_with("R-2", "2016-10-02", {"moles@1"})});
  EXPECT_EQ(used("tides"), "3, 2016-10-04");
  EXPECT_EQ(used("moles"), "2, 2016-10-02");
  EXPECT_EQ(used("tides", "quay"), "1, 2016-10-09");
  EXPECT_EQ(used("none"), "0, never");
  EXPECT_TRUE(told.empty());
}

TEST_F(UsageIndexTest, ALetterThatIsIssuedAgainCountsOnceAndIsSeen) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  let_it_rest();
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  add(record_with("A-1", "2016-10-08", {"tides@2", "moles@1"}), Store::Again::reissue);
  EXPECT_EQ(used("tides"), "1, 2016-10-08");
  EXPECT_EQ(used("moles"), "1, 2016-10-08");
}

TEST_F(UsageIndexTest, WhatRestsIsNotReadAgain) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  let_it_rest();
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  const fs::path record = store.root() / "records/A-1/1.json";
  const auto written = fs::last_write_time(record.parent_path());
  write_file(record.string(), "{");
  fs::last_write_time(record.parent_path(), written);
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  EXPECT_TRUE(told.empty());
}

TEST_F(UsageIndexTest, ARecordThatIsGoneOrDamagedCountsNoMore) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  add(record_with("A-2", "2016-10-02", {"tides@1"}));
  EXPECT_EQ(used("tides"), "2, 2016-10-02");
  fs::remove_all(store.root() / "records/A-2");
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  write_file((store.root() / "records/A-1/1.json").string(), "{");
  EXPECT_EQ(used("tides"), "0, never");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].code, "record.damaged");
  EXPECT_EQ(told[0].severity, Severity::warning);
}

TEST_F(UsageIndexTest, OfARunOnlyNewLinesAreRead) {
  const RunFolder run = add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"})});
  EXPECT_EQ(used("tides"), "1, 2016-10-04");
  std::string records = read_file(run.records_file(1).string());
  write_file(run.records_file(1).string(), std::string(records.size(), 'x'));
  EXPECT_EQ(used("tides"), "1, 2016-10-04");
}

TEST_F(UsageIndexTest, ARunThatIsGoneCountsNoMoreAndAnotherInItsPlaceCountsAfresh) {
  const RunFolder run =
      add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"}), record_with("R-2", "2016-10-05", {"tides@1"})});
  EXPECT_EQ(used("tides"), "2, 2016-10-05");
  fs::remove_all(run.root());
  EXPECT_EQ(used("tides"), "0, never");
  RunIdentity other = some_identity();
  other.today = *Date::parse("2016-10-27");
  make_recorded_run(run, {record_with("R-9", "2016-10-01", {"tides@1"})}, other);
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
}

TEST_F(UsageIndexTest, AnIndexThatIsDamagedIsMadeAnew) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  for (const std::string& bytes : {std::string(), std::string("no database"), std::string(4096, 'x')}) {
    used("tides");
    write_file(file(), bytes);
    EXPECT_EQ(used("tides"), "1, 2016-10-01") << bytes.size();
  }
  const std::string whole = read_file(file());
  write_file(file(), whole.substr(0, whole.size() / 2));
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  SQLite::Database(file(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 2");
  EXPECT_EQ(used("tides"), "1, 2016-10-01") << "of another version";
  SQLite::Database(file(), SQLite::OPEN_READWRITE).exec("DROP TABLE folder_use");
  EXPECT_EQ(used("tides"), "1, 2016-10-01") << "without a table";
}

TEST_F(UsageIndexTest, OneThatProvesDamagedWhileItIsAskedIsMadeAnewNextTime) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  auto index = UsageIndex::open(cache, store.root());
  ASSERT_THAT(index, Succeeds());
  ASSERT_THAT(index->bring_up_to_date(store, runs()), Succeeds());
  SQLite::Database(file(), SQLite::OPEN_READWRITE).exec("DROP TABLE folder_use");
  EXPECT_THAT(index->of("harbour", "tides"), FailsWith("search.index"));
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
}

TEST_F(UsageIndexTest, OneThatAnotherProcessKeepsToItselfIsAnError) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  used("tides");
  auto index = UsageIndex::open(cache, store.root());
  ASSERT_THAT(index, Succeeds());
  SQLite::Database other(file(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN EXCLUSIVE");
  EXPECT_THAT(index->bring_up_to_date(store, runs()), FailsWith("search.index"));
  EXPECT_EQ(used("tides"), "1, 2016-10-01") << "who opens one meanwhile has it in memory";
  other.exec("ROLLBACK");
  EXPECT_THAT(index->bring_up_to_date(store, runs()), Succeeds()) << "and it is still there";
}

TEST_F(UsageIndexTest, OfARunThatCannotBeReadNothingCountsUntilItCan) {
  const RunFolder run =
      add_run("night", {record_with("R-1", "2016-10-04", {"tides@1"}), record_with("R-2", "2016-10-05", {"tides@1"})});
  const std::string whole = read_file(run.records_file(1).string());
  std::string damaged = whole;
  damaged.replace(whole.find("\"record\"", whole.find('\n')), 8, "\"redocr\"");
  write_file(run.records_file(1).string(), damaged);
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(used("tides"), "0, never");
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told[0].severity, Severity::warning);
  }
  write_file(run.records_file(1).string(), whole);
  EXPECT_EQ(used("tides"), "2, 2016-10-05");
  EXPECT_TRUE(told.empty());
}

TEST_F(UsageIndexTest, AnIndexOfAnotherVersionIsMadeAnew) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  {
    SQLite::Database other(file(), SQLite::OPEN_READWRITE);
    other.exec("PRAGMA user_version = 99");
    other.exec("DROP TABLE run_use");
  }
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
}

TEST_F(UsageIndexTest, WithoutAFolderItIsMadeInMemory) {
  cache.clear();
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
  write_file(folder / "file", "");
  cache = folder / "file/cache";
  EXPECT_EQ(used("tides"), "1, 2016-10-01");
}

TEST_F(UsageIndexTest, SeveralProcessesAskAtOnceAndMayBeKilled) {
  for (int i = 0; i < 20; ++i) add(record_with(fmt::format("A-{}", i), "2016-10-01", {"tides@1"}));
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (int round = 0; round < 20; ++round)
        if (used("tides") != "20, 2016-10-01") ::_exit(1);
      ::_exit(0);
    }
    children.push_back(child);
  }
  const pid_t killed = ::fork();
  if (killed == 0) {
    for (;;) used("tides");
  }
  ::usleep(50'000);
  ::kill(killed, SIGKILL);
  int status = 0;
  ::waitpid(killed, &status, 0);
  for (const pid_t child : children) {
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(used("tides"), "20, 2016-10-01");
}

TEST_F(UsageIndexTest, IsReadableForItsOwnerAlone) {
  used("tides");
  EXPECT_EQ(fs::status(file()).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

}  // namespace
}  // namespace engross::test
