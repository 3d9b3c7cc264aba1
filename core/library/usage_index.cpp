// In: the records of a store and of runs. Out: how often each paragraph was used, and when last.
// Refuses nothing: what cannot be read is told and not counted.
#include "library/usage_index.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <set>
#include <unordered_map>

#include "base/sha256.hpp"
#include "ledger/record_line.hpp"
#include "library/recorded_use.hpp"
#include "ledger/run_lines.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr int application = 0x656e6775;  // "engu"
constexpr int version = 1;
constexpr int busy_milliseconds = 2'000;

// `folder` is one below records/, `run` the folder of a run. `purges` is how often it was purged: lines change then.
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

// When a folder was last changed, in nanoseconds; nothing when it is none. What was changed a moment ago may change
// again within one tick of the file system's clock: its stamp is 0, which is never that of a folder.
class Stamps {
 public:
  std::optional<std::int64_t> of(const fs::path& folder) const {
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return std::nullopt;
    const std::int64_t stamp =
        static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    return now_ - stamp < a_moment ? 0 : stamp;
  }

 private:
  static constexpr std::int64_t a_moment = 2'000'000'000;
  std::int64_t now_ =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
};

struct KnownFolder {
  std::int64_t n = 0, stamp = 0;
};

Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

}  // namespace

struct UsageIndex::Database {
  explicit Database(const std::string& name)
      : sqlite(name, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_milliseconds) {}
  SQLite::Database sqlite;
  std::vector<std::int64_t> runs;  // those that were there when it was brought up to date
};

namespace {

void make_sound(SQLite::Database& sqlite) {
  if (sqlite.execAndGet("PRAGMA application_id").getInt() == application &&
      sqlite.execAndGet("PRAGMA user_version").getInt() == version)
    return;
  SQLite::Transaction all(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
  if (sqlite.execAndGet("PRAGMA application_id").getInt() == application) return;  // another process made it
  sqlite.exec(fmt::format("PRAGMA application_id = {}", application));
  sqlite.exec(fmt::format("PRAGMA user_version = {}", version));
  sqlite.exec(schema);
  all.commit();
}

// The folders of records, those that have changed read again.
class Folders {
 public:
  Folders(SQLite::Database& sqlite, const Store& store)
      : sqlite_(sqlite),
        store_(store),
        add_folder_(sqlite, "INSERT INTO folder(name, stamp) VALUES (?, ?)"),
        set_stamp_(sqlite, "UPDATE folder SET stamp = ? WHERE n = ?"),
        forget_uses_(sqlite, "DELETE FROM folder_use WHERE folder = ?"),
        forget_(sqlite, "DELETE FROM folder WHERE n = ?"),
        add_use_(
            sqlite,
            "INSERT INTO folder_use VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)") {}

  Result<Diagnostics> run() {
    read_known();
    std::error_code code;
    const fs::path root = store_.root() / "records";
    for (fs::directory_iterator it(root, code), end; !code && it != end; it.increment(code)) {
      const auto stamp = stamps_.of(it->path());
      if (!stamp) continue;
      if (auto looked = look_at(it->path().filename().string(), *stamp); !looked)
        return fail(std::move(looked.error()));
    }
    if (code && code != std::errc::no_such_file_or_directory)
      return fail(error("world.unreadable", {}, fmt::format("cannot list {}: {}", root.string(), code.message()),
                        {fmt::format("the store is {}; another is named with --store DIR", store_.root().string())}));
    for (const auto& [name, folder] : known_) forget(folder.n);  // those that are left are there no more
    return std::move(faults_);
  }

 private:
  void read_known() {
    SQLite::Statement rows(sqlite_, "SELECT name, n, stamp FROM folder");
    while (rows.executeStep())
      known_.emplace(rows.getColumn(0).getString(),
                     KnownFolder{.n = rows.getColumn(1).getInt64(), .stamp = rows.getColumn(2).getInt64()});
  }

  Result<void> look_at(const std::string& name, std::int64_t stamp) {
    const auto known = known_.find(name);
    const bool is_known = known != known_.end();
    const KnownFolder before = is_known ? known->second : KnownFolder{};
    if (is_known) known_.erase(known);
    if (is_known && stamp != 0 && before.stamp == stamp) return {};
    auto records = store_.records_in(name);
    if (!records) return fail(std::move(records.error()));
    append(faults_, as_warnings(std::move(records->damaged)));
    add(is_known ? renewed(before.n, stamp) : added(name, stamp), records->records);
    return {};
  }

  std::int64_t renewed(std::int64_t n, std::int64_t stamp) {
    forget_uses_.bind(1, n);
    once(forget_uses_);
    set_stamp_.bind(1, stamp);
    set_stamp_.bind(2, n);
    once(set_stamp_);
    return n;
  }
  std::int64_t added(const std::string& name, std::int64_t stamp) {
    add_folder_.bind(1, name);
    add_folder_.bind(2, stamp);
    once(add_folder_);
    return sqlite_.getLastInsertRowid();
  }
  void forget(std::int64_t n) {
    forget_uses_.bind(1, n);
    once(forget_uses_);
    forget_.bind(1, n);
    once(forget_);
  }
  void add(std::int64_t folder, const std::vector<Record>& issues) {
    for (const Record& record : issues) {
      const LetterUses letter = uses_of(record);
      for (const RecordedUse& use : letter.uses) {
        add_use_.bind(1, letter.department);
        add_use_.bind(2, use.id);
        add_use_.bind(3, folder);
        add_use_.bind(4, letter.date.iso());
        once(add_use_);
      }
    }
  }
  static void once(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
  }

  SQLite::Database& sqlite_;
  const Store& store_;
  Stamps stamps_;
  SQLite::Statement add_folder_, set_stamp_, forget_uses_, forget_, add_use_;
  std::unordered_map<std::string, KnownFolder> known_;
  Diagnostics faults_;
};

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
    auto faults = Folders(sqlite, store).run();
    if (!faults) return faults;
    database_->runs.clear();
    for (const RegisteredRuns::Opened& run : runs.runs()) {
      const auto n = RunReading(sqlite, run).bring_up_to_date();
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
