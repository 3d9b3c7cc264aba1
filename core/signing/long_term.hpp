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
  // The clock, read at each stamp: what the service's is compared with, and what evidence must be good at. None when
  // the caller's clock is fixed: then the order's moment stands for now where one is needed.
  std::function<std::chrono::sys_seconds()> clock{};
};

// At b-b nothing is asked of anyone. The time-stamping authority is tried first, so that its certificates are proved
// along with the signer's. Errors: those of probe() and of gather_evidence(). A later stamp fails besides with
// "signing.time-stamp" when it comes from a unit of the authority that the evidence does not prove.
Result<LongTerm> gather_long_term(const LongTermQuestion& question);

}  // namespace engross
