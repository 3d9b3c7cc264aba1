// In: a store. Out: the right to issue into it, or to purge it.
// Refuses: to purge while letters are issued, and the other way round.
#include "record/store_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>

#include "base/file_faults.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

int opened(const fs::path& lock) {
  return ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

}  // namespace

Result<StoreLock> StoreLock::to_issue(const fs::path& store) {
  Descriptor file(opened(store / ".lock"));
  if (!file.open()) return StoreLock(std::nullopt);
  if (::flock(file.get(), LOCK_SH | LOCK_NB) == 0) return StoreLock(std::move(file));
  if (errno != EWOULDBLOCK) return StoreLock(std::nullopt);
  return fail(error("store.locked", {},
                    fmt::format("personal data is purged from the store {} at this moment", store.string()),
                    {"try again when that has ended"}));
}

Result<StoreLock> StoreLock::to_purge(const fs::path& store) {
  const fs::path lock = store / ".lock";
  Descriptor file(opened(lock));
  if (!file.open()) return fail(unwritable(lock, errno));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) return StoreLock(std::move(file));
  if (errno != EWOULDBLOCK) return fail(unwritable(lock, errno));
  return fail(error(
      "store.locked", {},
      fmt::format("a letter is issued into the store {} at this moment, or another purge is at work", store.string()),
      {"try again in a moment"}));
}

}  // namespace engross
