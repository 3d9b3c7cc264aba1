// The folder of a run: what lies where in it (docs/ledger.md), and who works in it.
#pragma once

#include <filesystem>
#include <string>

#include "base/descriptor.hpp"
#include "base/result.hpp"
#include "ledger/file_calls.hpp"

namespace engross {

class RunFolder {
 public:
  explicit RunFolder(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path ledger() const { return root_ / "ledger.sqlite"; }
  std::filesystem::path lock() const { return root_ / ".lock"; }
  std::filesystem::path staging() const { return root_ / ".staging"; }  // its files are not synced by who writes them
  std::filesystem::path letters() const { return root_ / "letters"; }
  std::filesystem::path records() const { return root_ / "records"; }
  std::filesystem::path records_file(std::size_t number) const;  // records/0001.jsonl

  // Where a row's letter goes, relative to the root: "letters/0000" for the rows 1 to 10,000.
  static std::string letters_folder(std::size_t row);

 private:
  std::filesystem::path root_;
};

constexpr std::size_t letters_in_a_folder = 10'000;
constexpr std::size_t lines_in_a_records_file = 10'000;

// Whether the folder holds a ledger.
bool is_run(const RunFolder& folder);

// Whether a name from a ledger is one that engross gives: below letters/, with no way out of it.
bool is_letter_name(std::string_view file);
// Whether it is a plain name in the staging folder.
bool is_staged_name(std::string_view name);

// Nobody else changes the folder while this is held: flock(2), which the system takes back from a process that dies.
class RunLock {
 public:
  // Errors: "ledger.locked" (by whom: process, machine, since when), "world.unwritable".
  static Result<RunLock> take(const RunFolder& folder, FileCalls& calls);
  // Whether take() would succeed now, for who only reads. Error: "ledger.locked".
  static Result<void> is_free(const RunFolder& folder);

 private:
  explicit RunLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace engross
