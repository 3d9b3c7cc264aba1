// In: groups of staged letters. Out: letters under their final names, their records, and the ledger that says so.
// Refuses: names outside the run's folder, names that are taken, and everything after its first failure.
#include "ledger/publisher.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

#include "base/file_faults.hpp"
#include "base/shown.hpp"
#include "ledger/durable.hpp"
#include "ledger/settle.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

// Before that, syncfs kept silent about blocks that could not be written.
bool kernel_tells_of_failures() {
  struct utsname system {};
  int major = 0;
  int minor = 0;
  if (::uname(&system) != 0 || std::sscanf(system.release, "%d.%d", &major, &minor) != 2) return false;
  return major > 5 || (major == 5 && minor >= 8);
}

std::optional<dev_t> device_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status.st_dev;
}

Result<void> check_names(const LetterGroup& group) {
  for (const PreparedLetter& letter : group.letters) {
    if (is_staged_name(letter.staged) && is_letter_name(letter.file)) continue;
    return fail(error("ledger.name", {},
                      fmt::format("row {}: “{}” and “{}” are no names in the folder of a run", letter.row,
                                  shown(letter.staged), shown(letter.file)),
                      {"name letters by fields that hold no “/”, “.” or “..” alone"}));
  }
  return {};
}

// What is not there now would be known as prepared, and lost.
Result<void> check_staged(const RunFolder& folder, const LetterGroup& group) {
  for (const PreparedLetter& letter : group.letters) {
    const fs::path path = folder.staging() / letter.staged;
    struct stat status {};
    const bool there = ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    if (there && static_cast<std::uint64_t>(status.st_size) == letter.bytes) continue;
    return fail(error("ledger.staged", {},
                      fmt::format("row {}: {} {}", letter.row, path.string(),
                                  there ? fmt::format("has {} bytes, not {}", status.st_size, letter.bytes)
                                        : std::string("is not there, or is no file")),
                      {"resume the run: the letter is made afresh", "look after the disk, and who else writes to it"}));
  }
  return {};
}

std::string folder_of(const std::string& file) {
  return file.substr(0, file.rfind('/'));
}

}  // namespace

Syncing best_syncing(const RunFolder& folder) {
  constexpr std::array<long, 5> known{EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC, F2FS_SUPER_MAGIC,
                                      TMPFS_MAGIC};
  struct statfs status {};
  if (!kernel_tells_of_failures() || ::statfs(folder.root().c_str(), &status) != 0) return Syncing::each_file;
  if (std::ranges::find(known, static_cast<long>(status.f_type)) == known.end()) return Syncing::each_file;
  const auto device = device_of(folder.root());
  for (const fs::path& part : {folder.staging(), folder.letters(), folder.records()})
    if (device_of(part) != device) return Syncing::each_file;
  return Syncing::file_system;
}

Result<Publisher> Publisher::open(Ledger& ledger, Syncing syncing, FileCalls& calls) {
  const fs::path& root = ledger.folder().root();
  Descriptor folder(calls.open(root.c_str(), O_RDONLY | O_DIRECTORY, 0));
  if (!folder.open()) return fail(unwritable(root, errno));
  const auto end = ledger.records_end();
  if (!end) return fail(end.error());
  return Publisher(ledger, syncing, calls, std::move(folder), *end);
}

template <class Work>
Result<void> Publisher::unless_broken(Work&& work) {
  if (broken_)
    return fail(error("ledger.unsettled", {}, fmt::format("{} must be settled first", ledger_.folder().root().string()),
                      {"resume the run: --resume"}));
  broken_ = true;  // also when `work` throws
  Result<void> done = work();
  broken_ = !done;
  return done;
}

Result<void> Publisher::publish(const LetterGroup& group) {
  if (group.size() == 0) return {};
  if (auto good = check_names(group); !good) return good;
  if (auto there = check_staged(ledger_.folder(), group); !there) return there;
  return unless_broken([&] { return write_group(group); });
}

Result<void> Publisher::write_group(const LetterGroup& group) {
  auto places = records_.append(group.letters);
  if (!places) return fail(std::move(places.error()));
  if (auto synced = sync(group); !synced) return synced;
  const LedgerEntry entry{
      .group = &group, .places = std::move(*places), .records = records_.end(), .issued = std::move(renamed_)};
  renamed_.clear();
  if (auto entered = ledger_.enter(entry); !entered) return entered;
  for (const PreparedLetter& letter : group.letters)
    if (auto renamed = rename(letter); !renamed) return renamed;
  return {};
}

Result<void> Publisher::sync(const LetterGroup& group) {
  if (syncing_ == Syncing::each_file) return sync_each(group);
  if (calls_.sync_file_system(root_.get()) != 0) return fail(unwritable(ledger_.folder().root(), errno));
  records_.take_changed();
  records_.take_new();
  changed_.clear();
  return {};
}

Result<void> Publisher::sync_each(const LetterGroup& group) {
  const RunFolder& folder = ledger_.folder();
  std::vector<fs::path> paths;
  for (const PreparedLetter& letter : group.letters) paths.push_back(folder.staging() / letter.staged);
  if (!group.letters.empty()) paths.push_back(folder.staging());
  for (const std::size_t number : records_.take_changed()) paths.push_back(folder.records_file(number));
  if (records_.take_new()) paths.push_back(folder.records());
  for (const std::string& changed : changed_) paths.push_back(folder.root() / changed);
  for (const fs::path& path : paths)
    if (const int number = sync_path(calls_, path); number != 0) return fail(unwritable(path, number));
  changed_.clear();
  return {};
}

Result<void> Publisher::rename(const PreparedLetter& letter) {
  const RunFolder& folder = ledger_.folder();
  const std::string into = folder_of(letter.file);
  if (!folders_.contains(into)) {
    if (auto made = make_letters_folder(folder, into, calls_); !made) return made;
    folders_.insert(into);
  }
  const fs::path from = folder.staging() / letter.staged;
  const fs::path to = folder.root() / letter.file;
  if (calls_.rename_to_free(from.c_str(), to.c_str()) != 0)
    return fail(errno == EEXIST ? letter_name_taken(folder, letter.file) : unwritable(to, errno));
  changed_.insert(into);
  renamed_.push_back(letter.row);
  return {};
}

Result<void> Publisher::flush() {
  return unless_broken([&] { return mark_issued(); });
}

Result<void> Publisher::mark_issued() {
  if (renamed_.empty()) return {};
  if (auto synced = sync({}); !synced) return synced;
  const LedgerEntry entry{.group = nullptr, .places = {}, .records = {}, .issued = std::move(renamed_)};
  renamed_.clear();
  return ledger_.enter(entry);
}

Result<void> Publisher::finish(std::size_t rows) {
  return unless_broken([&]() -> Result<void> {
    if (auto marked = mark_issued(); !marked) return marked;
    return ledger_.finish(rows);
  });
}

}  // namespace engross
