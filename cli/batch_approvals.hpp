// Approvals of a batch: what is approved, and whether enough people have.
#pragma once

#include <string>
#include <vector>

#include "batch_setup.hpp"
#include "commands.hpp"
#include "signing/approvals.hpp"

namespace engross::cli {

// The batch as it is now, without samples; the export is read once. Errors: those of Export.
Result<ApprovedBatch> batch_to_approve(const BatchSetup& setup);

// Adds the letters that a person says yes to having seen: `wanted` cases, evenly spread, the same as --proofs shows.
// Cases that a run would refuse are left out, which `remarks` tell with what is to be said of the others. Errors: those
// of Export, "approvals.no-sample" (none of them could be issued).
Result<void> look_at_samples(BatchSetup& setup, std::size_t wanted, ApprovedBatch& batch, Diagnostics& remarks);

// Whether every letter that somebody saw is still the one that they saw. Errors: "approvals.sampled", and why such a
// letter cannot be made any more.
Result<void> are_as_they_were_seen(BatchSetup& setup, const SeenLetters& seen);

// Those that count, of people whom the department asks.
SeenLetters seen_by_approvers(const BatchSetup& setup, const ApprovedBatch& batch, const Approvals& approvals,
                              const Timestamp& at);

// Before anything is issued: the approvals that the department's policies ask for are there and hold, and the letters
// that were seen are made as they were. The file becomes part of the run and of its identity. Errors: those of
// approvals_for(), read_approvals() and check_approvals(), and of are_as_they_were_seen().
Result<void> take_approvals(const Session& session, const BatchCommand& command, BatchSetup& setup);

}  // namespace engross::cli
