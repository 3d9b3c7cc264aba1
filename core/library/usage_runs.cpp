// In: a run. Out: how often it used each paragraph, from the lines that it has written since it was last looked at.
// Refuses: records that end before the ledger says.
#include <SQLiteCpp/Statement.h>

#include <map>
#include <set>

#include "ledger/record_line.hpp"
#include "ledger/run_lines.hpp"
#include "library/recorded_use.hpp"
#include "library/usage_reading.hpp"

namespace engross {
namespace {

// What a run has recorded since it was last looked at.
class RunReading {
 public:
  RunReading(SQLite::Database& sqlite, const RegisteredRuns::Opened& run) : sqlite_(sqlite), run_(run) {}

  // Its number, when it could be read.
  Result<std::int64_t> bring_up_to_date() {
    const auto end = run_.ledger.records_end();
    if (!end) return fail(end.error());
    find();
    const std::uint64_t end_bytes = end->bytes;
    if (end->file < from_.file || (end->file == from_.file && end_bytes < from_.offset)) begin_again();
    if (end->file == from_.file && end_bytes == from_.offset) return n_;
    auto read = each_record_line(run_.folder, from_, *end, [&](const RecordPlace&, std::string_view line) {
      const auto letter = uses_in_line(line);
      return letter ? add(*letter) : add_read(line);
    });
    if (!read) return fail(std::move(read.error()));
    write(*end);
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
      if (row.getColumn(3).getString() == identity) return;
      begin_again();  // another run in the same folder
      SQLite::Statement is(sqlite_, "UPDATE run SET identity = ? WHERE n = ?");
      is.bind(1, identity);
      is.bind(2, n_);
      is.exec();
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
    SQLite::Statement forget(sqlite_, "DELETE FROM run_use WHERE run = ?");
    forget.bind(1, n_);
    forget.exec();
  }

  Result<void> add(const LetterUses& letter) {
    std::set<std::string_view> once;
    for (const RecordedUse& use : letter.uses) {
      if (!once.insert(use.id).second) continue;
      Tally& tally = tallies_[{letter.department, use.id}];
      ++tally.letters;
      tally.last = std::max(tally.last, letter.date.iso());
    }
    return {};
  }
  Result<void> add_read(std::string_view line) {
    auto read = read_record_line(make_source("a line of records", std::string(line)));
    if (!read) return fail(std::move(read.error()));
    return add(uses_of(read->record));
  }

  void write(const RecordsEnd& end) {
    SQLite::Statement add(sqlite_,
                          "INSERT INTO run_use VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                          "letters = letters + excluded.letters, last = max(last, excluded.last)");
    for (const auto& [key, tally] : tallies_) {
      add.bind(1, key.first);
      add.bind(2, key.second);
      add.bind(3, n_);
      add.bind(4, static_cast<std::int64_t>(tally.letters));
      add.bind(5, tally.last);
      add.exec();
      add.reset();
    }
    SQLite::Statement until(sqlite_, "UPDATE run SET file = ?, offset = ? WHERE n = ?");
    until.bind(1, static_cast<std::int64_t>(end.file));
    until.bind(2, static_cast<std::int64_t>(end.bytes));
    until.bind(3, n_);
    until.exec();
  }

  struct Tally {
    std::size_t letters = 0;
    std::string last;
  };
  SQLite::Database& sqlite_;
  const RegisteredRuns::Opened& run_;
  std::int64_t n_ = 0;
  LinesFrom from_;
  std::map<std::pair<std::string, std::string>, Tally> tallies_;
};

}  // namespace

Result<std::int64_t> read_run_records(SQLite::Database& sqlite, const RegisteredRuns::Opened& run) {
  return RunReading(sqlite, run).bring_up_to_date();
}

}  // namespace engross
