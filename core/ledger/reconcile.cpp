// In: the folders of a run's shards, and its export. Out: what does not agree.
// Refuses: folders without a ledger, and runs that are at work.
#include "ledger/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/disagreements.hpp"
#include "ledger/reconcile_folder.hpp"

namespace engross {
namespace {

class Reconciler {
 public:
  explicit Reconciler(World& world) : world_(world) {}

  Result<void> open(const std::vector<RunFolder>& folders) {
    for (const RunFolder& folder : folders) {
      if (auto idle = RunLock::is_free(folder); !idle) return idle;
      auto ledger = Ledger::open(folder, Ledger::Access::read);
      if (!ledger) return fail(std::move(ledger.error()));
      const auto counts = ledger->counts();
      if (!counts) return fail(counts.error());
      found_.runs.push_back({.folder = folder.root().string(),
                             .shard = ledger->identity().shard,
                             .shards = ledger->identity().shards,
                             .counts = *counts});
      add(*counts);
      ledgers_.push_back(std::move(*ledger));
    }
    return {};
  }

  Result<Reconciliation> reconcile(const ReadExportAgain& read_export) {
    same_run();
    all_shards();
    if (auto known = rows_known(); !known) return fail(std::move(known.error()));
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
      if (auto looked = reconcile_folder(world_, ledgers_[i], not_agreeing_); !looked)
        return fail(std::move(looked.error()));
      if (auto looked = ends_of(i); !looked) return fail(std::move(looked.error()));
    }
    if (read_export)
      if (auto read = against_export(read_export); !read) return fail(std::move(read.error()));
    rows_without_end();
    found_.disagreements = not_agreeing_.take();
    return std::move(found_);
  }

 private:
  void add(const LedgerCounts& counts) {
    LedgerCounts& total = found_.total;
    total.prepared += counts.prepared;
    total.issued += counts.issued;
    total.withdrawn += counts.withdrawn;
    total.refused += counts.refused;
    total.bytes += counts.bytes;
    total.pages += counts.pages;
    total.purged += counts.purged;
  }

  void same_run() {
    const RunIdentity& first = ledgers_.front().identity();
    for (const Ledger& ledger : ledgers_)
      if (ledger.identity().canonical() != first.canonical())
        not_agreeing_.add(Disagreements::other_run,
                          fmt::format("{}: {}", ledger.folder().root().string(),
                                      fmt::join(differences(first, ledger.identity()), "; ")));
  }

  void all_shards() {
    const std::size_t shards = ledgers_.front().identity().shards;
    std::vector<std::size_t> given;
    for (const Ledger& ledger : ledgers_) {
      const std::size_t shard = ledger.identity().shard;
      if (std::ranges::find(given, shard) != given.end() || shard < 1 || shard > shards)
        not_agreeing_.add(Disagreements::shard_twice,
                          fmt::format("{} is shard {} of {}", ledger.folder().root().string(), shard, shards));
      given.push_back(shard);
    }
    // A made up number of shards must not keep us here for ever.
    constexpr std::size_t most_shards = 1'000'000;
    for (std::size_t shard = 1; shard <= std::min(shards, most_shards); ++shard)
      if (std::ranges::find(given, shard) == given.end())
        not_agreeing_.add(Disagreements::shard_missing, fmt::format("shard {} of {}", shard, shards));
  }

  Result<void> rows_known() {
    for (const Ledger& ledger : ledgers_) {
      const auto rows = ledger.rows();
      if (!rows) return fail(rows.error());
      const std::string folder = ledger.folder().root().string();
      if (!*rows)
        not_agreeing_.add(Disagreements::not_ended, folder);
      else if (found_.rows && *found_.rows != **rows)
        not_agreeing_.add(Disagreements::rows_differ, fmt::format("{} read {} rows, {} {}", folder, **rows,
                                                                  found_.runs.front().folder, *found_.rows));
      else
        found_.rows = **rows;
    }
    return {};
  }

