// In: the records of a store and of runs. Out: how often each paragraph was used, and when last.
// Refuses nothing: what cannot be read is told and not counted.
#include "library/usage_index.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <map>
#include <set>

#include "ledger/record_line.hpp"
#include "library/index_file.hpp"
#include "library/record_follower.hpp"
#include "library/recorded_use.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr const char* tables = R"(
CREATE TABLE folder_use(department TEXT NOT NULL, paragraph TEXT NOT NULL, folder INTEGER NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (department, paragraph, folder)) STRICT, WITHOUT ROWID;
CREATE INDEX use_of_folder ON folder_use(folder);
CREATE TABLE run_use(department TEXT NOT NULL, paragraph TEXT NOT NULL, run INTEGER NOT NULL, letters INTEGER NOT NULL,
  last TEXT NOT NULL, PRIMARY KEY (department, paragraph, run)) STRICT, WITHOUT ROWID;
)";

const IndexForm& form() {
  static const IndexForm usage{.ending = ".usage",
                               .application = 0x656e6775,  // "engu"
                               .version = 1,
                               .patience = 2'000,
                               .schema = std::string(follower_tables) + tables,
                               .purpose = "how often paragraphs were used"};
  return usage;
}

// Of a folder each paragraph's last day, of a run how many letters too: those of a run are too many for a row each.
class UsageTables final : public RecordReceiver {
 public:
  explicit UsageTables(SQLite::Database& sqlite)
      : sqlite_(sqlite),
        forget_folder_(sqlite, "DELETE FROM folder_use WHERE folder = ?"),
        add_folder_use_(
            sqlite,
            "INSERT INTO folder_use VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)") {}

  void forget_folder(std::int64_t folder) override {
    forget_folder_.bind(1, folder);
    once(forget_folder_);
  }
  bool take_folder(std::int64_t folder, const StoredRecords& records) override {
    for (const Record& record : records.records) {
      const LetterUses letter = uses_of(record);
      for (const RecordedUse& use : letter.uses) {
        add_folder_use_.bind(1, letter.department);
        add_folder_use_.bind(2, use.id);
        add_folder_use_.bind(3, folder);
        add_folder_use_.bind(4, letter.date.iso());
        once(add_folder_use_);
      }
    }
    return true;
  }

  Result<bool> begin_run(std::int64_t /*run*/, const RegisteredRuns::Opened& /*opened*/) override {
    tallies_.clear();
    return true;
  }
  void forget_run(std::int64_t run) override {
    SQLite::Statement forget(sqlite_, "DELETE FROM run_use WHERE run = ?");
    forget.bind(1, run);
    forget.exec();
  }
  Result<void> take_line(std::int64_t /*run*/, const RegisteredRuns::Opened& /*opened*/,
                         std::string_view line) override {
    if (const auto letter = uses_in_line(line)) {
      count(*letter);
      return {};
    }
    auto read = read_record_line(make_source("a line of records", std::string(line)));
    if (!read) return fail(std::move(read.error()));
    count(uses_of(read->record));
    return {};
  }
  void end_run(std::int64_t run) override {
    SQLite::Statement add(sqlite_,
                          "INSERT INTO run_use VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                          "letters = letters + excluded.letters, last = max(last, excluded.last)");
    for (const auto& [key, tally] : tallies_) {
      add.bind(1, key.first);
      add.bind(2, key.second);
      add.bind(3, run);
      add.bind(4, static_cast<std::int64_t>(tally.letters));
      add.bind(5, tally.last);
      once(add);
    }
  }

 private:
  void count(const LetterUses& letter) {
    std::set<std::string_view> counted;
    for (const RecordedUse& use : letter.uses) {
      if (!counted.insert(use.id).second) continue;
      Tally& tally = tallies_[{letter.department, use.id}];
      ++tally.letters;
      tally.last = std::max(tally.last, letter.date.iso());
    }
  }
  static void once(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
  }

  struct Tally {
    std::size_t letters = 0;
    std::string last;
  };
  SQLite::Database& sqlite_;
  SQLite::Statement forget_folder_, add_folder_use_;
  std::map<std::pair<std::string, std::string>, Tally> tallies_;
};

}  // namespace

struct UsageIndex::Database {
  IndexFile file;
  std::vector<std::int64_t> runs{};  // those that were there when it was brought up to date
};

Result<UsageIndex> UsageIndex::open(const fs::path& folder, const fs::path& store) {
  auto file = IndexFile::open(folder, store, form());
  if (!file) return fail(std::move(file.error()));
  return UsageIndex(std::make_unique<Database>(Database{.file = std::move(*file)}));
}

UsageIndex::UsageIndex(std::unique_ptr<Database> database) : database_(std::move(database)) {}
UsageIndex::UsageIndex(UsageIndex&&) noexcept = default;
UsageIndex& UsageIndex::operator=(UsageIndex&&) noexcept = default;
UsageIndex::~UsageIndex() = default;

Result<Diagnostics> UsageIndex::bring_up_to_date(const Store& store, const RegisteredRuns& runs) {
  return database_->file.ask_anew([&]() -> Result<Diagnostics> {
    SQLite::Database& sqlite = database_->file.sqlite();
    SQLite::Transaction all(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
    UsageTables tables_of_uses(sqlite);
    auto followed = follow_records(sqlite, store, runs, tables_of_uses);
    if (!followed) return fail(std::move(followed.error()));
    all.commit();
    database_->runs = std::move(followed->runs);
    return std::move(followed->faults);
  });
}

Result<Usage> UsageIndex::of(const std::string& department, const std::string& paragraph) const {
  const IndexFile& file = database_->file;
  return file.ask([&]() -> Result<Usage> {
    Usage usage;
    std::string last;
    const auto add = [&](SQLite::Statement& row) {
      if (!row.executeStep()) return;
      usage.letters += static_cast<std::size_t>(row.getColumn(0).getInt64());
      last = std::max(last, row.getColumn(1).getString());
    };
    SQLite::Statement single(
        file.sqlite(), "SELECT count(*), ifnull(max(last), '') FROM folder_use WHERE department = ? AND paragraph = ?");
    single.bind(1, department);
    single.bind(2, paragraph);
    add(single);
    SQLite::Statement in_run(file.sqlite(),
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
