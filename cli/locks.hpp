// The locks that the departments of a run are under: where they lie, whether they may be believed, what they admit.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "department/department.hpp"
#include "department/lock.hpp"
#include "options.hpp"
#include "signing/lock_signature.hpp"

namespace engross::cli {

// A lock that may be believed.
struct OpenLock {
  std::filesystem::path file;
  Lock lock;
  std::optional<LockSigner> signer;
};
using OpenLockRef = std::shared_ptr<const OpenLock>;

enum class LockState : std::uint8_t {
  none,        // no lock is there
  locked,      // with these bytes
  changed,     // with other bytes
  not_locked,  // not at all
  refused,     // the lock cannot be believed, or the department not be read
};
std::string_view name_of(LockState state);  // "none", "locked", "changed", "not-locked", "refused"
// " (locked)", " (changed since it was locked)"; empty for none.
std::string_view remark_on(LockState state);

struct LockStanding {
  LockState state = LockState::none;
  Diagnostics why{};     // of all but none and locked
  std::string lender{};  // the id of what it extends, when that is what stands so
};

// Each lock is read once a run. Not shared between threads.
class Locks {
 public:
  // Both must outlive it.
  Locks(const World& world, const CommonOptions& options) : world_(world), options_(options) {}

  // --lock, else beside the department; the file behind it when that is a link, so that its signature is looked for and
  // written beside the file itself.
  std::filesystem::path file_for(const std::filesystem::path& department) const;

  // The lock that a department is under, its signature judged at `at`; null when none is there. Errors: "lock.none"
  // (--lock or --lock-trust says that one is), "lock.link", those of Lock::from(), of check_lock_signature(), of
  // read_lock_trust() and of World.
  Result<OpenLockRef> of(const std::filesystem::path& department, const Timestamp& at) const;

  // How a department stands that was not opened: it is read, and nothing of it runs.
  LockStanding standing_of(const std::filesystem::path& department, const Timestamp& at) const;
  // How one stands that is to be opened because `heirs` extend it, each the next: a library beside which no lock lies
  // is not locked when one of them is, for its words would go into letters under that heir's lock.
  LockStanding standing_of_lender(std::span<const std::filesystem::path> heirs, const std::filesystem::path& lender,
                                  const Timestamp& at) const;
  // How one stands that was, and what it extends: a library by the bytes that were opened, for it was opened because
  // they are locked. A locked one, and one that extends a locked one, stands no better than what it extends: that must
  // be locked too.
  LockStanding standing_of(const Department& opened, const Timestamp& at) const;

  // --lock-trust; null when it was not said.
  Result<const Trust*> trust() const;

 private:
  Result<OpenLockRef> read(const std::filesystem::path& file, const std::filesystem::path& department,
                           const Timestamp& at) const;
  LockStanding standing_of_opened(const LockQuestion& question, bool directory, const Timestamp& at) const;
  LockStanding without_lock(const std::filesystem::path& heir, const std::filesystem::path& lender) const;
  LockStanding judge(const Result<OpenLockRef>& lock, const LockQuestion& question) const;

  const World& world_;
  const CommonOptions& options_;
  mutable std::map<std::filesystem::path, Result<OpenLockRef>> locks_;
  mutable std::optional<Result<Trust>> trust_;
};

// The file that a lock is: where a link leads to. One that leads nowhere stays as it is called, which read_lock_file()
// refuses.
std::filesystem::path lock_behind(const World& world, const std::filesystem::path& lock);

// "engross department lock /path/x.so --lock /path/departments.lock": how it is locked as it is now.
std::string lock_command(const CommonOptions& options, const std::filesystem::path& department,
                         const std::filesystem::path& lock, bool is_signed);

// "engross department lock --remove 0123456789ab --lock /path/departments.lock": how this one entry goes.
std::string unlock_command(const CommonOptions& options, const OpenLock& lock, const LockEntry& entry);

// What Lock::admits() says against a department, with that command.
Diagnostics with_lock_command(Diagnostics faults, const CommonOptions& options, const std::filesystem::path& department,
                              const OpenLock& lock);

}  // namespace engross::cli
