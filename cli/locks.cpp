// In: departments, --lock, --lock-trust. Out: the lock that each is under, and how it stands with it.
// Refuses: locks that are not there though they must be, that cannot be read, or whose signature is not what it must
// be.
#include "locks.hpp"

#include <fmt/format.h>

#include "next_command.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

LockState state_of(const Diagnostics& refusal) {
  return refusal.front().code == "lock.changed" ? LockState::changed : LockState::not_locked;
}

std::string change_command(const CommonOptions& options, const std::string& change, const fs::path& lock,
                           bool is_signed) {
  std::string line = fmt::format("engross department lock {} --lock {}", change, shell_word(lock.string()));
  for (const std::string& root : options.lock_trust) line += " --lock-trust " + shell_word(root);
  return is_signed ? line + " --sign --key FILE" : line;
}

}  // namespace

std::string_view name_of(LockState state) {
  switch (state) {
    case LockState::none:
      return "none";
    case LockState::locked:
      return "locked";
    case LockState::changed:
      return "changed";
    case LockState::not_locked:
      return "not-locked";
    case LockState::refused:
      return "refused";
  }
  return "refused";
}

std::string_view remark_on(LockState state) {
  switch (state) {
    case LockState::none:
      return "";
    case LockState::locked:
      return " (locked)";
    case LockState::changed:
      return " (changed since it was locked)";
    case LockState::not_locked:
      return " (not locked)";
    case LockState::refused:
      return " (its lock is refused)";
  }
  return "";
}

fs::path Locks::file_for(const fs::path& department) const {
  return lock_behind(world_, options_.lock.empty() ? lock_beside(department) : fs::path(options_.lock));
}

Result<const Trust*> Locks::trust() const {
  if (options_.lock_trust.empty()) return nullptr;
  if (!trust_) trust_ = read_lock_trust(world_, options_.lock_trust);
  if (!*trust_) return fail(trust_->error());
  return &**trust_;
}

Result<OpenLockRef> Locks::read(const fs::path& file, const fs::path& department, const Timestamp& at) const {
  const auto roots = trust();
  if (!roots) return fail(roots.error());
  const auto source = read_lock_file(world_, file);
  if (!source) return fail(source.error());
  const bool must_be_there = !options_.lock.empty() || *roots != nullptr;
  if (!*source && must_be_there)
    return fail(error("lock.none", {},
                      fmt::format("there is no lock {}, and {} says that there must be one", file.string(),
                                  options_.lock.empty() ? "--lock-trust" : "--lock"),
                      {"make it: " + lock_command(options_, department, file, *roots != nullptr)}));
  if (!*source) return OpenLockRef();
  const auto signature = read_lock_file(world_, signature_beside(file));
  if (!signature) return fail(signature.error());
  const SignedLock lock{.name = (*source)->name,
                        .bytes = (*source)->text,
                        .signature = *signature ? std::optional((*signature)->text) : std::nullopt};
  auto signer = check_lock_signature(lock, *roots, at);
  if (!signer) return fail(std::move(signer.error()));
  auto read = Lock::from(*source);
  if (!read) return fail(std::move(read.error()));
  return std::make_shared<OpenLock>(OpenLock{.file = file, .lock = std::move(*read), .signer = std::move(*signer)});
}

Result<OpenLockRef> Locks::of(const fs::path& department, const Timestamp& at) const {
  const fs::path file = file_for(department);
  auto found = locks_.find(file);
  if (found == locks_.end()) found = locks_.emplace(file, read(file, department, at)).first;
  return found->second;
}

LockStanding Locks::judge(const Result<OpenLockRef>& lock, const LockQuestion& question) const {
  if (!lock) return {.state = LockState::refused, .why = lock.error()};
  if (!*lock) return {};
  const auto admitted = (*lock)->lock.admits(question);
  if (admitted) return {.state = LockState::locked};
  return {.state = state_of(admitted.error()),
          .why = with_lock_command(admitted.error(), options_, question.path, **lock)};
}

