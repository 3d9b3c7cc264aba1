// Reads what has changed among the records of a store and of its runs since an index last looked: folders of records by
// their stamps, runs by the place up to which they were read. Private to this room.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/registered_runs.hpp"
#include "record/store.hpp"

namespace engross {

// Where it is remembered what was read: tables of the index. `folder` is one below records/, `run` the folder of a run.
constexpr std::string_view follower_tables = R"(
CREATE TABLE folder(n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL) STRICT;
CREATE TABLE run(n INTEGER PRIMARY KEY, root TEXT NOT NULL UNIQUE, identity TEXT NOT NULL, file INTEGER NOT NULL,
  offset INTEGER NOT NULL) STRICT;
)";

// An index, to which records are handed; folders and runs by their numbers in those tables. SQLite's exceptions go
// through.
class RecordReceiver {
 public:
  virtual ~RecordReceiver() = default;

  // What the folder had before is forgotten.
  virtual void forget_folder(std::int64_t folder) = 0;
  // All records of the folder. False: it is handed over again next time, changed or not.
  virtual bool take_folder(std::int64_t folder, const StoredRecords& records) = 0;

  // Lines of a run may follow. False: what it had before holds no more; it is forgotten, and all lines come again.
  virtual Result<bool> begin_run(std::int64_t run, const RegisteredRuns::Opened& opened) = 0;
  virtual void forget_run(std::int64_t run) = 0;
  virtual Result<void> take_line(std::int64_t run, const RegisteredRuns::Opened& opened, std::string_view line) = 0;
  // That was all of them for now. It is not called after an error: then everything since begin_run() is undone in the
  // index, and comes again next time.
  virtual void end_run(std::int64_t run) = 0;
};

struct Followed {
  Diagnostics faults;              // warnings: damaged records, runs that could not be read
  std::vector<std::int64_t> runs;  // in their order; 0 for one that could not be read
};

// In one transaction of the caller's. Errors: those of listing the store.
Result<Followed> follow_records(SQLite::Database& sqlite, const Store& store, const RegisteredRuns& runs,
                                RecordReceiver& to);

// Its two halves.
Result<Diagnostics> follow_folders(SQLite::Database& sqlite, const Store& store, RecordReceiver& to);
Result<std::int64_t> follow_run(SQLite::Database& sqlite, const RegisteredRuns::Opened& run, RecordReceiver& to);

inline Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

}  // namespace engross
