// departments.lock: what reads is written and reads again to the same, admits what it locks and nothing else, and can
// be changed and changed back.
#include "department/lock.hpp"

#include "require.hpp"

namespace {

using namespace engross;

LockQuestion question_of(const LockEntry& entry) {
  return {.kind = entry.kind, .path = entry.file, .sha256 = entry.sha256, .id = entry.id, .version = entry.version};
}

void require_refusal(const Lock& lock, LockQuestion question) {
  question.sha256 = std::string(64, '0');
  if (lock.find(question.kind, question.sha256) != nullptr) return;
  const auto admitted = lock.admits(question);
  fuzz::require(!admitted.has_value(), "other bytes are not admitted");
  fuzz::require_sound(admitted.error());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Lock> lock = Lock::from(fuzz::source_of(data, size));
  if (!lock) {
    fuzz::require_sound(lock.error());
    return 0;
  }
  const std::string written = write_lock(*lock);
  const Result<Lock> again = Lock::from(make_source("again", written));
  fuzz::require(again.has_value(), "a lock that was written reads");
  fuzz::require(write_lock(*again) == written, "it reads back the same");
  for (const LockEntry& entry : lock->entries) {
    fuzz::require(lock->admits(question_of(entry)).has_value(), "what is locked is admitted");
    require_refusal(*lock, question_of(entry));
  }
  if (lock->entries.empty()) return 0;
  Lock changed = *lock;
  for (const LockChange& change : put(changed, lock->entries, false))
    fuzz::require(change.what == LockChange::What::same, "what is locked already stays");
  fuzz::require(write_lock(changed) == written, "and the lock with it");
  const std::string id = lock->entries.front().id;
  fuzz::require(remove(changed, id).has_value(), "what is locked can be taken out");
  fuzz::require(!remove(changed, id).has_value(), "but once");
  return 0;
}
