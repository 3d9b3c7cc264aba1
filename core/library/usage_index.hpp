// In how many letters each paragraph was used, and when last: read from the records of a store and of the runs that
// are registered with it, and remembered in the user's folder of caches, so that only what is new must be read.
//
// It holds no personal data: departments, ids of paragraphs, numbers and dates; and the names of the records' folders,
// to see which have changed.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "ledger/registered_runs.hpp"
#include "record/store.hpp"

namespace engross {

struct Usage {
  std::size_t letters = 0;   // those that were issued again count once, those that were withdrawn count
  std::optional<Date> last;  // the date of the latest of them
};

class UsageIndex {
 public:
  // An empty folder: it is made in memory, from all records. A file there that does not read is made anew. Errors:
  // "search.index" (SQLite has no memory).
  static Result<UsageIndex> open(const std::filesystem::path& folder, const std::filesystem::path& store);
  UsageIndex(UsageIndex&&) noexcept;
  UsageIndex& operator=(UsageIndex&&) noexcept;
  ~UsageIndex();

  // Reads what was issued since it was last asked: folders of records that have changed, and the lines at the end of
  // each run. Warnings: records that are damaged are not counted, and runs that cannot be read (RegisteredRuns tells of
  // those too). Errors: "search.index" (the index cannot be read or written; open() makes a new one), those of listing
  // the store.
  Result<Diagnostics> bring_up_to_date(const Store& store, const RegisteredRuns& runs);

  // Of the letters of that department. Error: "search.index".
  Result<Usage> of(const std::string& department, const std::string& paragraph) const;

 private:
  struct Database;
  explicit UsageIndex(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace engross