  // Each row has one end, in one of the ledgers.
  Result<void> ends_of(std::size_t which) {
    const Ledger& ledger = ledgers_[which];
    const std::string folder = ledger.folder().root().string();
    auto letters = ledger.each_letter([&](const LedgerLetter& letter) -> Result<void> {
      if (letter.state == LetterState::prepared)
        not_agreeing_.add(Disagreements::prepared, fmt::format("row {}, {}, of {}", letter.row, letter.key, folder));
      has_end(letter.row, letter.key, folder);
      return only_here(which, letter);
    });
    if (!letters) return letters;
    return ledger.each_refused([&](const RefusedCase& refused) -> Result<void> {
      has_end(refused.row, refused.key, folder);
      return {};
    });
  }

  void has_end(std::size_t row, const std::string& key, const std::string& folder) {
    if (row < 1 || row > found_.rows.value_or(most_rows)) {
      not_agreeing_.add(Disagreements::beyond_export, fmt::format("row {}, {}, of {}", row, key, folder));
      return;
    }
    if (ended_.size() <= row) ended_.resize(std::max(row + 1, ended_.size() * 2));
    if (ended_[row]) not_agreeing_.add(Disagreements::two_ends, fmt::format("row {}, {}, of {}", row, key, folder));
    ended_[row] = true;
  }

  Result<void> only_here(std::size_t which, const LedgerLetter& letter) {
    for (std::size_t i = 0; i < which; ++i) {
      const auto other = ledgers_[i].find(letter.key);
      if (!other) return fail(other.error());
      if (*other)
        not_agreeing_.add(Disagreements::key_twice,
                          fmt::format("{}: row {} of {}, row {} of {}", letter.key, (*other)->row,
                                      found_.runs[i].folder, letter.row, found_.runs[which].folder));
    }
    return {};
  }

  void rows_without_end() {
    if (!found_.rows) return;
    for (std::size_t row = 1; row <= *found_.rows; ++row)
      if (row >= ended_.size() || !ended_[row]) not_agreeing_.add(Disagreements::no_end, fmt::format("row {}", row));
  }

  Result<void> against_export(const ReadExportAgain& read_export) {
    std::size_t rows = 0;
    auto read =
        read_export([&](std::size_t row, const std::string& key, const std::string& case_sha256) -> Result<void> {
          rows = std::max(rows, row);
          for (const Ledger& ledger : ledgers_) {
            const auto end = ledger.end_of(row);
            if (!end) return fail(end.error());
            if (end->open()) continue;
            const std::string& its_key = end->letter ? end->letter->key : end->refused->key;
            const std::string& its_hash = end->letter ? end->letter->case_sha256 : end->refused->case_sha256;
            if (its_key != key || its_hash != case_sha256)
              not_agreeing_.add(Disagreements::case_differs,
                                fmt::format("row {} is {} in the export, {} in the ledger", row, key, its_key));
          }
          return {};
        });
    if (!read) return read;
    if (found_.rows && rows != *found_.rows)
      not_agreeing_.add(Disagreements::rows_differ,
                        fmt::format("the export has {} rows, the ledger knows of {}", rows, *found_.rows));
    found_.rows = std::max(rows, found_.rows.value_or(0));
    return {};
  }

  World& world_;
  std::vector<Ledger> ledgers_;
  std::vector<bool> ended_;  // by row
  Reconciliation found_;
  Disagreements not_agreeing_;
};

}  // namespace

Result<Reconciliation> reconcile(World& world, const std::vector<RunFolder>& folders,
                                 const ReadExportAgain& read_export) {
  if (folders.empty())
    return fail(
        error("ledger.missing", {}, "no folder of a run was named", {"name the folders that batch wrote into"}));
  Reconciler reconciler(world);
  if (auto opened = reconciler.open(folders); !opened) return fail(std::move(opened.error()));
  return reconciler.reconcile(read_export);
}

}  // namespace engross
