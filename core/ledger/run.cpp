// In: a folder and what a run is made of. Out: the run, with nothing half done in it, and nobody else at work on it.
// Refuses: folders that hold something else, other runs, runs that another process works on.
#include "ledger/run.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/file_faults.hpp"
#include "base/shown.hpp"
#include "ledger/durable.hpp"
#include "ledger/ledger_errors.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

// What a run that was stopped while it began may have left; and what some file systems have at their root.
bool counts_as_nothing(const fs::directory_entry& entry) {
  constexpr std::array<std::string_view, 4> files{".lock", "ledger.sqlite.new", "ledger.sqlite.new-journal",
                                                  "ledger.sqlite.new-wal"};
  constexpr std::array<std::string_view, 3> folders{".staging", "letters", "records"};
  const std::string name = entry.path().filename().string();
  std::error_code code;
  if (std::ranges::find(folders, name) != folders.end()) return fs::is_empty(entry.path(), code) && !code;
  return name == "lost+found" || std::ranges::find(files, name) != files.end();
}

Result<void> is_empty_folder(const RunFolder& folder) {
  std::error_code code;
  for (fs::directory_iterator it(folder.root(), code), end; !code && it != end; it.increment(code))
    if (!counts_as_nothing(*it))
      return fail(error("ledger.not-empty", {},
                        fmt::format("{} is not empty, and is no folder of a run: it holds {}", folder.root().string(),
                                    shown(it->path().filename().string())),
                        {"choose a folder that is not there yet, or an empty one: --out DIR"}));
  if (code) return fail(unreadable(folder.root(), code.value()));
  return {};
}

Result<void> make_folders(const RunFolder& folder, FileCalls& calls) {
  std::vector<fs::path> missing;
  std::error_code code;
  for (fs::path at = fs::absolute(folder.root()).lexically_normal(); !fs::exists(at, code) && at.has_relative_path();
       at = at.parent_path())
    missing.push_back(at);
  std::ranges::reverse(missing);
  for (const fs::path& one : missing)
    if (const int number = make_folder_for_good(calls, one); number != 0) return fail(unwritable(one, number));
  return {};
}

}  // namespace

Result<void> may_begin_run(const RunFolder& folder) {
  std::error_code code;
  if (is_run(folder)) return fail(Diagnostics{ledger_exists(folder.ledger())});
  if (fs::status(folder.root(), code).type() == fs::file_type::not_found) return {};
  return is_empty_folder(folder);
}

Result<OpenRun> begin_run(const RunFolder& folder, const RunIdentity& identity, FileCalls& calls) {
  if (auto made = make_folders(folder, calls); !made) return fail(std::move(made.error()));
  if (!is_run(folder))  // else creating the ledger tells, unless somebody is at work there
    if (auto empty = is_empty_folder(folder); !empty) return fail(std::move(empty.error()));
  auto lock = RunLock::take(folder, calls);
  if (!lock) return fail(std::move(lock.error()));
  for (const fs::path& part : {folder.staging(), folder.letters(), folder.records()})
    if (const int number = make_folder_for_good(calls, part); number != 0) return fail(unwritable(part, number));
  auto ledger = Ledger::create(folder, identity, calls);
  if (!ledger) return fail(std::move(ledger.error()));
  return OpenRun{.lock = std::move(*lock), .ledger = std::move(*ledger), .settled = {}};
}

Result<OpenRun> resume_run(const RunFolder& folder, const RunIdentity& identity, FileCalls& calls) {
  if (!is_run(folder)) {
    auto none = Ledger::open(folder, Ledger::Access::read);
    return fail(std::move(none.error()));
  }
  auto lock = RunLock::take(folder, calls);
  if (!lock) return fail(std::move(lock.error()));
  auto ledger = Ledger::open(folder, Ledger::Access::write, calls);
  if (!ledger) return fail(std::move(ledger.error()));
  if (auto same = ledger->is_same_run(identity); !same) return fail(std::move(same.error()));
  auto settled = settle(*ledger, calls);
  if (!settled) return fail(std::move(settled.error()));
  return OpenRun{.lock = std::move(*lock), .ledger = std::move(*ledger), .settled = std::move(*settled)};
}

}  // namespace engross
