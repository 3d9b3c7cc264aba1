// Issuing: the letter, its record, exactly once.
#pragma once

#include <filesystem>
#include <string>

#include "assemble/reply.hpp"
#include "assemble/seal.hpp"
#include "base/world.hpp"
#include "record/store.hpp"

namespace engross {

// The version that records carry; remaking a letter asks for the same.
std::string engine_version();

struct IssueOrder {
  std::filesystem::path output;
  Timestamp at;                // the moment of issue, as clocks of the department show it
  std::string shared_bundle;   // the shared templates, as the store keeps them
  const Hand* hand = nullptr;  // who signs it; null: nobody, and `unsigned_` must say that this is meant
  bool unsigned_ = false;
  Store::Again again = Store::Again::refuse;
  std::string because;             // required to issue again
  SourceRef approvals{};           // the file beside the draft; null when there is none
  bool in_approved_batch = false;  // the batch that it is of has the approvals that a letter alone would need
  bool overwrite = false;          // a file that has the output's name already; else it is "world.exists"
};

// What the record of this letter says; its files are named when they are kept.
Record record_of(const Workbench& workbench, const Reply& reply, const IssueOrder& order, const Finished& finished);

// Everything that stands against the letter itself, so that nobody is asked for a key in vain: what the workbench has
// against the department, the findings of severity error, and those of approvals_allow().
Result<void> may_go_out(Workbench& workbench, const Reply& reply, const IssueOrder& order);
// The same, and what the store has against it: "issue.because", "store.issued-before", "store.not-issued". issue() asks
// again.
Result<void> may_go_out(const Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order);

// A letter that is ready to go out; nothing of it is kept or written yet. A record names its files in this order, with
// the shared_parts() before the words.
struct ReadyLetter {
  Record record;  // but for its files and the number of the issue
  Finished finished;
  std::vector<LetterPart> inputs;  // what this letter alone is made of
  LetterPart words;                // what it says: the dump of its Letter
  std::vector<LetterPart> seal_parts;
};
// For a letter that may go out. Errors: "issue.unsigned", "issue.signatory", and those of the phases.
Result<ReadyLetter> make_ready(Workbench& workbench, const Reply& reply, const IssueOrder& order);

// What every letter of the workbench is made of.
std::vector<LetterPart> shared_parts(const Workbench& workbench, const std::string& shared_bundle);
// Keeps the parts, and names them. Errors: those of Store::keep(); after the first none is tried, for the store is the
// reason.
Result<void> keep(Store& store, const std::vector<LetterPart>& parts, std::vector<RecordedFile>& named);

struct Issued {
  Record record;
  Finished finished;
};

// Inputs are kept, the reference is claimed, then the file is written beside its final name and renamed; when that
// fails the claim is taken back. A crash in between leaves a record whose letter `records remake` makes again. Errors:
// the findings of severity error, "issue.unsigned" (the department does not allow it, or --unsigned was not said),
// "issue.signatory", "issue.because", those of approvals_allow(), "store.issued-before", "store.not-issued",
// "world.exists", and those of the phases.
Result<Issued> issue(World& world, Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order);

}  // namespace engross
