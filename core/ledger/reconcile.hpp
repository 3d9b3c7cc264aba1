// Whether the ledgers of a run, or of all its shards, its files, its records and its export agree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "ledger/ledger.hpp"

namespace engross {

// The export once more: each of its rows in order, with the case's reference and the SHA-256 of the case as JSON (empty
// when the row is no case).
using TakeRow = std::function<Result<void>(std::size_t row, const std::string& key, const std::string& case_sha256)>;
using ReadExportAgain = std::function<Result<void>(const TakeRow& take)>;

// One way in which something does not agree, with how often and the first places.
struct Disagreement {
  std::string code;     // "reconcile.file-differs"; docs/ledger.md has all of them
  std::string message;  // "letters whose file has other bytes"
  std::size_t count = 0;
  std::vector<std::string> examples;
};

struct ReconciledRun {
  std::string folder;
  std::size_t shard = 1, shards = 1;
  LedgerCounts counts;
};

struct Reconciliation {
  std::vector<ReconciledRun> runs;
  LedgerCounts total;
  std::optional<std::size_t> rows;  // of the export, when all ledgers know it
  std::vector<Disagreement> disagreements;
  bool agrees() const { return disagreements.empty(); }
};

// Every file, record and row is looked at; what it takes of memory is a bit for each row. Errors: those of
// Ledger::open(), "ledger.locked" (a run is at work), those of reading the export; what does not agree is no error.
Result<Reconciliation> reconcile(World& world, const std::vector<RunFolder>& folders,
                                 const ReadExportAgain& read_export = {});

}  // namespace engross
