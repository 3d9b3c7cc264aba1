// In: a run, references and a reason. Out: letters marked as withdrawn, and manifests that say so.
// Refuses: to withdraw without a reason, what was not issued, and in a run that was stopped half way.
#include "ledger/withdraw.hpp"

#include "base/shown.hpp"
#include "base/text.hpp"
#include "ledger/ended_run.hpp"
#include "ledger/manifest.hpp"

namespace engross {

Result<std::size_t> withdraw(const RunFolder& folder, const Withdrawal& withdrawal, FileCalls& calls) {
  const std::string because = shown(trim(withdrawal.because));
  if (because.empty())
    return fail(error("ledger.because", {}, "letters are withdrawn only for a reason", {"add --because \"…\""}));
  auto run = hold_ended_run(folder, Ledger::Access::write, calls);
  if (!run) return fail(std::move(run.error()));
  auto marked = run->ledger.withdraw(withdrawal.keys, withdrawal.at.rfc3339(), because);
  if (!marked) return marked;
  if (auto finished = run->ledger.finish(run->rows); !finished) return fail(std::move(finished.error()));
  if (auto written = write_manifests(run->ledger, calls); !written) return fail(std::move(written.error()));
  return marked;
}

}  // namespace engross
