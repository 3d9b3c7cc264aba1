// What is left for others when a run has come to its end: refused cases to be corrected, a summary, and a mark that the
// folder may be picked up.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/world.hpp"
#include "exports/export.hpp"
#include "ledger/ledger.hpp"

namespace engross {

struct RunSummary {
  LedgerCounts counts;
  std::size_t rows = 0;                           // of the export; other shards' among them
  std::map<std::string, std::size_t> refused_by;  // by code of the first diagnostic
  std::string refused_file;                       // "refused.csv"; empty when no case was refused

  Value value(const RunIdentity& identity) const;  // docs/schemas/run-summary.schema.json
};

// manifest.csv and manifest.jsonl (ledger/manifest.hpp); refused.csv or refused.jsonl, the refused rows of the export
// in their order with the reason of each; summary.json; last of all DONE, which names the manifest's SHA-256. Each is
// there whole or not at all, and written again when the run is wrapped up again. `open` gives the export from its
// beginning. Errors: those of the export, the ledger and the world.
Result<RunSummary> wrap_up(World& world, const Ledger& ledger,
                           const std::function<Result<std::unique_ptr<Export>>()>& open);

// The summary again, when letters were withdrawn; nothing where there is none. Errors: those of the ledger and the
// world.
Result<void> sum_up_again(World& world, const Ledger& ledger);

}  // namespace engross
