// In: how many cases, a run's folder. Out: exports, processes that can be disturbed, what lies in the folder.
// Refuses nothing: what cannot be read is a disagreement.
#include "run_desk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <set>
#include <thread>

#include "base/sha256.hpp"
#include "ledger/run_records.hpp"
#include "support/children.hpp"
#include "support/varied.hpp"

namespace engross::test {
namespace fs = std::filesystem;

std::string export_of(std::size_t count, const std::string& department) {
  std::string sample = read_file(std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json");
  std::erase(sample, '\n');
  sample = replaced(sample, "\"dfe\"", "\"" + department + "\"");
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) lines += varied(sample, static_cast<int>(i)) + "\n";
  return lines;
}

LetterTree letters_in(const std::string& run) {
  LetterTree tree;
  const fs::path letters = fs::path(run) / "letters";
  if (!fs::exists(letters)) return tree;
  for (const auto& entry : fs::recursive_directory_iterator(letters))
    if (entry.is_regular_file())
      tree[fs::relative(entry.path(), letters).string()] = sha256_hex(read_file(entry.path().string()));
  return tree;
}

std::size_t letters_so_far(const std::string& run) {
  std::size_t count = 0;
  std::error_code gone;
  for (fs::recursive_directory_iterator entry(fs::path(run) / "letters", gone), end; !gone && entry != end;
       entry.increment(gone))
    if (entry->is_regular_file(gone)) ++count;
  return count;
}

std::string disagreement_in(const std::string& run, std::size_t rows) {
  const RunFolder folder{fs::path(run)};
  auto ledger = Ledger::open(folder, Ledger::Access::read);
  if (!ledger) return print(ledger.error());
  LetterTree unnamed = letters_in(run);
  std::set<std::size_t> ends;
  std::set<std::string> keys;
  std::string wrong;
  auto letters = ledger->each_letter([&](const LedgerLetter& letter) -> Result<void> {
    const auto say = [&](const std::string& what) { wrong += fmt::format("row {}: {}\n", letter.row, what); };
    if (letter.state != LetterState::issued) say("is not issued");
    if (!ends.insert(letter.row).second) say("has two ends");
    if (!keys.insert(letter.key).second) say("has a key that another row has");
    const std::string name = fs::relative(letter.file, "letters").string();
    const auto file = unnamed.find(name);
    if (file == unnamed.end())
      say("has no file " + name);
    else if (file->second != letter.sha256)
      say("has a file with other bytes");
    if (file != unnamed.end()) unnamed.erase(file);
    const auto record = read_record(folder, letter);
    if (!record)
      say(print(record.error()));
    else if (record->key != letter.key || record->record.output_sha256 != letter.sha256)
      say("has another letter's record");
    return {};
  });
  if (!letters) return print(letters.error());
  auto refused = ledger->each_refused([&](const RefusedCase& one) -> Result<void> {
    if (!ends.insert(one.row).second) wrong += fmt::format("row {} was refused and issued\n", one.row);
    return {};
  });
  if (!refused) return print(refused.error());
  for (const auto& [name, hash] : unnamed) wrong += fmt::format("nobody named {}\n", name);
  if (ends.size() != rows || (!ends.empty() && *ends.rbegin() != rows))
    wrong += fmt::format("{} rows have an end, of {}\n", ends.size(), rows);
  for (const auto& entry : fs::directory_iterator(folder.staging()))
    wrong += fmt::format("{} was left\n", entry.path().string());
  return wrong;
}

RunningBatch::RunningBatch(const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ != 0) return;
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int descriptor : {0, 1, 2}) ::dup2(nothing, descriptor);
  ::execv(words[0], words.data());
  ::_exit(127);
}

RunningBatch::~RunningBatch() {
  if (!ended_) ::kill(pid_, SIGKILL);
  wait();
}

// The supervisor has one child, the nursery, whose children are the workers.
std::vector<pid_t> RunningBatch::workers() const {
  std::vector<pid_t> all;
  for (const pid_t nursery : children_of(pid_))
    for (const pid_t worker : children_of(nursery)) all.push_back(worker);
  return all;
}

bool RunningBatch::running() {
  int status = 0;
  if (ended_ || ::waitpid(pid_, &status, WNOHANG) != pid_) return !ended_;
  ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return false;
}

int RunningBatch::wait() {
  const std::vector<pid_t> left = ended_ ? std::vector<pid_t>() : workers();
  int status = 0;
  while (!ended_) {
    if (::waitpid(pid_, &status, 0) == pid_) ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  for (const pid_t worker : left)
    for (int i = 0; ::kill(worker, 0) == 0; ++i) {
      if (i == 2000) {
        ADD_FAILURE() << "a worker outlives its supervisor";
        break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  return *ended_;
}

std::size_t from_environment(const char* name, std::size_t otherwise) {
  const char* text = std::getenv(name);
  std::size_t number = 0;
  if (text == nullptr || std::from_chars(text, text + std::string_view(text).size(), number).ec != std::errc())
    return otherwise;
  return number;
}

}  // namespace engross::test
