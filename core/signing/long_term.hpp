// What levels above b-b need, gathered once a run and before anything is signed.
#pragma once

#include "signing/evidence.hpp"
#include "signing/pades.hpp"
#include "signing/time_stamp_service.hpp"

namespace engross {

struct LongTermQuestion {
  SigningOrder order;
  std::vector<Certificate> chain;  // the signer's, from PadesSigner::chain_for()
  TimeStampService service;
  // What the service's clock is compared with, and evidence must be good at; nothing when the clock was fixed by the
  // caller: then the order's moment stands for now where one is needed.
  std::optional<std::chrono::sys_seconds> now;
};

// At b-b nothing is asked of anyone. The time-stamping authority is tried first, so that its certificates are proved
// along with the signer's. Errors: those of probe() and of gather_evidence().
Result<LongTerm> gather_long_term(const LongTermQuestion& question);

}  // namespace engross
