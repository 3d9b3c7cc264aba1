// Everything that a batch needs before its first worker is born: the export, the department, the identity of the run.
#pragma once

#include <memory>
#include <vector>

#include "batch/crew.hpp"
#include "batch/docket.hpp"
#include "batch/worker.hpp"
#include "batch_options.hpp"
#include "commands.hpp"
#include "ledger/run_identity.hpp"
#include "session.hpp"

namespace engross::cli {

struct BatchSetup {
  ExportSource source;
  Shard shard;
  FileNames names;
  Repeated recipients = Repeated::allow;
  std::string department;                // as it is found: an id or a path
  std::unique_ptr<Workbench> workbench;  // without code: each worker opens its own
  std::vector<LetterPart> shared;        // what all letters are made of
  RunIdentity identity;
  bool approved = false;        // as take_approvals() says
  SeenLetters seen;             // letters that must be made as they were seen
  std::optional<Timestamp> at;  // of --at, in the department's zone
};

// `today`: the day that a run which is resumed believes in, unless --today says it. Errors: those of the export and its
// mapping, "options.shard", "options.name", "batch.no-case" (an export without one from which the department would be
// known), those of opening the department, and what stands against issuing its letters.
Result<BatchSetup> set_up(const Session& session, const BatchCommand& command, std::optional<Date> today);

// What every worker makes letters with: signed ones when the command says so and `with_key`.
WorkerKit kit_of(Program& program, const BatchCommand& command, BatchSetup& setup, bool with_key);
// Workers are born from here on. `kit` and what it was made from must outlive the crew. Errors: "isolation.start".
Result<std::unique_ptr<Crew>> make_crew(Program& program, const BatchCommand& command, WorkerKit& kit);

}  // namespace engross::cli
