// Which letters went to a correspondent before: read from the records of a store and of the runs that are registered
// with it, and remembered in the user's folder of caches, so that only what is new must be read. Who is the same
// correspondent: library/correspondent.hpp.
//
// The file holds no name and no address, but a keyed hash of both (HMAC-SHA-256; the key is made at random with the
// file and lies in it), beside references, dates, departments, templates and ids of paragraphs. It is for its owner
// alone: whoever reads it can try names and addresses that he has. Nothing is lost with it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "cases/case.hpp"
#include "ledger/registered_runs.hpp"
#include "record/store.hpp"

namespace engross {

// A letter that went to a correspondent before.
struct LetterBefore {
  std::string reference;
  int issue = 1;
  Date date = Date::from_days({});  // of the letter
  std::string department, template_name;
  std::vector<std::string> paragraphs;  // library ids in the letter's order, once each
  std::string run;                      // folder of the run that issued it; empty: it was issued alone
  bool operator==(const LetterBefore&) const = default;
};

class CorrespondenceIndex {
 public:
  // An empty folder: it is made in memory, from all records. A file there that does not read is made anew. Errors:
  // "search.index" (SQLite has no memory).
  static Result<CorrespondenceIndex> open(const std::filesystem::path& folder, const std::filesystem::path& store);
  // What is remembered of that store goes: after a purge nothing is to be left of a letter that nobody may ask for
  // again. Other users' caches forget it when they are asked next.
  static void forget(const std::filesystem::path& folder, const std::filesystem::path& store);
  CorrespondenceIndex(CorrespondenceIndex&&) noexcept;
  CorrespondenceIndex& operator=(CorrespondenceIndex&&) noexcept;
  ~CorrespondenceIndex();

  // Reads what was issued since it was last asked, and takes out what was purged since or is there no more: folders of
  // records that have changed, the lines at the end of each run, all of a run that was purged. While another process
  // does the same it waits, half a minute at most. Warnings, each time until it is put right: records and cases that
  // are damaged, whose letters are left out, and runs that cannot be read (RegisteredRuns tells of those too). Errors:
  // "search.index" (the index cannot be read or written; open() makes a new one), those of listing the store.
  Result<Diagnostics> bring_up_to_date(World& world, const Store& store, const RegisteredRuns& runs);

  // Oldest first, by date, then reference, as of the last bring_up_to_date(); none before that. Of a letter that was
  // issued again the last issue alone, and of the case's own reference none. None that was withdrawn or purged, or that
  // a run has not issued yet: the ledgers of runs are asked now. Empty, too, for a correspondent of whom the case does
  // not say enough. Errors: "search.index", those of Ledger::open() and Ledger::find().
  Result<std::vector<LetterBefore>> letters_to(const Case& letter) const;

 private:
  struct Database;
  explicit CorrespondenceIndex(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace engross
