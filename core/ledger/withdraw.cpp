// In: a run, references and a reason. Out: letters marked as withdrawn, and manifests that say so.
// Refuses: to withdraw without a reason, what was not issued, and in a run that was stopped half way.
#include "ledger/withdraw.hpp"

#include <fmt/format.h>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "ledger/manifest.hpp"

namespace engross {

Result<std::size_t> withdraw(const RunFolder& folder, const Withdrawal& withdrawal, FileCalls& calls) {
  const std::string because = shown(trim(withdrawal.because));
  if (because.empty())
    return fail(error("ledger.because", {}, "letters are withdrawn only for a reason", {"add --because \"…\""}));
  if (!is_run(folder)) {
    auto none = Ledger::open(folder, Ledger::Access::read);
    return fail(std::move(none.error()));
  }
  const auto lock = RunLock::take(folder, calls);
  if (!lock) return fail(lock.error());
  auto ledger = Ledger::open(folder, Ledger::Access::write, calls);
  if (!ledger) return fail(std::move(ledger.error()));
  const auto rows = ledger->rows();
  if (!rows) return fail(rows.error());
  if (!*rows)
    return fail(error("ledger.unsettled", {}, fmt::format("the run {} has not ended", folder.root().string()),
                      {"resume it first: --resume"}));
  auto marked = ledger->withdraw(withdrawal.keys, withdrawal.at.rfc3339(), because);
  if (!marked) return marked;
  if (auto finished = ledger->finish(**rows); !finished) return fail(std::move(finished.error()));
  if (auto written = write_manifests(*ledger, calls); !written) return fail(std::move(written.error()));
  return marked;
}

}  // namespace engross
