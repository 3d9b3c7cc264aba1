// Runs are killed at random instants and resumed: nothing is lost, doubled or torn, and the letters are those of a run
// that nobody disturbed.
//
// ENGROSS_KILLS: how often; ENGROSS_KILLED_LETTERS: of how many letters the runs are.
#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>
#include <random>
#include <thread>

#include "../e2e/signing_desk.hpp"
#include "run_desk.hpp"

namespace engross::test {
namespace {
using namespace std::chrono_literals;
namespace fs = std::filesystem;

enum class Victim { supervisor, worker, all };
constexpr std::size_t kills_in_a_run = 10;

class KilledRuns : public SigningDesk {
 public:
  KilledRuns(std::size_t letters, std::vector<std::string> signing) : letters_(letters), signing_(std::move(signing)) {
    write_file(folder / "cases.jsonl", export_of(letters));
  }

  std::vector<std::string> command(const std::string& run, bool resume) const {
    std::vector<std::string> words{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                   "batch",
                                   folder / "cases.jsonl",
                                   "--out",
                                   folder / run,
                                   "--jobs",
                                   "2",
                                   "--at",
                                   "2016-10-26T10:00:00+01:00",
                                   "--store",
                                   folder / (run + ".store")};
    words.insert(words.end(), signing_.begin(), signing_.end());
    if (resume) words.emplace_back("--resume");
    return words;
  }

  LetterTree undisturbed() {
    const Outcome outcome = run(command("undisturbed", false));
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(disagreement_in(folder / "undisturbed", letters_), "");
    return letters_in(folder / "undisturbed");
  }

  // One run that is killed so often. Between two kills it makes some letters, so that no case meets two of them.
  void killed(const std::string& name, std::size_t kills, std::mt19937& random) {
    const std::string at = folder / name;
    std::size_t killed = 0;
    for (int starts = 0; starts < 1000; ++starts) {
      RunningBatch batch(command(name, fs::exists(at + "/ledger.sqlite")));
      while (killed < kills && batch.running()) {
        const std::size_t until = letters_so_far(at) + random() % (letters_ / kills_in_a_run);
        while (batch.running() && letters_so_far(at) < until) std::this_thread::sleep_for(1ms);
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 50'000));
        const auto victim = static_cast<Victim>(random() % 3);
        if (kill_some(batch, victim)) ++killed;
        if (victim != Victim::worker) break;
      }
      const int code = batch.wait();
      if (code == 0) return;
      ASSERT_EQ(code, 128 + SIGKILL);
    }
    FAIL() << "the run does not come to its end";
  }

 private:
  static bool kill_some(RunningBatch& batch, Victim victim) {
    const std::vector<pid_t> workers = batch.workers();
    if (victim == Victim::worker && workers.empty()) return false;
    if (victim != Victim::supervisor)
      for (const pid_t worker : workers) {
        ::kill(worker, SIGKILL);
        if (victim == Victim::worker) return true;
      }
    return ::kill(batch.supervisor(), SIGKILL) == 0;
  }

  std::size_t letters_;
  std::vector<std::string> signing_;
};

void survive(std::size_t letters, std::size_t kills, const std::vector<std::string>& signing) {
  KilledRuns runs(letters, signing);
  const LetterTree whole = runs.undisturbed();
  ASSERT_EQ(whole.size(), letters);
  const auto seed = static_cast<unsigned>(from_environment("ENGROSS_SEED", std::random_device()()));
  SCOPED_TRACE("ENGROSS_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  for (std::size_t done = 0; done < kills; done += kills_in_a_run) {
    const std::string name = "killed-" + std::to_string(done);
    runs.killed(name, std::min(kills_in_a_run, kills - done), random);
    if (testing::Test::HasFatalFailure()) return;
    EXPECT_EQ(disagreement_in(runs.folder / name, letters), "");
    EXPECT_TRUE(letters_in(runs.folder / name) == whole) << "the letters of " << name << " are not the same";
    fs::remove_all(runs.folder / name);
  }
}

TEST(KilledRuns, LoseNothingAndDoubleNothing) {
  survive(from_environment("ENGROSS_KILLED_LETTERS", 300), from_environment("ENGROSS_KILLS", 10), {"--unsigned"});
}

// A letter that was signed is not signed again: with RSA and PKCS#1 that can be told from the bytes, which are the same
// in any case, and from the record, which there is one of.
TEST(KilledRuns, SignNothingTwice) {
  const SigningDesk keys;
  survive(from_environment("ENGROSS_KILLED_LETTERS", 300) / 3, from_environment("ENGROSS_KILLS", 10) / 2,
          {"--sign-as", "denise-clavery", "--key", sample_pki("signer-rsa-2048.p12"), "--passphrase-file",
           keys.folder / "passphrase", "--signatories", keys.folder / "ink"});
}

}  // namespace
}  // namespace engross::test
