// A run that is asked to stop finishes what it has begun and can be resumed; asked twice, it stops now.
#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>
#include <thread>

#include "../e2e/command.hpp"
#include "run_desk.hpp"

namespace engross::test {
namespace {
using namespace std::chrono_literals;

constexpr std::size_t letters = 600;

class StoppedRun : public testing::Test {
 protected:
  StoppedRun() { write_file(folder / "cases.jsonl", export_of(letters)); }

  std::vector<std::string> command(std::vector<std::string> more = {}) const {
    std::vector<std::string> words{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                   "batch",
                                   folder / "cases.jsonl",
                                   "--out",
                                   folder / "run",
                                   "--unsigned",
                                   "--store",
                                   folder / "store",
                                   "--today",
                                   "2016-10-26",
                                   "--jobs",
                                   "2"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  // Until the first is made, which is long before a group of them is published.
  void wait_for_letters(RunningBatch& batch) const {
    while (batch.running() && !a_letter_is_staged()) std::this_thread::sleep_for(1ms);
  }
  bool a_letter_is_staged() const {
    std::error_code gone;
    for (std::filesystem::directory_iterator entry(folder / "run/.staging", gone), end; !gone && entry != end;
         entry.increment(gone))
      if (entry->path().extension() == ".pdf") return true;
    return false;
  }

  void resumes() const {
    const Outcome outcome = run(command({"--resume"}));
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(disagreement_in(folder / "run", letters), "");
    EXPECT_EQ(letters_in(folder / "run").size(), letters);
    const Outcome reconciled = run({command().front(), "reconcile", folder / "run"});
    EXPECT_EQ(reconciled.exit_code, 0) << reconciled.out << reconciled.err;
  }

  TemporaryDirectory folder;
};

TEST_F(StoppedRun, FinishesWhatItHasBegun) {
  {
    RunningBatch batch(command());
    wait_for_letters(batch);
    ASSERT_EQ(::kill(batch.supervisor(), SIGINT), 0);
    EXPECT_EQ(batch.wait(), 130);
  }
  const std::size_t so_far = letters_so_far(folder / "run");
  EXPECT_GT(so_far, 0U);
  EXPECT_LT(so_far, letters);
  resumes();
}

TEST_F(StoppedRun, StopsNowWhenItIsAskedTwice) {
  {
    RunningBatch batch(command());
    wait_for_letters(batch);
    ASSERT_EQ(::kill(batch.supervisor(), SIGTERM), 0);
    ASSERT_EQ(::kill(batch.supervisor(), SIGTERM), 0);
    EXPECT_EQ(batch.wait(), 130);
  }
  EXPECT_LT(letters_so_far(folder / "run"), letters);
  resumes();
}

// So that whoever started it can try again later: nothing is wrong with the export.
TEST_F(StoppedRun, IsNotDisturbedByASecondOneWhichIsRefused) {
  RunningBatch batch(command());
  wait_for_letters(batch);
  ASSERT_EQ(::kill(batch.supervisor(), SIGSTOP), 0);  // so that it cannot end before it is met
  const Outcome second = run(command({"--resume"}));
  ASSERT_EQ(::kill(batch.supervisor(), SIGCONT), 0);
  EXPECT_EQ(second.exit_code, 3) << second.err;
  EXPECT_THAT(second.err, testing::HasSubstr("is at work in"));
  EXPECT_EQ(batch.wait(), 0);
  EXPECT_EQ(disagreement_in(folder / "run", letters), "");
}

// As under nohup: what whoever started it lets it ignore ends it neither while letters are made nor afterwards.
TEST_F(StoppedRun, IgnoresAHangUpThatItWasStartedToIgnore) {
  const auto before = ::signal(SIGHUP, SIG_IGN);
  RunningBatch batch(command());
  ::signal(SIGHUP, before);
  wait_for_letters(batch);
  while (batch.running()) {
    ::kill(batch.supervisor(), SIGHUP);
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(batch.wait(), 0);
  EXPECT_EQ(letters_in(folder / "run").size(), letters);
}

TEST_F(StoppedRun, IsHeldAfterItsFirstLetters) {
  const Outcome held = run(command({"--hold", "10"}));
  EXPECT_EQ(held.exit_code, 0) << held.err;
  EXPECT_THAT(held.out, testing::HasSubstr("--resume"));
  EXPECT_EQ(letters_so_far(folder / "run"), 10U);
  resumes();
}

TEST_F(StoppedRun, GoesOnFromAHoldWithAYes) {
  const Outcome outcome = run(command({"--hold", "10", "--yes"}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(letters_in(folder / "run").size(), letters);
}

TEST_F(StoppedRun, StopsWhenTooManyAreRefused) {
  const std::string cases = export_of(letters);
  std::string broken;
  std::size_t row = 0;
  for (std::size_t at = 0; at < cases.size();) {
    const std::size_t end = cases.find('\n', at);
    std::string line = cases.substr(at, end - at + 1);
    if (++row % 4 == 0) line.replace(line.find("\"correspondent\""), 15, "\"korrespondent\"");
    broken += line;
    at = end + 1;
  }
  write_file(folder / "cases.jsonl", broken);
  const Outcome stopped = run(command({"--stop-after-refused", "10"}));
  EXPECT_EQ(stopped.exit_code, 4) << stopped.err;
  EXPECT_THAT(stopped.err, testing::HasSubstr("more than 10 per cent"));
  EXPECT_LT(letters_so_far(folder / "run"), letters * 3 / 4);
  const Outcome whole = run(command({"--resume"}));
  EXPECT_EQ(whole.exit_code, 4) << whole.err;
  EXPECT_EQ(disagreement_in(folder / "run", letters), "");
  EXPECT_EQ(letters_in(folder / "run").size(), letters - letters / 4);
}

}  // namespace
}  // namespace engross::test
