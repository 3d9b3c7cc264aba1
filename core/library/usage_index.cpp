// In: the records of a store and of runs. Out: how often each paragraph was used, and when last.
// Refuses nothing: what cannot be read is told and not counted.
#include "library/usage_index.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/sha256.hpp"
#include "library/usage_reading.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr int application = 0x656e6775;  // "engu"
constexpr int version = 1;
constexpr int busy_milliseconds = 2'000;

// `folder` is one below records/, `run` the folder of a run, of which all before a place in its records is counted. A
// purge changes neither place nor count.
constexpr const char* schema = R"(
CREATE TABLE folder(n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL) STRICT;
CREATE TABLE folder_use(department TEXT NOT NULL, paragraph TEXT NOT NULL, folder INTEGER NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (department, paragraph, folder)) STRICT, WITHOUT ROWID;
CREATE INDEX use_of_folder ON folder_use(folder);
CREATE TABLE run(n INTEGER PRIMARY KEY, root TEXT NOT NULL UNIQUE, identity TEXT NOT NULL, file INTEGER NOT NULL,
  offset INTEGER NOT NULL) STRICT;
CREATE TABLE run_use(department TEXT NOT NULL, paragraph TEXT NOT NULL, run INTEGER NOT NULL, letters INTEGER NOT NULL,
  last TEXT NOT NULL, PRIMARY KEY (department, paragraph, run)) STRICT, WITHOUT ROWID;
)";

Diagnostics unreadable_index(const SQLite::Exception& why) {
  return {error("search.index", {}, fmt::format("how often paragraphs were used cannot be looked up: {}", why.what()),
                {"search again: an index that does not read is made anew"})};
}

template <class Work>
auto asking(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& why) {
    return fail(unreadable_index(why));
  }
}

}  // namespace

struct UsageIndex::Database {
  explicit Database(const std::string& name)
      : sqlite(name, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_milliseconds) {}
  SQLite::Database sqlite;
  std::vector<std::int64_t> runs;  // those that were there when it was brought up to date
};

namespace {

bool is_sound(SQLite::Database& sqlite) {
  return sqlite.execAndGet("PRAGMA application_id").getInt() == application &&
         sqlite.execAndGet("PRAGMA user_version").getInt() == version;
}

// Throws where there are tables of another version, or of others.
void make_sound(SQLite::Database& sqlite) {
  if (is_sound(sqlite)) return;
  SQLite::Transaction all(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
  if (is_sound(sqlite)) return;  // another process made it
  sqlite.exec(fmt::format("PRAGMA application_id = {}", application));
  sqlite.exec(fmt::format("PRAGMA user_version = {}", version));
  sqlite.exec(schema);
  all.commit();
}

}  // namespace

Result<UsageIndex> UsageIndex::open(const fs::path& folder, const fs::path& store) {
  const auto in = [](const std::string& name) {
    auto database = std::make_unique<Database>(name);
    make_sound(database->sqlite);
    return UsageIndex(std::move(database));
  };
  std::error_code code;
  if (!folder.empty() && (fs::create_directories(folder, code) || !code)) {
    const fs::path whole = fs::weakly_canonical(store, code);
    const fs::path file = folder / (sha256_hex((code ? store : whole).string()).substr(0, 32) + ".usage");
    // Where only its owner may look, as the store: the names of folders in it are references.
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (made >= 0) ::close(made);
    for (const bool last : {false, true}) {
      try {
        return in(file.string());
      } catch (const SQLite::Exception&) {
        if (last) break;
        fs::remove(file, code);  // one that does not read is made anew; who has it open keeps his own
        fs::remove(file.string() + "-journal", code);
      }
    }
  }
  return asking([&]() -> Result<UsageIndex> { return in(":memory:"); });
}

UsageIndex::UsageIndex(std::unique_ptr<Database> database) : database_(std::move(database)) {}
UsageIndex::UsageIndex(UsageIndex&&) noexcept = default;
UsageIndex& UsageIndex::operator=(UsageIndex&&) noexcept = default;
UsageIndex::~UsageIndex() = default;

Result<Diagnostics> UsageIndex::bring_up_to_date(const Store& store, const RegisteredRuns& runs) {
  return asking([&]() -> Result<Diagnostics> {
    SQLite::Database& sqlite = database_->sqlite;
    SQLite::Transaction all(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
    auto faults = read_record_folders(sqlite, store);
    if (!faults) return faults;
    database_->runs.clear();
    for (const RegisteredRuns::Opened& run : runs.runs()) {
      const auto n = read_run_records(sqlite, run);
      if (n)
        database_->runs.push_back(*n);
      else
        append(*faults, as_warnings(n.error()));
    }
    all.commit();
    return faults;
  });
}

Result<Usage> UsageIndex::of(const std::string& department, const std::string& paragraph) const {
  return asking([&]() -> Result<Usage> {
    Usage usage;
    std::string last;
    const auto add = [&](SQLite::Statement& row) {
      if (!row.executeStep()) return;
      usage.letters += static_cast<std::size_t>(row.getColumn(0).getInt64());
      last = std::max(last, row.getColumn(1).getString());
    };
    SQLite::Statement single(
        database_->sqlite,
        "SELECT count(*), ifnull(max(last), '') FROM folder_use WHERE department = ? AND paragraph = ?");
    single.bind(1, department);
    single.bind(2, paragraph);
    add(single);
    SQLite::Statement in_run(database_->sqlite,
                             "SELECT letters, last FROM run_use WHERE department = ? AND paragraph = ? AND run = ?");
    for (const std::int64_t run : database_->runs) {
      in_run.reset();
      in_run.bind(1, department);
      in_run.bind(2, paragraph);
      in_run.bind(3, run);
      add(in_run);
    }
    if (!last.empty()) usage.last = Date::parse(last);
    return usage;
  });
}

}  // namespace engross
