// A batch tried without issuing anything: its cases checked, or a few of its letters to look at.
#pragma once

#include "batch_setup.hpp"
#include "commands.hpp"

namespace engross::cli {

// --check: every case is read, mapped, composed and checked; nothing is written. Prints the first errors, how many
// there are of each kind, and what the run would take.
int check_batch(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup);

// --proofs N: proofs of N cases, evenly spread over the export, in the folder --out.
int make_proofs(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup);

}  // namespace engross::cli
