// A batch that issues.
#pragma once

#include "batch_setup.hpp"
#include "commands.hpp"

namespace engross::cli {

// Begins the run, or goes on with it; wraps it up when every case has an end. Exit codes: 0, 1 and 3 as everywhere, 4
// when cases were refused, 130 when it was interrupted.
int run_batch(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup);

// The day that the run in the folder believes in; nothing when none is there. Errors: those of Ledger::open().
Result<std::optional<Date>> day_of_run(const std::string& folder);

}  // namespace engross::cli
