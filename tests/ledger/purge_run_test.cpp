// Personal data of old letters goes out of a run, and the run is proved as before; also when the purge fails, is
// stopped, killed or loses power at any call.
#include "ledger/purge_run.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <random>

#include "failing_calls.hpp"
#include "ledger/manifest.hpp"
#include "ledger/reconcile.hpp"
#include "ledger/run_records.hpp"
#include "ledger/withdraw.hpp"
#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::CountedCalls;
using test::FailsWith;
using test::some_identity;
using test::Stopped;
using test::Succeeds;
using testing::HasSubstr;
using testing::Not;

constexpr std::size_t rows = 6;
constexpr std::size_t refused_row = 4;
const std::string secret = "Watling";  // in everything personal

// Letters of even rows are of 2016, the others of 2017; row 6 has the name in the name of its file.
PreparedLetter letter_with_secrets(std::size_t row) {
  PreparedLetter letter = test::letter_of_row(row);
  if (row == 6) letter.file = "letters/0000/" + secret + "-" + letter.key + ".pdf";
  Record record;
  record.reference = letter.key;
  record.because = "sent to " + secret;
  record.at = Timestamp::parse("2016-10-26T09:00:00Z");
  record.letter_date = *Date::parse(row % 2 == 0 ? "2016-10-26" : "2017-01-01");
  record.today = record.letter_date;
  record.department = "dfe";
  record.language = "en-GB";
  record.output_sha256 = letter.sha256;
  record.output_bytes = letter.bytes;
  record.pages = letter.pages;
  RecordedParagraph paragraph{.part = Part::body, .why = {}, .text_sha256 = sha256_hex("words"), .values = {}};
  paragraph.why.kind = Provenance::Kind::paragraph;
  paragraph.why.id = "pshe";
  paragraph.why.revision = 3;
  paragraph.why.reason = "surname = " + secret;
  paragraph.values.push_back({"/case/correspondent/surname", secret});
  record.paragraphs.push_back(paragraph);
  const std::string own = R"({"correspondent": {"surname": ")" + secret + "\"}}", signature = "the signature";
  record.files.push_back({"case", secret + ".json", sha256_hex(own)});
  record.files.push_back({"letter", letter.key, sha256_hex("the letter")});
  record.files.push_back({"signature", "", sha256_hex(signature)});
  letter.record_line = *write_record_line(letter.key, row, letter.file, record,
                                          {{sha256_hex(own), own}, {sha256_hex(signature), signature}});
  return letter;
}

class PurgeRunTest : public test::RunTest {
 protected:
  void SetUp() override { make_run(); }

  void make_run() {
    auto run = begin_run(folder, some_identity());
    ASSERT_THAT(run, Succeeds());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    LetterGroup group;
    for (std::size_t row = 1; row <= rows; ++row) {
      if (row == refused_row) {
        group.refused.push_back({.key = "k", .row = row, .case_sha256 = "h", .code = "c", .message = "of " + secret});
        continue;
      }
      group.letters.push_back(letter_with_secrets(row));
      test::stage(folder, group.letters.back());
    }
    ASSERT_THAT(publisher->publish(group), Succeeds());
    ASSERT_THAT(publisher->finish(rows), Succeeds());
    ASSERT_THAT(write_manifests(run->ledger), Succeeds());
    test::write_file((folder.root() / "refused.csv").string(), secret);
  }

  static PurgeOrder order(const char* before, std::string because = "kept for a year") {
    return {
        .before = *Date::parse(before), .at = *Timestamp::parse("2018-02-03T04:05:06Z"), .because = std::move(because)};
  }
  Result<PurgedRun> purge(const char* before = "2017-01-01", FileCalls& calls = system_calls()) {
    return purge_run(folder, order(before), {}, calls);
  }

  // The codes without "reconcile.", with their counts, in one line.
  std::string disagreements() {
    const auto result = reconcile(world, {folder});
    EXPECT_THAT(result, Succeeds());
    std::string codes;
    if (result)
      for (const Disagreement& one : result->disagreements)
        codes += fmt::format("{}{} {}", codes.empty() ? "" : ", ", one.code.substr(10), one.count);
    return codes;
  }
  std::size_t purged_count() { return reconcile(world, {folder})->total.purged; }

