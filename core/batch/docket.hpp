// Which cases of an export are this run's to make now: not another shard's, not ended before, not twice.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "batch/file_names.hpp"
#include "batch/shard.hpp"
#include "exports/export.hpp"
#include "exports/seen_before.hpp"
#include "ledger/ledger.hpp"

namespace engross {

struct DocketOptions {
  Shard shard;
  FileNames names;
  Repeated recipients = Repeated::allow;
  // What stands against this reference outside the run: that it was issued before. Empty: nothing is asked.
  std::function<Result<void>(const std::string& reference)> may_issue{};
};

struct TakenCase {
  ExportedCase exported;
  std::string sha256;   // of the case's JSON; empty when there is none, as the next
  std::string file;     // where its letter will lie, relative to the run's folder
  Diagnostics against;  // why it is refused without being tried; told of the export
  Diagnostics notes;    // warnings
};

// How many rows went which way.
struct DocketCounts {
  std::size_t rows = 0;          // read
  std::size_t others = 0;        // another shard's
  std::size_t ended_before = 0;  // in an earlier part of this run
  std::size_t taken = 0;
};

class Docket {
 public:
  // `ledger` is read by this thread alone; null: nothing was made before. `scratch` is a folder for temporary indexes.
  // Errors: "exports.index".
  static Result<Docket> open(Export& cases, const Ledger* ledger, const std::filesystem::path& scratch,
                             DocketOptions options);

  // Nothing at the end. Errors: those of Export::next(), of the ledger and of the indexes. Against a case:
  // what is wrong with one that has no reference, "batch.twice" (which row has its reference), "batch.recipient" (which
  // row had the same person), its own faults, and what `may_issue` says.
  Result<std::optional<TakenCase>> next();

  // A case that was taken has its end: the ledger knows its letter, or there is none.
  void ended(const std::string& key, std::size_t row);

  const DocketCounts& counts() const { return counts_; }

 private:
  Docket(Export& cases, const Ledger* ledger, DocketOptions options, SeenBefore names)
      : cases_(&cases), ledger_(ledger), options_(std::move(options)), names_(std::move(names)) {}

  Result<bool> is_ours(TakenCase& taken);
  Result<bool> ended_before(const ExportedCase& exported) const;
  struct First {
    std::size_t row = 0;
    bool same = false;
  };
  Result<std::optional<First>> first_with_key(const TakenCase& taken);
  Result<void> judge_key(TakenCase& taken);
  Result<void> judge_recipient(TakenCase& taken);
  Result<std::string> file_of(const ExportedCase& exported);

  Export* cases_;
  const Ledger* ledger_;
  DocketOptions options_;
  SeenBefore names_;
  std::optional<SeenBefore> recipients_;
  std::optional<SeenBefore> keys_;  // where there is no ledger that would tell
  std::size_t last_ended_ = 0;      // no row after this one has an end
  std::map<std::string, std::pair<std::size_t, std::string>, std::less<>> open_;  // by key: row and case's hash
  DocketCounts counts_;
};

}  // namespace engross
