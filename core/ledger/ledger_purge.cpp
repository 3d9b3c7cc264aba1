// In: rows of letters whose personal data goes. Out: a ledger that says so, without what it had of them itself.
// Refuses nothing of its own.
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <cerrno>

#include "base/file_faults.hpp"
#include "ledger/ledger_database.hpp"
#include "ledger/ledger_errors.hpp"

namespace engross {
namespace {

// A ledger gets these with its first purge.
constexpr const char* tables = R"(
CREATE TABLE IF NOT EXISTS purges(
  n INTEGER PRIMARY KEY, before TEXT NOT NULL, at TEXT NOT NULL, because TEXT NOT NULL, ended INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS purged(row INTEGER PRIMARY KEY, purge INTEGER NOT NULL) STRICT;
)";

}  // namespace

Result<void> Ledger::begin_purge(const PurgeEntry& purge, const std::vector<std::size_t>& rows) {
  return asking(folder().ledger(), [&]() -> Result<void> {
    SQLite::Database& sqlite = database_->sqlite;
    SQLite::Transaction all(sqlite);
    sqlite.exec(tables);
    SQLite::Statement add_purge(sqlite, "INSERT INTO purges(before, at, because, ended) VALUES (?, ?, ?, 0)");
    add_purge.bindNoCopy(1, purge.before);
    add_purge.bindNoCopy(2, purge.at);
    add_purge.bindNoCopy(3, purge.because);
    add_purge.exec();
    const std::int64_t n = sqlite.getLastInsertRowid();
    SQLite::Statement add(sqlite, "INSERT INTO purged VALUES (?, ?)");
    for (const std::size_t row : rows) {
      add.bind(1, signed_of(row));
      add.bind(2, n);
      add.exec();
      add.reset();
    }
    if (database_->calls->commit() != 0) return fail(unwritable(folder().ledger(), errno));
    all.commit();
    database_->has_purges = true;
    database_->find_key.reset();  // it was prepared without them
    return {};
  });
}

Result<void> Ledger::blank_purged(Refused refused) {
  return asking(folder().ledger(), [&]() -> Result<void> {
    SQLite::Database& sqlite = database_->sqlite;
    SQLite::Transaction all(sqlite);
    sqlite.exec(
        "UPDATE letters SET file = 'letters/purged/' || row || '.pdf' WHERE row IN (SELECT row FROM purged) "
        "AND substr(file, -length(key) - 5) <> '/' || key || '.pdf'");
    if (refused == Refused::blank) sqlite.exec("UPDATE refused SET message = ''");
    if (database_->calls->commit() != 0) return fail(unwritable(folder().ledger(), errno));
    all.commit();
    return {};
  });
}

Result<void> Ledger::write_back() {
  return asking(folder().ledger(), [&]() -> Result<void> {
    constexpr int patience = 1'000;  // milliseconds; readers are short
    database_->sqlite.setBusyTimeout(patience);
    const bool busy = database_->sqlite.execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() != 0;
    if (busy) return fail(busy_ledger(folder().ledger()));
    return {};
  });
}

Result<bool> Ledger::has_words_of_refused() const {
  return asking(folder().ledger(), [&]() -> Result<bool> {
    return database_->sqlite.execAndGet("SELECT EXISTS (SELECT 1 FROM refused WHERE message <> '')").getInt() != 0;
  });
}

Result<void> Ledger::end_purges() {
  return asking(folder().ledger(), [&]() -> Result<void> {
    SQLite::Transaction all(database_->sqlite);
    database_->sqlite.exec("UPDATE purges SET ended = 1");
    if (database_->calls->commit() != 0) return fail(unwritable(folder().ledger(), errno));
    all.commit();
    return {};
  });
}

Result<bool> Ledger::has_open_purge() const {
  return asking(folder().ledger(), [&]() -> Result<bool> {
    return database_->has_purges &&
           database_->sqlite.execAndGet("SELECT count(*) FROM purges WHERE ended = 0").getInt() > 0;
  });
}

Result<std::size_t> Ledger::purges() const {
  return asking(folder().ledger(), [&]() -> Result<std::size_t> {
    if (!database_->has_purges) return std::size_t{0};
    return static_cast<std::size_t>(database_->sqlite.execAndGet("SELECT count(*) FROM purges").getInt64());
  });
}

}  // namespace engross
