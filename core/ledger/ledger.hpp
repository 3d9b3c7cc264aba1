// The ledger of a run: what became of each case. An SQLite file; one process writes it, others read it meanwhile.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ledger/letters.hpp"
#include "ledger/run_folder.hpp"
#include "ledger/run_identity.hpp"

namespace engross {

// A ledger that says more is damaged.
constexpr std::size_t most_rows = std::size_t{1} << 33U;

// Where the records of a run end, as the ledger knows it.
struct RecordsEnd {
  std::size_t file = 1;   // the last one, from 1
  std::size_t lines = 0;  // in it
  std::uint64_t bytes = 0;
};

// One transaction of the group protocol.
struct LedgerEntry {
  const LetterGroup* group = nullptr;
  std::vector<RecordPlace> places;  // of the group's letters, in their order
  RecordsEnd records;               // after them
  std::vector<std::size_t> issued;  // rows that are under their final names for good
};

// Not to be used by two threads at once: each opens its own.
class Ledger {
 public:
  enum class Access : std::uint8_t { read, write };

  // Errors: "ledger.exists", "world.unwritable".
  static Result<Ledger> create(const RunFolder& folder, const RunIdentity& identity, FileCalls& calls);
  // Errors: "ledger.missing", "ledger.version" (an SQLite file of another program or another version of engross),
  // "ledger.damaged" (writing: after a look through the whole file), "ledger.busy", "world.unreadable".
  static Result<Ledger> open(const RunFolder& folder, Access access, FileCalls& calls = system_calls());
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  const RunFolder& folder() const;
  const RunIdentity& identity() const;
  // Error: "ledger.other-run", with each part that differs.
  Result<void> is_same_run(const RunIdentity& wanted) const;

  // The letter with that reference. Errors of this and all below: "ledger.damaged", "ledger.busy", "world.unreadable",
  // "world.unwritable".
  Result<std::optional<LedgerLetter>> find(const std::string& key) const;
  // One with those bytes: the first by row.
  Result<std::optional<LedgerLetter>> with_bytes(const std::string& sha256) const;
  // Whether a letter has that name.
  Result<bool> has_file(const std::string& file) const;
  // What became of a row: one of the two, or neither.
  struct End {
    std::optional<LedgerLetter> letter;
    std::optional<RefusedCase> refused;
    bool open() const { return !letter && !refused; }
  };
  Result<End> end_of(std::size_t row) const;
  // No row after this one has an end; 0 when none has.
  Result<std::size_t> last_row() const;
  Result<LedgerCounts> counts() const;
  // How many rows the export has; nothing until it was read to its end.
  Result<std::optional<std::size_t>> rows() const;
  Result<RecordsEnd> records_end() const;

  // By row, one after the other; what `visit` returns stops it when it is an error. The ledger is not to be changed
  // meanwhile by this connection.
  Result<void> each_letter(const std::function<Result<void>(const LedgerLetter&)>& visit) const;
  Result<void> each_refused(const std::function<Result<void>(const RefusedCase&)>& visit) const;
  Result<std::vector<LedgerLetter>> prepared() const;

  // At once or not at all, and on the disk when it returns. Error besides: "ledger.twice" (a row, a reference or a
  // file name that the run has already).
  Result<void> enter(const LedgerEntry& entry);
  // The export has `rows` rows and all have an end: the ledger finds letters by their bytes, and becomes one plain file
  // (not while another connection is open: close readers first).
  Result<void> finish(std::size_t rows);
  // Marks issued letters, all of them or those of `keys`, as taken back; how many. Error: "ledger.not-issued" (names a
  // reference that the run did not issue, or has withdrawn), and then none is marked.
  Result<std::size_t> withdraw(const std::optional<std::vector<std::string>>& keys, const std::string& at,
                               const std::string& because);

  // The letters of these rows are purged from now on; what that means is done after it (ledger/purge_run.hpp).
  struct PurgeEntry {
    std::string before, at, because;
  };
  Result<void> begin_purge(const PurgeEntry& purge, const std::vector<std::size_t>& rows);
  // Names of purged letters' files that may tell more than the reference; what was said of refused cases, on demand.
  // What was there before is overwritten in the file.
  enum class Refused : std::uint8_t { keep, blank };
  Result<void> blank_purged(Refused refused);
  // Whether it says of a refused case what was wrong with it.
  Result<bool> has_words_of_refused() const;
  // The file has what the log beside it has, and no page of before. Error: "ledger.busy" (another process reads).
  Result<void> write_back();
  // All that were begun are done.
  Result<void> end_purges();
  // Whether one was begun and not ended.
  Result<bool> has_open_purge() const;
  // How many were begun when the ledger was opened or after it; none, when there was none until then. Who remembers
  // lines of records reads them again when there are more.
  Result<std::size_t> purges() const;

 private:
  struct Database;
  explicit Ledger(std::unique_ptr<Database> database);
  static std::unique_ptr<Database> to_read(const RunFolder& folder, FileCalls& calls);
  std::unique_ptr<Database> database_;
};

}  // namespace engross
