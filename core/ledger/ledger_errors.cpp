// In: what SQLite said. Out: what a person can do about it.
// Refuses nothing.
#include "ledger/ledger_errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "base/file_faults.hpp"
#include "base/shown.hpp"

namespace engross {

Diagnostic damaged_ledger(const std::filesystem::path& file, std::string_view how) {
  return error("ledger.damaged", {}, fmt::format("the ledger {} is damaged: {}", file.string(), shown(how)),
               {"restore it from a backup; it is written only by engross",
                "the letters and records beside it are not touched by this"});
}

Diagnostic busy_ledger(const std::filesystem::path& file) {
  return error("ledger.busy", {}, fmt::format("another process uses the ledger {}", file.string()),
               {"wait until it has ended, and try again"});
}

Diagnostic of_ledger(const std::filesystem::path& file, const SQLite::Exception& why) {
  switch (why.getErrorCode() & 0xFF) {
    case SQLITE_FULL:
      return unwritable(file, ENOSPC);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return unwritable(file, EACCES);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return busy_ledger(file);
    case SQLITE_CANTOPEN:
      return error("world.unreadable", {}, fmt::format("cannot open the ledger {}", file.string()),
                   {"check that you may read it and write to its folder: a run that has not ended needs that"});
    case SQLITE_IOERR:
      return error("world.unwritable", {},
                   fmt::format("the disk failed under the ledger {}: {}", file.string(), why.getErrorStr()),
                   {"look after the disk; the run can be resumed after that"});
    case SQLITE_CONSTRAINT:
      return error("ledger.twice", {},
                   fmt::format("the ledger {} has that already: {}", file.string(), shown(why.what())),
                   {"each row, each reference and each file has one end in a run"});
    default:
      return damaged_ledger(file, why.what());
  }
}

Diagnostic ledger_exists(const std::filesystem::path& file) {
  return error("ledger.exists", {}, fmt::format("{} is there already", file.string()),
               {"go on with that run: --resume", "or choose another folder: --out DIR"});
}

}  // namespace engross