  // Every file of the run but the letters, whose bytes have no secrets in this test.
  std::string all_bytes() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(folder.root()))
      if (entry.is_regular_file()) all += entry.path().string() + "\n" + test::read_file(entry.path().string());
    return all;
  }

  void expect_purged() {
    EXPECT_EQ(disagreements(), "");
    EXPECT_EQ(purged_count(), 2U);
    const auto ledger = Ledger::open(folder, Ledger::Access::read);
    for (std::size_t row = 1; row <= rows; ++row) {
      if (row == refused_row) continue;
      const auto end = ledger->end_of(row);
      ASSERT_THAT(end, Succeeds());
      ASSERT_TRUE(end->letter);
      const bool is_old = row % 2 == 0;
      EXPECT_EQ(end->letter->purged_at.empty(), !is_old) << row;
      EXPECT_EQ(fs::exists(folder.root() / end->letter->file), !is_old) << row;
      const auto line = read_record(folder, *end->letter);
      ASSERT_THAT(line, Succeeds());
      EXPECT_EQ(line->record.purged.has_value(), is_old) << row;
      EXPECT_EQ(line->kept.size(), is_old ? 1U : 2U) << row;
    }
  }

  SystemWorld world;
};

TEST_F(PurgeRunTest, TakesPersonalDataAndLeavesTheProof) {
  const auto done = purge();
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(done->letters, 2U);
  EXPECT_EQ(done->files, 2U);
  EXPECT_FALSE(done->refused_cases);
  expect_purged();
  const auto ledger = Ledger::open(folder, Ledger::Access::read);
  const auto letter = ledger->find("2016-0000002");
  ASSERT_TRUE(letter && *letter);
  EXPECT_EQ((*letter)->purged_at, "2018-02-03T04:05:06Z");
  EXPECT_EQ((*letter)->purged_because, "kept for a year");
  EXPECT_EQ((*letter)->file, "letters/0000/2016-0000002.pdf");
  const auto line = read_record(folder, **letter);
  ASSERT_THAT(line, Succeeds());
  const Record& record = line->record;
  EXPECT_EQ(record.purged->because, "kept for a year");
  EXPECT_EQ(record.output_sha256, (*letter)->sha256);
  EXPECT_EQ(record.because, "");
  EXPECT_EQ(record.paragraphs[0].why.id, "pshe");
  EXPECT_EQ(record.paragraphs[0].why.revision, 3);
  EXPECT_EQ(record.paragraphs[0].values[0].pointer, "/case/correspondent/surname");
  EXPECT_EQ(record.paragraphs[0].values[0].printed, "");
  EXPECT_EQ(record.file("case")->name, "");
  EXPECT_EQ(record.file("case")->sha256.size(), 64U);
  EXPECT_TRUE(line->kept.contains(sha256_hex("the signature")));
}

TEST_F(PurgeRunTest, LeavesNothingPersonalWhenAllIsOldEnough) {
  EXPECT_THAT(all_bytes(), HasSubstr(secret));
  const auto done = purge("2018-01-01");
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(done->letters, 5U);
  EXPECT_TRUE(done->refused_cases);
  EXPECT_EQ(disagreements(), "");
  EXPECT_THAT(all_bytes(), Not(HasSubstr(secret)));
  EXPECT_EQ((*Ledger::open(folder, Ledger::Access::read)->find("2016-0000006"))->file, "letters/purged/6.pdf");
}

TEST_F(PurgeRunTest, OneAfterTheOtherAndAgainIsAllTheSame) {
  ASSERT_THAT(purge(), Succeeds());
  const auto again = purge();
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(again->letters, 0U);
  EXPECT_EQ(again->earlier, 2U);
  expect_purged();
  const auto rest = purge("2018-01-01");
  ASSERT_THAT(rest, Succeeds());
  EXPECT_EQ(rest->letters, 3U);
  EXPECT_EQ(disagreements(), "");
  EXPECT_EQ(purged_count(), 5U);
}

TEST_F(PurgeRunTest, CountsThePurgesThatTheRunHasHad) {
  const auto counted = [&] { return *Ledger::open(folder, Ledger::Access::read)->purges(); };
  EXPECT_EQ(counted(), 0U);
  ASSERT_THAT(purge(), Succeeds());
  EXPECT_EQ(counted(), 1U);
  ASSERT_THAT(purge(), Succeeds());
  EXPECT_EQ(counted(), 1U) << "nothing was left to purge";
  ASSERT_THAT(purge_run(folder, order("2018-01-01")), Succeeds());
  EXPECT_EQ(counted(), 2U);
}

TEST_F(PurgeRunTest, ADryRunChangesNothing) {
  fs::remove(folder.lock());
  const std::string before = all_bytes();
  PurgeOrder dry = order("2018-01-01");
  dry.dry_run = true;
  std::string told;
  const auto done = purge_run(folder, dry, [&](const LedgerLetter& letter, const Record& record) {
    told += letter.key + " " + record.letter_date.iso() + "\n";
  });
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(done->letters, 5U);
  EXPECT_EQ(done->files, 5U);
  EXPECT_THAT(told, HasSubstr("2016-0000002 2016-10-26\n"));
  fs::remove(folder.lock());
  EXPECT_EQ(all_bytes(), before);
}

