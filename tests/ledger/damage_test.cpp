// Ledgers that are none, or damaged; folders that somebody changed; disks that are full or not to be written.
#include <SQLiteCpp/Database.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <random>

#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::bytes_of_row;
using test::FailsWith;
using test::group_of_rows;
using test::letter_of_row;
using test::some_identity;
using test::Succeeds;

class DamageTest : public test::RunTest {
 protected:
  void make_run(std::size_t to = 200) {
    auto run = begin_run(folder, some_identity());
    ASSERT_THAT(run, Succeeds());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish(group_of_rows(folder, 1, to)), Succeeds());
    ASSERT_THAT(publisher->finish(to), Succeeds());
  }
  // One letter that is prepared, and nothing of it moved.
  void stop_before_renaming() {
    auto run = begin_run(folder, some_identity());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    fs::create_directories(final_name().parent_path());
    test::write_file(final_name().string(), "in the way");
    ASSERT_THAT(publisher->publish(group_of_rows(folder, 1, 1)), FailsWith("ledger.name-taken"));
    fs::remove(final_name());
  }
  fs::path final_name() const { return folder.root() / letter_of_row(1).file; }
  fs::path staged_name() const { return folder.staging() / letter_of_row(1).staged; }
  std::string faults() {
    const auto run = resume_run(folder, some_identity());
    EXPECT_THAT(run, Succeeds());
    return run ? print(run->settled.faults) : std::string();
  }
};

TEST_F(DamageTest, OtherFilesAreNoLedger) {
  fs::create_directories(folder.root());
  for (const std::string& bytes : {std::string(), std::string("text"), std::string(5000, '\0')}) {
    test::write_file(folder.ledger().string(), bytes);
    const auto refused = resume_run(folder, some_identity());
    ASSERT_FALSE(refused);
    const std::string& code = refused.error().front().code;
    EXPECT_TRUE(code == "ledger.version" || code == "ledger.damaged") << print(refused.error());
    EXPECT_FALSE(refused.error().front().hints.empty());
  }
}

TEST_F(DamageTest, OtherVersionsAndProgramsAreRefused) {
  make_run(2);
  std::string bytes = test::read_file(folder.ledger().string());
  const std::string good = bytes;
  bytes.at(63) = 9;  // user_version
  test::write_file(folder.ledger().string(), bytes);
  const auto other = resume_run(folder, some_identity());
  ASSERT_THAT(other, FailsWith("ledger.version"));
  EXPECT_NE(other.error().front().message.find("version 9"), std::string::npos);
  bytes = good;
  bytes.at(71) = 9;  // application_id
  test::write_file(folder.ledger().string(), bytes);
  EXPECT_THAT(resume_run(folder, some_identity()), FailsWith("ledger.version"));
}

// Whatever the bytes, there is an answer: what is left of the ledger, or an error with a remedy.
TEST_F(DamageTest, ADamagedLedgerIsAnErrorAndNeverACrash) {
  make_run();
  const std::string good = test::read_file(folder.ledger().string());
  std::mt19937 random(20161026);
  const auto ask_all = [&] {
    const auto check = [](const auto& answer) {
      if (!answer) {
        EXPECT_FALSE(answer.error().front().hints.empty()) << print(answer.error());
      }
      return answer.has_value();
    };
    const auto reader = Ledger::open(folder, Ledger::Access::read);
    if (check(reader)) {
      check(reader->find(letter_of_row(7).key));
      check(reader->with_bytes(letter_of_row(7).sha256));
      check(reader->end_of(7));
      check(reader->counts());
      check(reader->rows());
      check(reader->records_end());
      check(reader->each_letter([](const LedgerLetter&) -> Result<void> { return {}; }));
      check(reader->each_refused([](const RefusedCase&) -> Result<void> { return {}; }));
    }
    check(resume_run(folder, some_identity()));
  };
  for (std::size_t size = 0; size < good.size(); size += 1021) {
    test::write_file(folder.ledger().string(), good.substr(0, size));
    ask_all();
  }
  for (std::size_t round = 0; round < 300; ++round) {
    std::string bytes = good;
    const std::size_t many = 1 + round % 40;
    for (std::size_t i = 0; i < many; ++i)
      bytes.at(std::uniform_int_distribution<std::size_t>(round % 3 == 0 ? 100 : 0, bytes.size() - 1)(random)) =
          static_cast<char>(random());
    test::write_file(folder.ledger().string(), bytes);
    ask_all();
  }
}

