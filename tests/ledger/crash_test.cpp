// A run that fails, or is stopped, at every single call that it makes: after settling nothing is lost, doubled or torn.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <random>
#include <set>

#include "failing_calls.hpp"
#include "run_fixture.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::bytes_of_row;
using test::CountedCalls;
using test::letter_of_row;
using test::some_identity;
using test::Stopped;
using test::Succeeds;
using test::UnsafeDisk;

constexpr std::size_t rows = 9;
constexpr std::size_t group_size = 3;
constexpr std::size_t refused_row = 5;

// What the batch does, as plainly as it can be done: every row that has no end yet is made, in groups. Says which rows
// were made, so that a test sees whether one was made twice.
class PlainBatch {
 public:
  PlainBatch(RunFolder folder, Syncing syncing, FileCalls& calls, UnsafeDisk* disk = nullptr)
      : folder_(std::move(folder)), syncing_(syncing), calls_(calls), disk_(disk) {}

  Result<void> run(std::vector<std::size_t>& prepared_before) {
    auto run =
        is_run(folder_) ? resume_run(folder_, some_identity(), calls_) : begin_run(folder_, some_identity(), calls_);
    if (!run) return fail(run.error());
    if (!run->settled.faults.empty()) return fail(run->settled.faults);
    auto publisher = Publisher::open(run->ledger, syncing_, calls_);
    if (!publisher) return fail(publisher.error());
    LetterGroup group;
    for (std::size_t row = 1; row <= rows; ++row) {
      const auto end = run->ledger.end_of(row);
      if (!end) return fail(end.error());
      if (!end->open()) {
        prepared_before.push_back(row);
        continue;
      }
      add(row, group);
      if (group.size() < group_size) continue;
      if (auto published = publisher->publish(group); !published) return published;
      group = {};
    }
    if (auto published = publisher->publish(group); !published) return published;
    return publisher->finish(rows);
  }

 private:
  void add(std::size_t row, LetterGroup& group) {
    if (row == refused_row) {
      group.refused.push_back({.key = "k", .row = row, .case_sha256 = "h", .code = "case.missing", .message = "why"});
      return;
    }
    group.letters.push_back(letter_of_row(row));
    test::stage(folder_, group.letters.back());
    if (disk_ != nullptr) disk_->written_by_others(folder_.staging() / group.letters.back().staged);
  }

  RunFolder folder_;
  Syncing syncing_;
  FileCalls& calls_;
  UnsafeDisk* disk_;
};

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder).string());
  std::ranges::sort(files);
  return files;
}

// Everything that an undisturbed run leaves, and nothing else.
void expect_whole(const RunFolder& folder) {
  const auto ledger = Ledger::open(folder, Ledger::Access::read);
  ASSERT_THAT(ledger, Succeeds());
  const auto counts = ledger->counts();
  EXPECT_EQ(counts->issued, rows - 1);
  EXPECT_EQ(counts->refused, 1U);
  EXPECT_EQ(counts->prepared, 0U);
  EXPECT_EQ(*ledger->rows(), rows);
  std::vector<std::string> names, lines;
  for (std::size_t row = 1; row <= rows; ++row) {
    if (row == refused_row) continue;
    const PreparedLetter letter = letter_of_row(row);
    names.push_back(fs::path(letter.file).lexically_relative("letters").string());
    EXPECT_EQ(test::read_file((folder.root() / letter.file).string()), bytes_of_row(row));
    const auto entered = ledger->end_of(row);
    ASSERT_TRUE(entered->letter.has_value());
    const std::string records = test::read_file(folder.records_file(entered->letter->record.file).string());
    EXPECT_EQ(records.substr(entered->letter->record.offset, entered->letter->record.bytes), letter.record_line);
    lines.push_back(letter.record_line);
  }
  std::ranges::sort(names);
  EXPECT_EQ(files_in(folder.letters()), names);
  EXPECT_TRUE(fs::is_empty(folder.staging()));
  std::string records = test::read_file(folder.records_file(1).string());
  std::vector<std::string> found;
  for (std::size_t at = 0; at < records.size(); at = records.find('\n', at) + 1)
    found.push_back(records.substr(at, records.find('\n', at) - at));
  std::ranges::sort(found);
  EXPECT_EQ(found, lines);
}

