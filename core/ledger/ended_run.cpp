// In: the folder of a run. Out: its ledger, with nobody else at work in it.
// Refuses: folders without a run, runs that somebody is at, runs that were stopped half way.
#include "ledger/ended_run.hpp"

#include <fmt/format.h>

namespace engross {

Result<EndedRun> hold_ended_run(const RunFolder& folder, Ledger::Access access, FileCalls& calls) {
  if (!is_run(folder)) {
    auto none = Ledger::open(folder, Ledger::Access::read);
    return fail(std::move(none.error()));
  }
  auto lock = RunLock::take(folder, calls);
  if (!lock) return fail(std::move(lock.error()));
  auto ledger = Ledger::open(folder, access, calls);
  if (!ledger) return fail(std::move(ledger.error()));
  const auto rows = ledger->rows();
  if (!rows) return fail(rows.error());
  if (!*rows)
    return fail(error("ledger.unsettled", {}, fmt::format("the run {} has not ended", folder.root().string()),
                      {"resume it first: --resume"}));
  return EndedRun{.lock = std::move(*lock), .ledger = std::move(*ledger), .rows = **rows};
}

}  // namespace engross
