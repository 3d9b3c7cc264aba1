// A run is begun, or gone on with.
#pragma once

#include "ledger/ledger.hpp"
#include "ledger/settle.hpp"

namespace engross {

struct OpenRun {
  RunLock lock;
  Ledger ledger;
  Settled settled;  // nothing in a run that begins
};

// Whether a run could begin in the folder, so that nobody is asked for a key in vain; begin_run() asks again. Errors:
// "ledger.exists", "ledger.not-empty", "world.unreadable".
Result<void> may_begin_run(const RunFolder& folder);

// The folder is made when it is not there. Errors: "ledger.exists" (a run is there: resume it), "ledger.not-empty"
// (something else is), "ledger.locked", "world.unwritable".
Result<OpenRun> begin_run(const RunFolder& folder, const RunIdentity& identity, FileCalls& calls = system_calls());

// What was left half done is settled. Errors besides those of Ledger::open() and settle(): "ledger.locked",
// "ledger.other-run".
Result<OpenRun> resume_run(const RunFolder& folder, const RunIdentity& identity, FileCalls& calls = system_calls());

}  // namespace engross
