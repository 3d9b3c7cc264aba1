// In: entries of the group protocol, the end of a run, withdrawals. Out: the ledger, changed at once or not at all.
// Refuses: rows, references and file names that are there already, and to withdraw what was not issued.
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <cerrno>

#include "base/file_faults.hpp"
#include "ledger/ledger_database.hpp"
#include "ledger/ledger_errors.hpp"
#include "ledger/ledger_schema.hpp"

namespace engross {
namespace {

void bind_letter(SQLite::Statement& statement, const PreparedLetter& letter, const RecordPlace& place) {
  statement.bind(1, signed_of(letter.row));
  statement.bindNoCopy(2, letter.key);
  statement.bindNoCopy(3, letter.case_sha256);
  statement.bindNoCopy(4, letter.staged);
  statement.bindNoCopy(5, letter.file);
  statement.bindNoCopy(6, letter.sha256);
  statement.bind(7, signed_of(letter.bytes));
  statement.bind(8, signed_of(letter.pages));
  statement.bind(9, signed_of(place.file));
  statement.bind(10, signed_of(place.offset));
  statement.bind(11, signed_of(place.bytes));
}

}  // namespace

Result<void> Ledger::enter(const LedgerEntry& entry) {
  return asking(folder().ledger(), [&]() -> Result<void> {
    Database& to = *database_;
    if (!to.add_letter) {
      to.add_letter.emplace(to.sqlite, "INSERT INTO letters VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')");
      to.add_refused.emplace(to.sqlite, "INSERT INTO refused VALUES (?, ?, ?, ?, ?)");
      to.mark_issued.emplace(to.sqlite, "UPDATE letters SET state = 2 WHERE row = ? AND state = 1");
    }
    SQLite::Transaction all(to.sqlite);
    for (const std::size_t row : entry.issued) {
      SQLite::Statement& mark = renewed(to.mark_issued);
      mark.bind(1, signed_of(row));
      mark.exec();
    }
    if (entry.group != nullptr) {
      for (std::size_t i = 0; i < entry.group->letters.size(); ++i) {
        SQLite::Statement& add = renewed(to.add_letter);
        bind_letter(add, entry.group->letters[i], entry.places[i]);
        add.exec();
      }
      for (const RefusedCase& one : entry.group->refused) {
        SQLite::Statement& add = renewed(to.add_refused);
        add.bind(1, signed_of(one.row));
        add.bindNoCopy(2, one.key);
        add.bindNoCopy(3, one.case_sha256);
        add.bindNoCopy(4, one.code);
        add.bindNoCopy(5, one.message);
        add.exec();
      }
      SQLite::Statement end(to.sqlite, "UPDATE run SET record_file = ?, record_lines = ?, record_bytes = ?");
      end.bind(1, signed_of(entry.records.file));
      end.bind(2, signed_of(entry.records.lines));
      end.bind(3, signed_of(entry.records.bytes));
      end.exec();
    }
    if (to.calls->commit() != 0) return fail(unwritable(folder().ledger(), errno));
    all.commit();
    return {};
  });
}

Result<void> Ledger::finish(std::size_t rows) {
  return asking(folder().ledger(), [&]() -> Result<void> {
    SQLite::Database& sqlite = database_->sqlite;
    {
      SQLite::Transaction all(sqlite);
      SQLite::Statement end(sqlite, "UPDATE run SET rows = ?");
      end.bind(1, signed_of(rows));
      end.exec();
      sqlite.exec("CREATE INDEX IF NOT EXISTS letters_sha256 ON letters(sha256)");
      if (database_->calls->commit() != 0) return fail(unwritable(folder().ledger(), errno));
      all.commit();
    }
    into_one_file(sqlite);
    return {};
  });
}

Result<std::size_t> Ledger::withdraw(const std::optional<std::vector<std::string>>& keys, const std::string& at,
                                     const std::string& because) {
  return asking(folder().ledger(), [&]() -> Result<std::size_t> {
    const std::string set = "UPDATE letters SET state = 3, withdrawn_at = ?, because = ? WHERE state = 2";
    SQLite::Transaction all(database_->sqlite);
    SQLite::Statement mark(database_->sqlite, keys ? set + " AND key = ?" : set);
    mark.bindNoCopy(1, at);
    mark.bindNoCopy(2, because);
    std::size_t marked = 0;
    if (!keys) marked = static_cast<std::size_t>(mark.exec());
    for (const std::string& key : keys.value_or(std::vector<std::string>())) {
      mark.bindNoCopy(3, key);
      const int one = mark.exec();
      mark.reset();
      if (one != 1)
        return fail(
            error("ledger.not-issued", {},
                  fmt::format("{} has no letter {} that is issued and not withdrawn", folder().root().string(), key),
                  {"look at what there is: engross records list --store DIR", "none was withdrawn"}));
      ++marked;
    }
    if (database_->calls->commit() != 0) return fail(unwritable(folder().ledger(), errno));
    all.commit();
    return marked;
  });
}

}  // namespace engross