LockStanding Locks::standing_of(const fs::path& department, const Timestamp& at) const {
  const auto lock = of(department, at);
  if (lock && !*lock) return {};  // nothing to compare with: no need to read it
  const auto question = lock_question_of(world_, department);
  if (!question) return {.state = LockState::refused, .why = question.error()};
  return judge(lock, *question);
}

// What is locked would else be opened by whoever can write what it extends.
LockStanding Locks::without_lock(const fs::path& heir, const fs::path& lender) const {
  const fs::path lock = file_for(lender);
  return {.state = LockState::not_locked,
          .why = {error("lock.not-locked", {},
                        fmt::format("{} is not locked, and {}, which extends it, is: there is no {}", lender.string(),
                                    heir.string(), lock.string()),
                        {"if you trust it as it is now, lock it: " +
                         lock_command(options_, lender, lock, !options_.lock_trust.empty())})}};
}

LockStanding Locks::standing_of_lender(std::span<const fs::path> heirs, const fs::path& lender,
                                       const Timestamp& at) const {
  LockStanding standing = standing_of(lender, at);
  if (standing.state != LockState::none) return standing;
  for (const fs::path& heir : heirs)
    if (standing_of(heir, at).state == LockState::locked) return without_lock(heir, lender);
  return standing;
}

LockStanding Locks::standing_of(const Department& opened, const Timestamp& at) const {
  const Resources& resources = opened.resources;
  const LockStanding own = standing_of_opened({.kind = LockedKind::directory,
                                               .path = resources.origin,
                                               .sha256 = resources.own_sha256(),
                                               .id = opened.id,
                                               .version = opened.version},
                                              resources.directory, at);
  if (own.state != LockState::locked && own.state != LockState::none) return own;
  const std::string* locked_heir = own.state == LockState::locked ? &resources.origin : nullptr;
  for (const Lender& lender : resources.lenders) {  // their words go into letters too
    LockStanding standing = standing_of_opened({.kind = LockedKind::directory,
                                                .path = lender.origin,
                                                .sha256 = lender.sha256,
                                                .id = lender.id,
                                                .version = lender.version},
                                               lender.directory, at);
    if (standing.state == LockState::none && locked_heir != nullptr)
      standing = without_lock(*locked_heir, lender.origin);
    standing.lender = lender.id;
    if (standing.state != LockState::locked && standing.state != LockState::none) return standing;
    if (standing.state == LockState::locked && locked_heir == nullptr) locked_heir = &lender.origin;
  }
  return own;
}

// A library was opened because its bytes are locked; a directory is opened all the same.
LockStanding Locks::standing_of_opened(const LockQuestion& question, bool directory, const Timestamp& at) const {
  const auto lock = of(question.path, at);
  if (!directory && lock && *lock) return {.state = LockState::locked};
  return judge(lock, question);
}

fs::path lock_behind(const World& world, const fs::path& lock) {
  if (!world.is_link(lock)) return lock;
  std::error_code leads_nowhere;
  fs::path file = fs::canonical(lock, leads_nowhere);
  return leads_nowhere ? lock : file;
}

std::string lock_command(const CommonOptions& options, const fs::path& department, const fs::path& lock,
                         bool is_signed) {
  return change_command(options, shell_word(department.string()), lock, is_signed);
}

std::string unlock_command(const CommonOptions& options, const OpenLock& lock, const LockEntry& entry) {
  return change_command(options, "--remove " + shortest_hash(lock.lock, entry), lock.file, lock.signer.has_value());
}

Diagnostics with_lock_command(Diagnostics faults, const CommonOptions& options, const fs::path& department,
                              const OpenLock& lock) {
  for (Diagnostic& fault : faults)
    if (fault.code == "lock.changed" || fault.code == "lock.not-locked")
      fault.hints.push_back("if you trust it as it is now, lock it: " +
                            lock_command(options, department, lock.file, lock.signer.has_value()));
  return faults;
}

}  // namespace engross::cli
