// In: entries of the group protocol, questions. Out: an SQLite file, answers.
// Refuses: files of other programs and versions, damaged ones, rows, references and file names that are there already.
#include "ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "base/file_faults.hpp"
#include "data/read.hpp"
#include "ledger/durable.hpp"
#include "ledger/ledger_errors.hpp"
#include "ledger/ledger_schema.hpp"

namespace engross {
namespace fs = std::filesystem;

struct Ledger::Database {
  Database(RunFolder where, int flags, FileCalls& by)
      : folder(std::move(where)), calls(&by), sqlite(folder.ledger().string(), flags, busy_milliseconds) {}

  static constexpr int busy_milliseconds = 10'000;
  RunFolder folder;
  FileCalls* calls;
  SQLite::Database sqlite;
  RunIdentity identity;
  // Prepared once: a group runs each some hundred times.
  std::optional<SQLite::Statement> add_letter, add_refused, mark_issued, find_key;
};

namespace {

constexpr const char* letter_columns =
    "row, key, state, case_sha256, staged, file, sha256, bytes, pages, record_file, record_offset, record_bytes, "
    "withdrawn_at, because";

std::int64_t signed_of(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

std::uint64_t number_in(const SQLite::Column& column) {
  const std::int64_t number = column.getInt64();
  return number < 0 ? 0 : static_cast<std::uint64_t>(number);
}

LedgerLetter letter_in(SQLite::Statement& row) {
  LedgerLetter letter;
  letter.row = number_in(row.getColumn(0));
  letter.key = row.getColumn(1).getString();
  letter.state = static_cast<LetterState>(row.getColumn(2).getInt());
  letter.case_sha256 = row.getColumn(3).getString();
  letter.staged = row.getColumn(4).getString();
  letter.file = row.getColumn(5).getString();
  letter.sha256 = row.getColumn(6).getString();
  letter.bytes = number_in(row.getColumn(7));
  letter.pages = number_in(row.getColumn(8));
  letter.record = {.file = number_in(row.getColumn(9)),
                   .offset = number_in(row.getColumn(10)),
                   .bytes = number_in(row.getColumn(11))};
  letter.withdrawn_at = row.getColumn(12).getString();
  letter.because = row.getColumn(13).getString();
  return letter;
}

RefusedCase refused_in(SQLite::Statement& row) {
  return {.key = row.getColumn(1).getString(),
          .row = number_in(row.getColumn(0)),
          .case_sha256 = row.getColumn(2).getString(),
          .code = row.getColumn(3).getString(),
          .message = row.getColumn(4).getString()};
}

std::string letters_where(std::string_view condition) {
  return fmt::format("SELECT {} FROM letters WHERE {}", letter_columns, condition);
}

Result<std::optional<LedgerLetter>> first_of(SQLite::Statement& statement) {
  std::optional<LedgerLetter> letter;
  if (statement.executeStep()) letter = letter_in(statement);
  statement.reset();
  return letter;
}

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

// Ready for new values, also after a step that failed: its error is that step's, and was told then.
SQLite::Statement& renewed(std::optional<SQLite::Statement>& statement) {
  statement->tryReset();
  return *statement;
}

// Under a name of its own, so that a ledger is there whole or not at all.
Result<void> write_fresh(const fs::path& file, const RunIdentity& identity, FileCalls& calls) {
  for (const char* leftover : {"", "-journal"}) {
    std::error_code code;
    fs::remove(file.string() + leftover, code);
    if (code) return fail(unwritable(file, code.value()));
  }
  SQLite::Database sqlite(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Transaction all(sqlite);
  make_schema(sqlite);
  SQLite::Statement row(sqlite, "INSERT INTO run VALUES (1, ?, ?, ?, ?, NULL, 1, 0, 0)");
  row.bind(1, identity.canonical());
  row.bind(2, identity.sha256());
  row.bind(3, signed_of(identity.shard));
  row.bind(4, signed_of(identity.shards));
  row.exec();
  if (calls.commit() != 0) return fail(unwritable(file, errno));
  all.commit();
  return {};
}

Result<RunIdentity> identity_in(const fs::path& file, const SQLite::Database& sqlite) {
  SQLite::Statement row(sqlite, "SELECT identity, shard FROM run");
  if (!row.executeStep()) return fail(damaged_ledger(file, "it does not say what it is the ledger of"));
  const auto document = read_json(make_source(file.string() + ", identity", row.getColumn(0).getString()));
  if (!document) return fail(damaged_ledger(file, document.error().front().message));
  auto identity = RunIdentity::from(*document);
  if (!identity) return fail(damaged_ledger(file, identity.error().front().message));
  identity->shard = number_in(row.getColumn(1));
  return identity;
}

}  // namespace

std::string_view name_of(LetterState state) {
  switch (state) {
    case LetterState::prepared:
      return "prepared";
    case LetterState::issued:
      return "issued";
    case LetterState::withdrawn:
      return "withdrawn";
  }
  return "prepared";
}

Ledger::Ledger(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

const RunFolder& Ledger::folder() const {
  return database_->folder;
}

const RunIdentity& Ledger::identity() const {
  return database_->identity;
}

Result<Ledger> Ledger::create(const RunFolder& folder, const RunIdentity& identity, FileCalls& calls) {
  const fs::path file = folder.ledger();
  if (is_run(folder))
    return fail(error("ledger.exists", {}, fmt::format("{} is there already", file.string()),
                      {"go on with that run: --resume", "or choose another folder: --out DIR"}));
  const fs::path fresh = file.string() + ".new";
  auto written = asking(fresh, [&] { return write_fresh(fresh, identity, calls); });
  if (!written) return fail(std::move(written.error()));
  if (calls.rename_to_free(fresh.c_str(), file.c_str()) != 0) return fail(unwritable(file, errno));
  if (const int number = sync_path(calls, folder.root()); number != 0) return fail(unwritable(folder.root(), number));
  return open(folder, Access::write, calls);
}

Result<Ledger> Ledger::open(const RunFolder& folder, Access access, FileCalls& calls) {
  const fs::path file = folder.ledger();
  if (!is_run(folder))
    return fail(error("ledger.missing", {},
                      fmt::format("{} is no folder of a run: it has no ledger.sqlite", folder.root().string()),
                      {"name the folder that engross batch wrote into (--out DIR)"}));
  return asking(file, [&]() -> Result<Ledger> {
    const bool writes = access == Access::write;
    auto database = std::make_unique<Database>(folder, writes ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY, calls);
    if (auto ours = is_our_ledger(file, database->sqlite); !ours) return fail(std::move(ours.error()));
    if (writes) {
      if (auto sound = is_sound(file, database->sqlite); !sound) return fail(std::move(sound.error()));
      prepare_to_write(database->sqlite);
    }
    auto identity = identity_in(file, database->sqlite);
    if (!identity) return fail(std::move(identity.error()));
    database->identity = std::move(*identity);
    return Ledger(std::move(database));
  });
}

Result<void> Ledger::is_same_run(const RunIdentity& wanted) const {
  const auto differing = differences(identity(), wanted);
  if (differing.empty()) return {};
  std::vector<std::string> hints = differing;
  hints.emplace_back("resume with what the run began with, or begin another run in another folder: --out DIR");
  return fail(error("ledger.other-run", {}, fmt::format("{} is the folder of another run", folder().root().string()),
                    std::move(hints)));
}

Result<std::optional<LedgerLetter>> Ledger::find(const std::string& key) const {
  return asking(folder().ledger(), [&] {
    auto& statement = database_->find_key;
    if (!statement) statement.emplace(database_->sqlite, letters_where("key = ?"));
    renewed(statement).bindNoCopy(1, key);
    return first_of(*statement);
  });
}

Result<std::optional<LedgerLetter>> Ledger::with_bytes(const std::string& sha256) const {
  return asking(folder().ledger(), [&] {
    SQLite::Statement statement(database_->sqlite, letters_where("sha256 = ? ORDER BY row LIMIT 1"));
    statement.bindNoCopy(1, sha256);
    return first_of(statement);
  });
}

Result<Ledger::End> Ledger::end_of(std::size_t row) const {
  return asking(folder().ledger(), [&]() -> Result<End> {
    End end;
    SQLite::Statement letter(database_->sqlite, letters_where("row = ?"));
    letter.bind(1, signed_of(row));
    if (letter.executeStep()) end.letter = letter_in(letter);
    SQLite::Statement refused(database_->sqlite,
                              "SELECT row, key, case_sha256, code, message FROM refused WHERE row = ?");
    refused.bind(1, signed_of(row));
    if (refused.executeStep()) end.refused = refused_in(refused);
    return end;
  });
}

Result<std::size_t> Ledger::last_row() const {
  return asking(folder().ledger(), [&]() -> Result<std::size_t> {
    SQLite::Statement last(
        database_->sqlite,
        "SELECT max(ifnull((SELECT max(row) FROM letters), 0), ifnull((SELECT max(row) FROM refused), "
        "0))");
    last.executeStep();
    return number_in(last.getColumn(0));
  });
}

Result<LedgerCounts> Ledger::counts() const {
  return asking(folder().ledger(), [&]() -> Result<LedgerCounts> {
    LedgerCounts counts;
    SQLite::Statement states(database_->sqlite,
                             "SELECT state, count(*), sum(bytes), sum(pages) FROM letters GROUP BY state");
    while (states.executeStep()) {
      const std::size_t letters = number_in(states.getColumn(1));
      switch (static_cast<LetterState>(states.getColumn(0).getInt())) {
        case LetterState::prepared:
          counts.prepared = letters;
          break;
        case LetterState::issued:
          counts.issued = letters;
          break;
        case LetterState::withdrawn:
          counts.withdrawn = letters;
          break;
      }
      counts.bytes += number_in(states.getColumn(2));
      counts.pages += number_in(states.getColumn(3));
    }
    counts.refused = static_cast<std::size_t>(database_->sqlite.execAndGet("SELECT count(*) FROM refused").getInt64());
    return counts;
  });
}

Result<std::optional<std::size_t>> Ledger::rows() const {
  return asking(folder().ledger(), [&]() -> Result<std::optional<std::size_t>> {
    SQLite::Statement row(database_->sqlite, "SELECT rows FROM run");
    if (!row.executeStep() || row.getColumn(0).isNull()) return std::nullopt;
    return std::optional<std::size_t>(number_in(row.getColumn(0)));
  });
}

Result<RecordsEnd> Ledger::records_end() const {
  return asking(folder().ledger(), [&]() -> Result<RecordsEnd> {
    SQLite::Statement row(database_->sqlite, "SELECT record_file, record_lines, record_bytes FROM run");
    if (!row.executeStep()) return fail(damaged_ledger(folder().ledger(), "it does not say where its records end"));
    return RecordsEnd{.file = number_in(row.getColumn(0)),
                      .lines = number_in(row.getColumn(1)),
                      .bytes = number_in(row.getColumn(2))};
  });
}

Result<void> Ledger::each_letter(const std::function<Result<void>(const LedgerLetter&)>& visit) const {
  return asking(folder().ledger(), [&]() -> Result<void> {
    SQLite::Statement rows(database_->sqlite, letters_where("true ORDER BY row"));
    while (rows.executeStep())
      if (auto visited = visit(letter_in(rows)); !visited) return visited;
    return {};
  });
}

Result<void> Ledger::each_refused(const std::function<Result<void>(const RefusedCase&)>& visit) const {
  return asking(folder().ledger(), [&]() -> Result<void> {
    SQLite::Statement rows(database_->sqlite, "SELECT row, key, case_sha256, code, message FROM refused ORDER BY row");
    while (rows.executeStep())
      if (auto visited = visit(refused_in(rows)); !visited) return visited;
    return {};
  });
}

Result<std::vector<LedgerLetter>> Ledger::prepared() const {
  return asking(folder().ledger(), [&]() -> Result<std::vector<LedgerLetter>> {
    std::vector<LedgerLetter> letters;
    SQLite::Statement rows(database_->sqlite, letters_where("state = 1 ORDER BY row"));
    while (rows.executeStep()) letters.push_back(letter_in(rows));
    return letters;
  });
}

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
