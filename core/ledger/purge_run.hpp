// Personal data of letters that are old enough is taken out of the folder of a run; what proves the run stays.
#pragma once

#include <functional>

#include "ledger/ledger.hpp"
#include "record/purge_record.hpp"

namespace engross {

struct PurgedRun {
  std::size_t letters = 0;     // that were purged now
  std::size_t earlier = 0;     // that were purged before
  std::size_t files = 0;       // letters' files that went
  std::uint64_t bytes = 0;     // of those
  bool refused_cases = false;  // what was kept of refused cases went too
};

// In this order, so that whatever it is stopped at, what is left is sound and the next purge does the rest:
//
//   1. The ledger says which letters are purged, when and why.
//   2. Each file of records that has some is written again beside its name, synced and renamed. A line without personal
//      data is filled up with spaces to the length that it had: every line stays where the ledger says that it is.
//   3. The letters' files go. When no letter of the run is left whole, so does the file of refused cases; that of a run
//      without letters, when the run was made before the day.
//   4. Names of files that had more of the case than its reference become "letters/purged/<row>.pdf"; what was said of
//      refused cases goes with their file. Manifests are written again.
//   5. The ledger's log goes into its file, over the pages of before, and it says that the purge has ended.
//
// reconcile() proves such a run as before, tells how many letters are purged, and names what a purge that was stopped
// has left. `visit` is told of each letter beforehand. With a dry run nothing is written. Errors: "ledger.unsettled"
// (the run has not ended: resume it first), "ledger.locked", "ledger.busy" (somebody reads the ledger: purge
// again), "record.damaged", "ledger.purge" (a line would be longer without what is purged than with it), those of
// Ledger::open(), "world.unwritable".
Result<PurgedRun> purge_run(const RunFolder& folder, const PurgeOrder& order,
                            const std::function<void(const LedgerLetter&, const Record&)>& visit = {},
                            FileCalls& calls = system_calls());

// What a letter's file is called in the ledger once it is purged: the name that it had when that is the reference
// alone.
std::string purged_name(const LedgerLetter& letter);

// A line of records as a purge leaves it, as long as it was. Errors: those of read_record_line(), "ledger.purge".
Result<std::string> purged_line(std::string_view line, const RecordedPurge& purge, const std::string& file);

}  // namespace engross
