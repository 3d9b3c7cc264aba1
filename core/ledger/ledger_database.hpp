// What a Ledger holds, for the files that make it up. Private to this room.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>

#include "ledger/ledger.hpp"

namespace engross {

struct Ledger::Database {
  Database(RunFolder where, int flags, FileCalls& by) : Database(where, where.ledger().string(), flags, by) {}
  Database(RunFolder where, const std::string& name, int flags, FileCalls& by)
      : folder(std::move(where)), calls(&by), sqlite(name, flags, busy_milliseconds) {}

  static constexpr int busy_milliseconds = 10'000;
  RunFolder folder;
  FileCalls* calls;
  SQLite::Database sqlite;
  RunIdentity identity;
  bool has_purges = false;  // only ledgers of which something was purged have the tables for it
  // Prepared once: a group runs each some hundred times.
  std::optional<SQLite::Statement> add_letter, add_refused, mark_issued, find_key;
};

inline std::int64_t signed_of(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

// Ready for new values, also after a step that failed: its error is that step's, and was told then.
inline SQLite::Statement& renewed(std::optional<SQLite::Statement>& statement) {
  statement->tryReset();
  return *statement;
}

}  // namespace engross
