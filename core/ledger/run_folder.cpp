// In: a folder. Out: the names in it, and the right to change it.
// Refuses: a folder in which another process is at work.
#include "ledger/run_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>

#include "base/date.hpp"
#include "base/file_faults.hpp"
#include "base/shown.hpp"
#include "ledger/durable.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

std::string machine() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("this machine");
}

// For people alone: nothing is decided by it. The clock is not the run's.
std::string holder() {
  const Timestamp now{.instant = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
                      .offset_minutes = 0};
  return fmt::format("process {} on {} since {}\n", ::getpid(), machine(), now.rfc3339());
}

std::string holder_in(int file) {
  std::array<char, 512> text{};
  const ssize_t size = ::pread(file, text.data(), text.size(), 0);
  const std::string_view said(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  if (said.empty()) return "another process";
  return shown(said.substr(0, said.find('\n')));
}

Diagnostic at_work(int file, const RunFolder& folder) {
  return error("ledger.locked", {}, fmt::format("{} is at work in {}", holder_in(file), folder.root().string()),
               {"wait until it has ended, or stop it", "or choose another folder"});
}

}  // namespace

fs::path RunFolder::records_file(std::size_t number) const {
  return records() / fmt::format("{:04}.jsonl", number);
}

std::string RunFolder::letters_folder(std::size_t row) {
  return fmt::format("letters/{:04}", (row - 1) / letters_in_a_folder);
}

bool is_run(const RunFolder& folder) {
  std::error_code code;
  return fs::is_regular_file(folder.ledger(), code);
}

bool is_letter_name(std::string_view file) {
  constexpr std::string_view prefix = "letters/";
  if (!file.starts_with(prefix) || file.find('\0') != std::string_view::npos) return false;
  std::string_view rest = file.substr(prefix.size());
  while (true) {
    const std::size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    if (slash == std::string_view::npos) return true;
    rest.remove_prefix(slash + 1);
  }
}

bool is_staged_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

Result<RunLock> RunLock::take(const RunFolder& folder, FileCalls& calls) {
  const fs::path path = folder.lock();
  Descriptor file(calls.open(path.c_str(), O_RDWR | O_CREAT, 0600));
  if (!file.open()) return fail(unwritable(path, errno));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail(unwritable(path, errno));
    return fail(at_work(file.get(), folder));
  }
  if (calls.truncate(file.get(), 0) != 0) return fail(unwritable(path, errno));
  if (const int number = write_whole(calls, file.get(), holder()); number != 0) return fail(unwritable(path, number));
  return RunLock(std::move(file));
}

Result<void> RunLock::is_free(const RunFolder& folder) {
  const Descriptor file(::open(folder.lock().c_str(), O_RDONLY | O_CLOEXEC));
  // Without the file, or the right to read it, nobody is known to be at work.
  if (file.open() && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return fail(at_work(file.get(), folder));
  return {};
}

}  // namespace engross