TEST_F(DamageTest, AFolderThatHoldsSomethingElseIsRefused) {
  fs::create_directories(folder.root());
  test::write_file((folder.root() / "thesis.odt").string(), "work of years");
  const auto refused = begin_run(folder, some_identity());
  ASSERT_THAT(refused, FailsWith("ledger.not-empty"));
  EXPECT_NE(refused.error().front().message.find("thesis.odt"), std::string::npos);
  fs::remove(folder.root() / "thesis.odt");
  fs::create_directories(folder.letters() / "0000");
  EXPECT_THAT(begin_run(folder, some_identity()), FailsWith("ledger.not-empty"));
  fs::remove_all(folder.letters());
  EXPECT_THAT(resume_run(folder, some_identity()), FailsWith("ledger.missing"));
  fs::create_directories(folder.root() / "lost+found");
  ASSERT_THAT(begin_run(folder, some_identity()), Succeeds());
}

TEST_F(DamageTest, APreparedLetterIsPublishedWhenItsBytesAreThere) {
  stop_before_renaming();
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(test::read_file(final_name().string()), bytes_of_row(1));
}

TEST_F(DamageTest, APreparedLetterThatIsGoneIsToldAndNeverMadeAgain) {
  stop_before_renaming();
  fs::remove(staged_name());
  for (int again = 0; again < 2; ++again) {
    const std::string told = faults();
    EXPECT_NE(told.find("ledger.letter-lost"), std::string::npos) << told;
    EXPECT_NE(told.find("records remake 2016-0000001 --store " + folder.root().string()), std::string::npos) << told;
  }
  EXPECT_EQ(Ledger::open(folder, Ledger::Access::read)->counts()->prepared, 1U);
  // Made again from its record, and put where it belongs.
  test::write_file(final_name().string(), bytes_of_row(1));
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(Ledger::open(folder, Ledger::Access::read)->counts()->issued, 1U);
}

TEST_F(DamageTest, OtherBytesAreNotPublishedAndNotThrownAway) {
  stop_before_renaming();
  test::write_file(staged_name().string(), "other bytes");
  EXPECT_NE(faults().find("ledger.letter-lost"), std::string::npos);
  EXPECT_EQ(test::read_file(staged_name().string()), "other bytes");
  EXPECT_FALSE(fs::exists(final_name()));
}

TEST_F(DamageTest, AFileInTheWayIsToldAndTheLetterIsKept) {
  stop_before_renaming();
  test::write_file(final_name().string(), "in the way");
  EXPECT_NE(faults().find("ledger.name-taken"), std::string::npos);
  EXPECT_EQ(test::read_file(final_name().string()), "in the way");
  EXPECT_EQ(test::read_file(staged_name().string()), bytes_of_row(1));
  fs::remove(final_name());
  EXPECT_EQ(faults(), "");
}

// Somebody made the ledger name files elsewhere.
TEST_F(DamageTest, NamesThatLeadOutAreNotFollowed) {
  for (const char* change : {"file = 'letters/../../outside.pdf'", "staged = '../../outside.pdf'"}) {
    const RunFolder where(directory / fmt::format("run {}", change[0]));
    {
      auto run = begin_run(where, some_identity());
      auto publisher = Publisher::open(run->ledger, Syncing::each_file);
      ASSERT_THAT(publisher->publish(group_of_rows(where, 1, 1)), Succeeds());
    }
    SQLite::Database(where.ledger().string(), SQLite::OPEN_READWRITE)
        .exec(fmt::format("UPDATE letters SET {}", change));
    EXPECT_THAT(resume_run(where, some_identity()), FailsWith("ledger.damaged"));
  }
}

TEST_F(DamageTest, RecordsAreCutBackAndNeverStretched) {
  make_run(3);
  const std::string good = test::read_file(folder.records_file(1).string());
  test::write_file(folder.records_file(1).string(), good + "half of a li");
  test::write_file(folder.records_file(2).string(), "and more");
  ASSERT_THAT(resume_run(folder, some_identity()), Succeeds());
  EXPECT_EQ(test::read_file(folder.records_file(1).string()), good);
  EXPECT_FALSE(fs::exists(folder.records_file(2)));
  test::write_file(folder.records_file(1).string(), good.substr(0, 20));
  EXPECT_THAT(resume_run(folder, some_identity()), FailsWith("ledger.records-short"));
  fs::remove(folder.records_file(1));
  EXPECT_THAT(resume_run(folder, some_identity()), FailsWith("ledger.records-short"));
}

