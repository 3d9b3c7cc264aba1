// Letters of a run are taken back: marked with time and reason. Their files and records stay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "ledger/ledger.hpp"

namespace engross {

struct Withdrawal {
  std::optional<std::vector<std::string>> keys;  // nothing: all that the run has issued
  Timestamp at;
  std::string because;
};

// How many were withdrawn; the manifests say so too. Errors: "ledger.because" (no reason), "ledger.not-issued" (a
// reference that the run did not issue, or that is withdrawn already; then none is), "ledger.unsettled" (the run was
// stopped: resume it first), "ledger.locked", those of Ledger::open(), "world.unwritable".
Result<std::size_t> withdraw(const RunFolder& folder, const Withdrawal& withdrawal, FileCalls& calls = system_calls());

}  // namespace engross
