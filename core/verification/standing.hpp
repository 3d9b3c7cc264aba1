// What a certificate was worth at a moment: its chain, whether the roots stand behind it, and whether it was revoked.
#pragma once

#include "trust/chain.hpp"
#include "trust/revocation.hpp"
#include "verification/verdict.hpp"

namespace engross::verification {

struct StandingQuestion {
  Certificate leaf;
  std::vector<Certificate> pool;
  const RevocationData* revocation = nullptr;
  const std::vector<Certificate>* roots = nullptr;  // empty: trust is not asked
  std::chrono::sys_seconds at;                      // when the certificate was last needed, as far as is proved
  Use use = Use::signature;
};

struct Standing {
  Trust trust = Trust::not_asked;
  std::vector<CertificateVerdict> chain;
  bool complete = false;  // of every certificate below a root it is known that it was not revoked
  Diagnostics findings;   // why it is not trusted (errors), what is not known (notes)
};

Standing standing_of(const StandingQuestion& question);

}  // namespace engross::verification
