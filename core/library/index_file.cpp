// In: a folder of caches, and the place of a store. Out: the database that an index of that store is in, made when need
// be. Refuses nothing: what does not read is made anew, and without a folder it is made in memory.
#include "library/index_file.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Transaction.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/sha256.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

int number_in(SQLite::Database& sqlite, const char* pragma) {
  return sqlite.execAndGet(pragma).getInt();
}

bool is_ours(SQLite::Database& sqlite, const IndexForm& form) {
  if (number_in(sqlite, "PRAGMA application_id") != form.application) return false;
  if (number_in(sqlite, "PRAGMA user_version") == form.version) return true;
  throw SQLite::Exception("it is an index of another version", SQLITE_NOTADB);
}

void make_sound(SQLite::Database& sqlite, const IndexForm& form) {
  if (form.erases) sqlite.exec("PRAGMA secure_delete = ON");
  if (is_ours(sqlite, form)) return;
  SQLite::Transaction all(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
  if (is_ours(sqlite, form)) return;  // another process made it
  sqlite.exec(fmt::format("PRAGMA application_id = {}", form.application));
  sqlite.exec(fmt::format("PRAGMA user_version = {}", form.version));
  sqlite.exec(form.schema);
  all.commit();
}

fs::path file_for(const fs::path& folder, const fs::path& store, const IndexForm& form) {
  std::error_code code;
  if (folder.empty() || (!fs::create_directories(folder, code) && code)) return {};
  const fs::path whole = fs::weakly_canonical(store, code);
  return folder / (sha256_hex((code ? store : whole).string()).substr(0, 32) + std::string(form.ending));
}

}  // namespace

Result<IndexFile> IndexFile::open(const fs::path& folder, const fs::path& store, const IndexForm& form) {
  IndexFile index(form, file_for(folder, store, form));
  return index.ask([&]() -> Result<IndexFile> {
    try {
      index.open_here();
    } catch (const SQLite::Exception& why) {
      if (!is_damage(why)) index.file_.clear();
      index.make_anew();
    }
    return std::move(index);
  });
}

void IndexFile::forget(const fs::path& folder, const fs::path& store, const IndexForm& form) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) return;
  const fs::path file = file_for(folder, store, form);
  fs::remove(file, code);
  fs::remove(file.string() + "-journal", code);
}

void IndexFile::open_at(const std::string& name) {
  sqlite_ = std::make_unique<SQLite::Database>(name, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, form_->patience);
  make_sound(*sqlite_, *form_);
}

void IndexFile::open_here() {
  if (file_.empty()) return open_at(":memory:");
  // Where only its owner may look, as the store: there are references in it.
  const int made = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (made >= 0) ::close(made);
  open_at(file_.string());
}

// In its place, under SQLite's own locks: a file that goes while others have it open leaves them a journal of the same
// name as that of the next one.
void IndexFile::empty_file() const {
  sqlite3_db_config(sqlite_->getHandle(), SQLITE_DBCONFIG_RESET_DATABASE, 1, nullptr);
  const int code = sqlite_->tryExec("VACUUM");
  sqlite3_db_config(sqlite_->getHandle(), SQLITE_DBCONFIG_RESET_DATABASE, 0, nullptr);
  if (code != SQLITE_OK) throw SQLite::Exception(sqlite_->getHandle(), code);
}

void IndexFile::make_anew() {
  try {
    if (sqlite_ && !file_.empty()) {
      empty_file();
      return make_sound(*sqlite_, *form_);
    }
  } catch (const SQLite::Exception&) {
    sqlite_.reset();
  }
  file_.clear();
  open_here();
}

// Not that somebody else is at work, or that there is no room.
bool IndexFile::is_damage(const SQLite::Exception& why) {
  const int code = why.getErrorCode() & 0xFF;
  return code != SQLITE_BUSY && code != SQLITE_LOCKED && code != SQLITE_NOMEM && code != SQLITE_FULL;
}

Diagnostics IndexFile::gone_wrong(const SQLite::Exception& why) const {
  Diagnostics told = unreadable(why);
  try {
    if (is_damage(why) && !file_.empty()) empty_file();
  } catch (const SQLite::Exception&) {
    return told;  // the next to open it tries again
  }
  return told;
}

Diagnostics IndexFile::unreadable(const SQLite::Exception& why) const {
  return {error("search.index", {}, fmt::format("{} cannot be looked up: {}", form_->purpose, why.what()),
                {"search again: an index that does not read is made anew"})};
}

}  // namespace engross
