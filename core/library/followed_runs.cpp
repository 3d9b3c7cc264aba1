// In: the runs of a store, and up to where they were read. Out: the lines that were written since, handed over.
// Refuses: records that end before the ledger says.
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Statement.h>

#include "ledger/run_lines.hpp"
#include "library/record_follower.hpp"

namespace engross {
namespace {

class RunFollowing {
 public:
  RunFollowing(SQLite::Database& sqlite, const RegisteredRuns::Opened& run, RecordReceiver& to)
      : sqlite_(sqlite), run_(run), to_(to) {}

  // Its number, when it could be read.
  Result<std::int64_t> bring_up_to_date() {
    const auto end = run_.ledger.records_end();
    if (!end) return fail(end.error());
    SQLite::Savepoint unless_it_fails(sqlite_, "run");
    find();
    const auto goes_on = to_.begin_run(n_, run_);
    if (!goes_on) return fail(goes_on.error());
    const bool is_shorter = end->file < from_.file || (end->file == from_.file && end->bytes < from_.offset);
    if (is_other_ || is_shorter || !*goes_on) begin_again();
    if (end->file != from_.file || end->bytes != from_.offset) {
      auto read = each_record_line(run_.folder, from_, *end, [&](const RecordPlace&, std::string_view line) {
        return to_.take_line(n_, run_, line);
      });
      if (!read) return fail(std::move(read.error()));
      to_.end_run(n_);
      set_place(*end);
    }
    unless_it_fails.release();
    return n_;
  }

 private:
  void find() {
    const std::string root = run_.folder.root().string(), identity = run_.ledger.identity().sha256();
    SQLite::Statement row(sqlite_, "SELECT n, file, offset, identity FROM run WHERE root = ?");
    row.bind(1, root);
    if (row.executeStep()) {
      n_ = row.getColumn(0).getInt64();
      from_ = {.file = static_cast<std::size_t>(row.getColumn(1).getInt64()),
               .offset = static_cast<std::uint64_t>(row.getColumn(2).getInt64())};
      is_other_ = row.getColumn(3).getString() != identity;
      return;
    }
    SQLite::Statement add(sqlite_, "INSERT INTO run(root, identity, file, offset) VALUES (?, ?, 1, 0)");
    add.bind(1, root);
    add.bind(2, identity);
    add.exec();
    n_ = sqlite_.getLastInsertRowid();
  }

  void begin_again() {
    from_ = {};
    SQLite::Statement is(sqlite_, "UPDATE run SET identity = ?, file = 1, offset = 0 WHERE n = ?");
    is.bind(1, run_.ledger.identity().sha256());
    is.bind(2, n_);
    is.exec();
    to_.forget_run(n_);
  }

  void set_place(const RecordsEnd& end) {
    SQLite::Statement until(sqlite_, "UPDATE run SET file = ?, offset = ? WHERE n = ?");
    until.bind(1, static_cast<std::int64_t>(end.file));
    until.bind(2, static_cast<std::int64_t>(end.bytes));
    until.bind(3, n_);
    until.exec();
  }

  SQLite::Database& sqlite_;
  const RegisteredRuns::Opened& run_;
  RecordReceiver& to_;
  std::int64_t n_ = 0;
  LinesFrom from_;
  bool is_other_ = false;  // another run in the same folder
};

}  // namespace

Result<std::int64_t> follow_run(SQLite::Database& sqlite, const RegisteredRuns::Opened& run, RecordReceiver& to) {
  return RunFollowing(sqlite, run, to).bring_up_to_date();
}

Result<Followed> follow_records(SQLite::Database& sqlite, const Store& store, const RegisteredRuns& runs,
                                RecordReceiver& to) {
  auto faults = follow_folders(sqlite, store, to);
  if (!faults) return fail(std::move(faults.error()));
  Followed followed{.faults = std::move(*faults), .runs = {}};
  for (const RegisteredRuns::Opened& run : runs.runs()) {
    const auto n = follow_run(sqlite, run, to);
    followed.runs.push_back(n.value_or(0));
    if (!n) append(followed.faults, as_warnings(n.error()));
  }
  return followed;
}

}  // namespace engross
