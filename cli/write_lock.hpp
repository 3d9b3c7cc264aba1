// Changing lock files: what comes in, what goes out, and the signature beside each.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "department/lock.hpp"
#include "report.hpp"
#include "session.hpp"
#include "signing.hpp"

namespace engross::cli {

struct LockOrder {
  std::filesystem::path file;
  std::vector<LockEntry> entries;   // to lock
  std::vector<std::string> remove;  // IDs, ID@VERSIONs, beginnings of a SHA-256
  bool also = false;                // beside other versions
  const KeyOptions* key = nullptr;  // to sign with; null: it is not signed
};

// All are found to be right before one is written, and the key is asked for last. Says what changed. Refused: a lock
// that was tampered with ("lock.signature": what somebody slipped in must not be signed), one that is signed and would
// change without --sign ("lock.signed"), one that changed meanwhile ("lock.raced"), and what put(), remove(),
// sign_lock() and the world refuse.
int write_locks(Report& report, Session& session, const std::vector<LockOrder>& orders, const Timestamp& at);

}  // namespace engross::cli
