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
  std::string because;     // required to issue again
  SourceRef approvals{};   // the file beside the draft; null when there is none
  bool overwrite = false;  // a file that has the output's name already; else it is "world.exists"
};

// What the record of this letter says; its files are named when they are kept.
Record record_of(const Workbench& workbench, const Reply& reply, const IssueOrder& order, const Finished& finished);

// Everything that stands against the letter itself, so that nobody is asked for a key in vain: what the workbench has
// against the department, the findings of severity error, "issue.because", "store.issued-before", "store.not-issued",
// and those of approvals_allow(). issue() asks again.
Result<void> may_go_out(const Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order);

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