TEST_F(PurgeRunTest, WithdrawnLettersStayWithdrawn) {
  ASSERT_THAT(withdraw(folder, {.keys = std::vector<std::string>{"2016-0000002"},
                                .at = *Timestamp::parse("2016-10-27T00:00:00Z"),
                                .because = "wrong"}),
              Succeeds());
  ASSERT_THAT(purge(), Succeeds());
  expect_purged();
  const auto letter = Ledger::open(folder, Ledger::Access::read)->find("2016-0000002");
  EXPECT_EQ((*letter)->state, LetterState::withdrawn);
  EXPECT_EQ((*letter)->because, "wrong");
  EXPECT_THAT(test::read_file((folder.root() / "manifest.jsonl").string()),
              HasSubstr("\"purged_at\":\"2018-02-03T04:05:06Z\""));
  EXPECT_THAT(test::read_file((folder.root() / "manifest.csv").string()),
              HasSubstr("withdrawn,2016-10-27T00:00:00Z,wrong,2018-02-03T04:05:06Z\r\n"));
}

TEST_F(PurgeRunTest, AManifestOfARunWithoutPurgesIsAsItWas) {
  EXPECT_THAT(test::read_file((folder.root() / "manifest.csv").string()),
              testing::StartsWith("row,key,file,pages,bytes,sha256,state,withdrawn_at,because\r\n"));
}

TEST_F(PurgeRunTest, ALongReasonIsInTheLedgerAlone) {
  const std::string reason(1000, 'r');
  ASSERT_THAT(purge_run(folder, order("2017-01-01", reason)), Succeeds());
  expect_purged();
  const auto ledger = Ledger::open(folder, Ledger::Access::read);
  const auto letter = ledger->find("2016-0000002");
  EXPECT_EQ((*letter)->purged_because, reason);
  EXPECT_EQ(read_record(folder, **letter)->record.purged->because, "");
}

TEST_F(PurgeRunTest, WhatComesBackIsFoundAndPurgedAgain) {
  ASSERT_THAT(purge(), Succeeds());
  test::write_file((folder.root() / "letters/0000/2016-0000002.pdf").string(), test::bytes_of_row(2));
  EXPECT_EQ(disagreements(), "purge-open 1");
  ASSERT_THAT(purge(), Succeeds());
  expect_purged();
}

TEST_F(PurgeRunTest, RefusesRunsThatAreNoneOrHaveNotEndedOrAreAtWork) {
  EXPECT_THAT(purge_run(RunFolder(directory / "none"), order("2017-01-01")), FailsWith("ledger.missing"));
  {
    const auto lock = RunLock::take(folder, system_calls());
    EXPECT_THAT(purge(), FailsWith("ledger.locked"));
  }
  const RunFolder begun(directory / "begun");
  ASSERT_THAT(begin_run(begun, some_identity()), Succeeds());
  EXPECT_THAT(purge_run(begun, order("2017-01-01")), FailsWith("ledger.unsettled"));
}

// Pages of before lie in the file of the ledger until its log is written over them.
TEST_F(PurgeRunTest, HasNotEndedWhileSomebodyReadsWhatWasThere) {
  std::optional<SQLite::Database> reader;
  std::optional<SQLite::Statement> reading;
  const auto begin_to_read = [&](const LedgerLetter&, const Record&) {
    if (reader) return;
    reader.emplace(folder.ledger().string(), SQLite::OPEN_READONLY);
    reading.emplace(*reader, "SELECT file FROM letters");
    ASSERT_TRUE(reading->executeStep());
  };
  EXPECT_THAT(purge_run(folder, order("2018-01-01"), begin_to_read), FailsWith("ledger.busy"));
  reading.reset();
  reader.reset();
  EXPECT_THAT(disagreements(), HasSubstr("purge-open"));
  ASSERT_THAT(purge("2016-01-01"), Succeeds());
  EXPECT_EQ(disagreements(), "");
  EXPECT_THAT(all_bytes(), Not(HasSubstr(secret)));
}

