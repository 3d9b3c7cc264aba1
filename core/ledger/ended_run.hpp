// A run that has ended, held so that nobody else changes it meanwhile.
#pragma once

#include "ledger/ledger.hpp"

namespace engross {

struct EndedRun {
  RunLock lock;
  Ledger ledger;
  std::size_t rows = 0;  // of its export
};

// Errors: those of Ledger::open() (also: there is no run in the folder), "ledger.locked", "ledger.unsettled" (it was
// stopped: resume it first).
Result<EndedRun> hold_ended_run(const RunFolder& folder, Ledger::Access access, FileCalls& calls);

}  // namespace engross