// A small file system of its own, when the tests may mount one.
class SmallDisk {
 public:
  SmallDisk(const std::string& at, const std::string& options) : at_(at) {
    fs::create_directories(at);
    mounted_ = ::mount("engross-test", at.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool mounted() const { return mounted_; }
  bool read_only() const { return ::mount("engross-test", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0; }

 private:
  std::string at_;
  bool mounted_;
};

// The disk fills up in the middle, again and again, with a little more room each time.
TEST_F(DamageTest, AFullDiskStopsTheRunAndARoomierOneEndsIt) {
  const SmallDisk disk(directory / "small", "size=640k");
  if (!disk.mounted()) GTEST_SKIP() << "no file system may be mounted here";
  const RunFolder small(directory / "small");
  const auto go_on = [&]() -> Result<void> {
    auto run = is_run(small) ? resume_run(small, some_identity()) : begin_run(small, some_identity());
    if (!run) return fail(run.error());
    auto publisher = Publisher::open(run->ledger, best_syncing(small));
    for (std::size_t row = 1; row <= 300; row += 10) {
      LetterGroup group;
      for (std::size_t one = row; one < row + 10; ++one) {
        const auto end = run->ledger.end_of(one);
        if (!end) return fail(end.error());
        if (!end->open()) continue;
        const PreparedLetter letter = letter_of_row(one);
        const std::string staged = (small.staging() / letter.staged).string();
        const std::string bytes = bytes_of_row(one);
        const Descriptor file(::open(staged.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600));
        if (::write(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
          return fail(error("world.unwritable", {}, "no room for a staged letter", {"make room"}));
        group.letters.push_back(letter);
      }
      if (auto published = publisher->publish(group); !published) return published;
    }
    return publisher->finish(300);
  };
  const std::string ballast = (fs::path(directory / "small") / "lost+found" / "ballast").string();
  fs::create_directories(fs::path(ballast).parent_path());
  test::write_file(ballast, std::string(300 << 10, 'b'));
  std::size_t stopped = 0;
  for (std::uintmax_t room = 300U << 10U;; room -= 20U << 10U) {
    const auto done = go_on();
    if (done) break;
    ++stopped;
    EXPECT_TRUE(done.error().front().code == "world.unwritable") << print(done.error());
    ASSERT_GE(room, 20U << 10U) << print(done.error());
    if (room > (20U << 10U)) fs::resize_file(ballast, room - (20U << 10U));
    if (stopped > 14) {
      ASSERT_EQ(::mount("engross-test", (directory / "small").c_str(), "tmpfs", MS_REMOUNT, "size=8m"), 0);
    }
  }
  EXPECT_GT(stopped, 0U);
  const auto ledger = Ledger::open(small, Ledger::Access::read);
  EXPECT_EQ(ledger->counts()->issued, 300U);
  for (std::size_t row = 1; row <= 300; ++row)
    EXPECT_EQ(test::read_file((small.root() / letter_of_row(row).file).string()), bytes_of_row(row));
}

TEST_F(DamageTest, AFinishedRunIsReadWhereNothingCanBeWritten) {
  const SmallDisk disk(directory / "small", "size=8m");
  if (!disk.mounted()) GTEST_SKIP() << "no file system may be mounted here";
  const RunFolder small(directory / "small");
  {
    auto run = begin_run(small, some_identity());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish(group_of_rows(small, 1, 3)), Succeeds());
    ASSERT_THAT(publisher->finish(3), Succeeds());
  }
  const RunFolder stopped(directory / "small/100% of #2?");  // not finished, and closed
  {
    auto run = begin_run(stopped, some_identity());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    ASSERT_THAT(publisher->publish(group_of_rows(stopped, 1, 2)), Succeeds());
  }
  ASSERT_TRUE(disk.read_only());
  const auto ledger = Ledger::open(small, Ledger::Access::read);
  ASSERT_THAT(ledger, Succeeds());
  EXPECT_EQ(ledger->counts()->issued, 3U);
  const auto open = Ledger::open(stopped, Ledger::Access::read);
  ASSERT_THAT(open, Succeeds());
  EXPECT_EQ(open->counts()->prepared, 2U);
  EXPECT_THAT(RunLock::is_free(small), Succeeds());
  EXPECT_THAT(resume_run(small, some_identity()), FailsWith("world.unwritable"));
  EXPECT_THAT(begin_run(RunFolder(directory / "small/below"), some_identity()), FailsWith("world.unwritable"));
}

}  // namespace
}  // namespace engross
