// What a UsageIndex reads of a store and of runs into its tables. Private to this room.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "ledger/registered_runs.hpp"
#include "record/store.hpp"

namespace engross {

// The folders of records; those that have changed are read again. Warnings: records that are damaged.
Result<Diagnostics> read_record_folders(SQLite::Database& sqlite, const Store& store);

// What a run has recorded since it was last looked at; its number in the table.
Result<std::int64_t> read_run_records(SQLite::Database& sqlite, const RegisteredRuns::Opened& run);

inline Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

}  // namespace engross
