// The signature of departments.lock: a file of its own beside the lock, so that the lock stays what machines compare.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/world.hpp"
#include "department/approvers.hpp"
#include "signing/key.hpp"

namespace engross {

// "departments.lock" -> "departments.lock.p7s"
std::filesystem::path signature_beside(const std::filesystem::path& lock);

// Roots that whoever signs a lock must come from, and CRLs that say which signers no longer may: each file holds either
// or both in PEM, or one in DER. Errors, all collected: "lock.trust" (a damaged CRL, no root in any file, something in
// a PEM file that is none), and those of World and of certificates.
Result<Trust> read_lock_trust(const World& world, const std::vector<std::string>& files);

// A lock as it was read, with its signature; nothing when there is none.
struct SignedLock {
  std::string name;  // of the lock, as messages call it
  std::string_view bytes;
  std::optional<std::string> signature;  // DER
};

struct LockSigner {
  Certificate certificate;
  bool trusted = false;  // it leads to one of the roots; else there were none to compare with
};

// Who signed the lock; nothing when nobody did and nobody had to. A signature that is there must be of these bytes,
// whether or not there are roots: else somebody changed one of the two. `trust`: the signer must come from its roots,
// judged at `at`; null: nobody need have signed. Errors: "lock.signature" (damaged, or not of these bytes),
// "lock.unsigned", "lock.expired" (or not yet valid), "lock.untrusted", "lock.revoked", "lock.revocation" (a CRL is
// there and cannot be believed).
Result<std::optional<LockSigner>> check_lock_signature(const SignedLock& lock, const Trust* trust, const Timestamp& at);

// A detached CMS signature in DER (signing/cms.hpp) over the lock's bytes. What check_lock_signature() would refuse is
// refused here, before the key signs; without `trust` only whether the certificate is in its time. Errors: those, and
// of signing.
Result<std::string> sign_lock(const std::string& name, std::string_view bytes, const SigningKey& key,
                              const Trust* trust, const Timestamp& at);

}  // namespace engross