// What counted as prepared when the run was stopped: none of these may be made again.
std::set<std::size_t> ended_in(const RunFolder& folder) {
  std::set<std::size_t> ended;
  if (!is_run(folder)) return ended;
  const auto ledger = Ledger::open(folder, Ledger::Access::write);
  if (!ledger) return ended;
  for (std::size_t row = 1; row <= rows; ++row)
    if (!ledger->end_of(row)->open()) ended.insert(row);
  return ended;
}

void goes_on_to_the_end(const RunFolder& folder, Syncing syncing, const std::set<std::size_t>& ended) {
  std::vector<std::size_t> before;
  const auto done = PlainBatch(folder, syncing, system_calls()).run(before);
  ASSERT_THAT(done, Succeeds());
  EXPECT_EQ(std::set<std::size_t>(before.begin(), before.end()), ended);
  expect_whole(folder);
}

class CrashTest : public test::RunTest, public testing::WithParamInterface<Syncing> {
 protected:
  // How many calls the run makes when nothing is wrong.
  std::size_t calls_of_a_run() {
    CountedCalls calls;
    std::vector<std::size_t> before;
    const RunFolder whole(directory / "whole");
    EXPECT_THAT(PlainBatch(whole, GetParam(), calls).run(before), Succeeds());
    expect_whole(whole);
    return calls.made;
  }
};
INSTANTIATE_TEST_SUITE_P(BothWays, CrashTest, testing::Values(Syncing::each_file, Syncing::file_system));

TEST_P(CrashTest, EveryCallFailsOnce) {
  const std::size_t calls = calls_of_a_run();
  ASSERT_GT(calls, 30U);
  for (const CountedCalls::Fault fault : {CountedCalls::Fault::fails, CountedCalls::Fault::half_writes})
    for (const int number : {EIO, ENOSPC})
      for (std::size_t at = 0; at < calls; ++at) {
        const RunFolder run(directory / fmt::format("{}-{}-{}", static_cast<int>(fault), number, at));
        CountedCalls failing;
        failing.fault = fault;
        failing.at = at;
        failing.error = number;
        std::vector<std::size_t> before;
        const auto failed = PlainBatch(run, GetParam(), failing).run(before);
        SCOPED_TRACE(fmt::format("call {} ({})", at, failing.names.empty() ? "" : failing.names.back()));
        if (!failed) {
          EXPECT_FALSE(failed.error().front().hints.empty()) << print(failed.error());
        }
        goes_on_to_the_end(run, GetParam(), ended_in(run));
        fs::remove_all(run.root());
      }
}

TEST_P(CrashTest, TheMachineStopsAtEveryCall) {
  const std::size_t calls = calls_of_a_run();
  for (const CountedCalls::Fault fault : {CountedCalls::Fault::stops_before, CountedCalls::Fault::stops_after})
    for (std::size_t at = 0; at < calls; ++at) {
      const RunFolder run(directory / fmt::format("{}-{}", static_cast<int>(fault), at));
      CountedCalls stopping;
      stopping.fault = fault;
      stopping.at = at;
      std::vector<std::size_t> before;
      EXPECT_THROW((void)PlainBatch(run, GetParam(), stopping).run(before), Stopped);
      SCOPED_TRACE(fmt::format("call {} ({})", at, stopping.names.back()));
      goes_on_to_the_end(run, GetParam(), ended_in(run));
      fs::remove_all(run.root());
    }
}

