// In: an SQLite file. Out: whether it is a ledger, or a new one.
// Refuses: files of other programs and of other versions of the ledger, and those whose pages do not hold together.
#include "ledger/ledger_schema.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "ledger/ledger_errors.hpp"

namespace engross {
namespace {

constexpr int application = 0x656e6772;  // "engr"
constexpr int version = 1;

constexpr const char* schema = R"(
CREATE TABLE run(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  identity TEXT NOT NULL, identity_sha256 TEXT NOT NULL, shard INTEGER NOT NULL, shards INTEGER NOT NULL,
  rows INTEGER,
  record_file INTEGER NOT NULL, record_lines INTEGER NOT NULL, record_bytes INTEGER NOT NULL) STRICT;
CREATE TABLE letters(
  row INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE, state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3), case_sha256 TEXT NOT NULL,
  staged TEXT NOT NULL, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, pages INTEGER NOT NULL,
  record_file INTEGER NOT NULL, record_offset INTEGER NOT NULL, record_bytes INTEGER NOT NULL,
  withdrawn_at TEXT NOT NULL, because TEXT NOT NULL) STRICT;
CREATE TABLE refused(
  row INTEGER PRIMARY KEY,
  key TEXT NOT NULL, case_sha256 TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL) STRICT;
CREATE TRIGGER one_end_of_a_letter BEFORE INSERT ON letters WHEN EXISTS (SELECT 1 FROM refused WHERE row = new.row)
  BEGIN SELECT raise(ABORT, 'the row was refused'); END;
CREATE TRIGGER one_end_of_a_refusal BEFORE INSERT ON refused WHEN EXISTS (SELECT 1 FROM letters WHERE row = new.row)
  BEGIN SELECT raise(ABORT, 'the row has a letter'); END;
)";

}  // namespace

void prepare_to_write(SQLite::Database& sqlite) {
  sqlite.exec("PRAGMA journal_mode = WAL");
  sqlite.exec("PRAGMA synchronous = FULL");
  sqlite.exec("PRAGMA secure_delete = ON");  // what is deleted or moved leaves no copy, of which no purge would know
}

void make_schema(SQLite::Database& sqlite) {
  sqlite.exec(fmt::format("PRAGMA application_id = {}", application));
  sqlite.exec(fmt::format("PRAGMA user_version = {}", version));
  sqlite.exec(schema);
}

void into_one_file(SQLite::Database& sqlite) {
  sqlite.setBusyTimeout(0);  // readers keep their log, and nobody waits for them
  sqlite.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
  sqlite.tryExec("PRAGMA journal_mode = DELETE");
}

Result<void> is_our_ledger(const std::filesystem::path& file, SQLite::Database& sqlite) {
  // Tables of a file that somebody made up call no functions and change nothing behind our back.
  sqlite3_db_config(sqlite.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(sqlite.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const int found = sqlite.execAndGet("PRAGMA application_id").getInt();
  if (found != application)
    return fail(error("ledger.version", {},
                      fmt::format("{} is an SQLite file, but no ledger of engross", file.string()),
                      {"name the folder that engross batch wrote into (--out DIR)"}));
  const int other = sqlite.execAndGet("PRAGMA user_version").getInt();
  if (other == version) return {};
  return fail(
      error("ledger.version", {},
            fmt::format("{} is a ledger of version {}; this engross knows version {}", file.string(), other, version),
            {"use the engross that the run began with"}));
}

Result<void> is_sound(const std::filesystem::path& file, SQLite::Database& sqlite) {
  SQLite::Statement check(sqlite, "PRAGMA quick_check(1)");
  const std::string said = check.executeStep() ? check.getColumn(0).getString() : std::string("it says nothing");
  if (said == "ok") return {};
  return fail(damaged_ledger(file, said));
}

}  // namespace engross
