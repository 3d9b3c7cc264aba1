// The letters that a run has issued, or all shards of one, to be made again one after the other: for the printer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assemble/remake.hpp"
#include "base/world.hpp"
#include "ledger/run_records.hpp"
#include "print_run/plan.hpp"

namespace engross {

class RunLetters {
 public:
  // Withdrawn letters are left out. Errors: those of Ledger::open() and of records; "batch.unfinished" (a run that has
  // not come to its end); "batch.not-alike" (folders of different runs: their letters were made with different
  // departments, templates or fonts); "batch.no-letters".
  static Result<RunLetters> open(World& world, const std::vector<RunFolder>& folders);

  const std::vector<PrintItem>& items() const { return items_; }
  const Department& department() const { return *workbench_->department; }
  const Workbench& workbench() const { return *workbench_; }
  // The day and the language of the file that they are printed in.
  const RunIdentity& identity() const { return identity_; }
  const std::string& language() const { return language_; }

  // As the item was issued. Errors: those of pages_again().
  Result<Pages> pages(std::size_t item, const OpenInk& open_ink);

 private:
  RunLetters(World& world, RunIdentity identity) : world_(&world), identity_(std::move(identity)) {}
  Result<void> add(const Ledger& ledger, std::optional<Record>& first);

  struct Place {
    RunFolder folder;
    LedgerLetter letter;
  };
  World* world_;
  RunIdentity identity_;
  std::unique_ptr<Workbench> workbench_;
  std::vector<PrintItem> items_;
  std::vector<Place> places_;  // of each item
  std::string language_;
};

}  // namespace engross