// A run of which every case was refused is as old as the day on which it was made.
TEST_F(PurgeRunTest, RefusedCasesOfARunWithoutLettersGo) {
  const RunFolder bare(directory / "bare");
  {
    auto run = begin_run(bare, some_identity());
    ASSERT_THAT(run, Succeeds());
    auto publisher = Publisher::open(run->ledger, Syncing::each_file);
    LetterGroup group;
    group.refused.push_back({.key = "k", .row = 1, .case_sha256 = "h", .code = "c", .message = "of " + secret});
    ASSERT_THAT(publisher->publish(group), Succeeds());
    ASSERT_THAT(publisher->finish(1), Succeeds());
  }
  test::write_file((bare.root() / "refused.csv").string(), secret);
  const Date made = some_identity().today;
  const auto young = purge_run(bare, order(made.iso().c_str()));
  ASSERT_THAT(young, Succeeds());
  EXPECT_FALSE(young->refused_cases);
  EXPECT_TRUE(fs::exists(bare.root() / "refused.csv"));
  const auto old = purge_run(bare, order(made.plus_days(1).iso().c_str()));
  ASSERT_THAT(old, Succeeds());
  EXPECT_TRUE(old->refused_cases);
  EXPECT_FALSE(fs::exists(bare.root() / "refused.csv"));
  EXPECT_THAT(test::read_file(bare.ledger().string()), Not(HasSubstr(secret)));
  EXPECT_FALSE(purge_run(bare, order("2018-01-01"))->refused_cases);
}

TEST_F(PurgeRunTest, RefusesARecordThatDoesNotRead) {
  std::string records = test::read_file(folder.records_file(1).string());
  records[records.find("letter_date")] = 'x';
  test::write_file(folder.records_file(1).string(), records);
  const std::string before = all_bytes();
  EXPECT_THAT(purge(), FailsWith("record.damaged"));
  EXPECT_EQ(all_bytes().size(), before.size());
  EXPECT_EQ(purged_count(), 0U);
}

TEST(PurgedLine, IsAsLongAsItWasAndReads) {
  const PreparedLetter letter = letter_with_secrets(2);
  const auto line =
      purged_line(letter.record_line, {.at = *Timestamp::parse("2018-02-03T04:05:06Z"), .because = "old"}, letter.file);
  ASSERT_THAT(line, Succeeds());
  EXPECT_EQ(line->size(), letter.record_line.size());
  EXPECT_THAT(*line, Not(HasSubstr(secret)));
  EXPECT_THAT(read_record_line(make_source("line", *line)), Succeeds());
  EXPECT_EQ(*purged_line(*line, {.at = {}, .because = "again"}, "other"), *line);
  EXPECT_THAT(purged_line("{}", {}, ""), FailsWith("record.damaged"));
}

// Whatever a purge is stopped at, purging again does the rest.
class StoppedPurgeTest : public PurgeRunTest {
 protected:
  std::size_t calls_of_a_purge() {
    CountedCalls calls;
    EXPECT_THAT(purge("2017-01-01", calls), Succeeds());
    again();
    return calls.made;
  }
  void again() {
    fs::remove_all(folder.root());
    make_run();
  }
  void ends_well(std::size_t at) {
    const auto done = purge();
    ASSERT_THAT(done, Succeeds()) << "after call " << at;
    expect_purged();
  }
};

TEST_F(StoppedPurgeTest, AtEveryCall) {
  const std::size_t all = calls_of_a_purge();
  ASSERT_GT(all, 10U);
  for (const auto fault : {CountedCalls::Fault::fails, CountedCalls::Fault::half_writes,
                           CountedCalls::Fault::stops_before, CountedCalls::Fault::stops_after})
    for (std::size_t at = 0; at < all; ++at) {
      CountedCalls calls;
      calls.fault = fault;
      calls.at = at;
      try {
        (void)purge("2017-01-01", calls);
      } catch (const Stopped&) {
      }
      // Nothing that is left whole is disturbed meanwhile.
      EXPECT_THAT(read_record(folder, **Ledger::open(folder, Ledger::Access::read)->find("2016-0000001")), Succeeds());
      ends_well(at);
      again();
    }
}

TEST_F(StoppedPurgeTest, ByAKillAfterEveryCall) {
  const std::size_t all = calls_of_a_purge();
  for (std::size_t at = 0; at < all; ++at) {
    const pid_t child = ::fork();
    if (child == 0) {
      CountedCalls calls;
      calls.fault = CountedCalls::Fault::killed_after;
      calls.at = at;
      (void)purge("2017-01-01", calls);
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << at;
    ends_well(at);
    again();
  }
}

TEST_F(StoppedPurgeTest, ByAPowerCutAfterEveryCall) {
  const std::size_t all = calls_of_a_purge();
  std::mt19937 random(1);
  for (std::size_t at = 0; at < all; ++at) {
    test::UnsafeDisk disk(folder.root());
    disk.fault = CountedCalls::Fault::stops_after;
    disk.at = at;
    try {
      (void)purge("2017-01-01", disk);
    } catch (const Stopped&) {
    }
    disk.cut_power(random);
    ends_well(at);
    again();
  }
}

}  // namespace
}  // namespace engross