// Settling is stopped too, at each of its calls, and once more.
TEST_P(CrashTest, TheMachineStopsAgainWhileItSettles) {
  const std::size_t calls = calls_of_a_run();
  for (std::size_t at = 0; at < calls; at += 4)
    for (std::size_t second = 0; second < 24; ++second) {
      const RunFolder run(directory / fmt::format("{}-{}", at, second));
      CountedCalls stopping;
      stopping.fault = CountedCalls::Fault::stops_after;
      stopping.at = at;
      std::vector<std::size_t> before;
      EXPECT_THROW((void)PlainBatch(run, GetParam(), stopping).run(before), Stopped);
      const std::set<std::size_t> ended = ended_in(run);
      CountedCalls again;
      again.fault = CountedCalls::Fault::stops_after;
      again.at = second;
      try {
        (void)PlainBatch(run, GetParam(), again).run(before);
      } catch (const Stopped&) {
      }
      const std::set<std::size_t> more = ended_in(run);
      EXPECT_TRUE(std::ranges::includes(more, ended));
      SCOPED_TRACE(fmt::format("call {}, then call {}", at, second));
      goes_on_to_the_end(run, GetParam(), more);
      fs::remove_all(run.root());
    }
}

// Worse than a process that dies: what was not synced may be gone, or there in part.
TEST_P(CrashTest, ThePowerIsCutAtEveryCall) {
  const std::size_t calls = calls_of_a_run();
  std::mt19937 random(20161026);
  for (std::size_t round = 0; round < 6; ++round)
    for (std::size_t at = 0; at < calls; ++at) {
      const RunFolder run(directory / fmt::format("{}-{}", round, at));
      UnsafeDisk disk(run.root());
      disk.fault = CountedCalls::Fault::stops_after;
      disk.at = at;
      std::vector<std::size_t> before;
      EXPECT_THROW((void)PlainBatch(run, GetParam(), disk, &disk).run(before), Stopped);
      const std::set<std::size_t> ended = ended_in(run);
      disk.cut_power(random);
      SCOPED_TRACE(fmt::format("round {}, call {} ({})", round, at, disk.names.back()));
      goes_on_to_the_end(run, GetParam(), is_run(run) ? ended : std::set<std::size_t>());
      fs::remove_all(run.root());
    }
}

TEST_P(CrashTest, ThePowerIsCutAgainWhileItSettles) {
  const std::size_t calls = calls_of_a_run();
  std::mt19937 random(20161027);
  for (std::size_t round = 0; round < 200; ++round) {
    const RunFolder run(directory / fmt::format("{}", round));
    for (const std::size_t most : {calls - 1, std::size_t{30}, std::size_t{30}}) {
      UnsafeDisk disk(run.root());
      disk.fault = CountedCalls::Fault::stops_after;
      disk.at = std::uniform_int_distribution<std::size_t>(0, most)(random);
      std::vector<std::size_t> before;
      try {
        (void)PlainBatch(run, GetParam(), disk, &disk).run(before);
      } catch (const Stopped&) {
      }
      disk.cut_power(random);
    }
    SCOPED_TRACE(fmt::format("round {}", round));
    goes_on_to_the_end(run, GetParam(), ended_in(run));
    fs::remove_all(run.root());
  }
}

// As TheMachineStopsAtEveryCall, but nothing is tidied up by the process that dies: SQLite finds its log.
TEST_P(CrashTest, TheProcessIsKilledAtEveryCall) {
  const std::size_t calls = calls_of_a_run();
  for (std::size_t at = 0; at < calls; ++at) {
    const RunFolder run(directory / fmt::format("{}", at));
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      CountedCalls stopping;
      stopping.fault = CountedCalls::Fault::killed_after;
      stopping.at = at;
      std::vector<std::size_t> before;
      (void)PlainBatch(run, GetParam(), stopping).run(before);
      ::_exit(1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << at;
    SCOPED_TRACE(fmt::format("call {}", at));
    goes_on_to_the_end(run, GetParam(), ended_in(run));
    fs::remove_all(run.root());
  }
}

}  // namespace
}  // namespace engross
