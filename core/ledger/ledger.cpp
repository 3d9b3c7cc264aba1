// In: the folder of a run, questions. Out: its ledger, made or opened, and answers.
// Refuses: files of other programs and versions, and damaged ones.
#include "ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "base/file_faults.hpp"
#include "data/read.hpp"
#include "ledger/durable.hpp"
#include "ledger/ledger_database.hpp"
#include "ledger/ledger_errors.hpp"
#include "ledger/ledger_schema.hpp"

namespace engross {
namespace fs = std::filesystem;

namespace {

constexpr const char* letter_columns =
    "row, key, state, case_sha256, staged, file, sha256, bytes, pages, record_file, record_offset, record_bytes, "
    "withdrawn_at, because, ";
constexpr const char* never_purged = "'', ''";
constexpr const char* purged_columns =
    "ifnull((SELECT at FROM purges WHERE n = (SELECT purge FROM purged WHERE purged.row = letters.row)), ''), "
    "ifnull((SELECT purges.because FROM purges WHERE n = (SELECT purge FROM purged WHERE purged.row = letters.row)), "
    "'')";

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
  letter.purged_at = row.getColumn(14).getString();
  letter.purged_because = row.getColumn(15).getString();
  return letter;
}

RefusedCase refused_in(SQLite::Statement& row) {
  return {.key = row.getColumn(1).getString(),
          .row = number_in(row.getColumn(0)),
          .case_sha256 = row.getColumn(2).getString(),
          .code = row.getColumn(3).getString(),
          .message = row.getColumn(4).getString()};
}

std::string letters_where(std::string_view condition, bool has_purges) {
  return fmt::format("SELECT {}{} FROM letters WHERE {}", letter_columns, has_purges ? purged_columns : never_purged,
                     condition);
}

Result<std::optional<LedgerLetter>> first_of(SQLite::Statement& statement) {
  std::optional<LedgerLetter> letter;
  if (statement.executeStep()) letter = letter_in(statement);
  statement.reset();
  return letter;
}

// The name of a file that nobody changes, as SQLite takes it.
std::string as_unchanging(const fs::path& file) {
  std::string uri = "file:";
  for (const char c : fs::absolute(file).string()) {
    if (c == '%' || c == '?' || c == '#')
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

// Under a name of its own, so that a ledger is there whole or not at all.
Result<void> write_fresh(const fs::path& file, const RunIdentity& identity, FileCalls& calls) {
  for (const char* leftover : {"", "-journal"}) {
    std::error_code code;
    fs::remove(file.string() + leftover, code);
    if (code) return fail(unwritable(file, code.value()));
  }
  // SQLite would let everybody read what the umask allows; its other files take after this one.
  if (!Descriptor(calls.open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600)).open())
    return fail(unwritable(file, errno));
  SQLite::Database sqlite(file.string(), SQLite::OPEN_READWRITE);
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
  if (is_run(folder)) return fail(Diagnostics{ledger_exists(folder.ledger())});
  const fs::path fresh = file.string() + ".new";
  auto written = asking(fresh, [&] { return write_fresh(fresh, identity, calls); });
  if (!written) return fail(std::move(written.error()));
  if (calls.rename_to_free(fresh.c_str(), file.c_str()) != 0) return fail(unwritable(file, errno));
  if (const int number = sync_path(calls, folder.root()); number != 0) return fail(unwritable(folder.root(), number));
  return open(folder, Access::write, calls);
}

// Where nothing can be written there is no place for what readers share while somebody writes. Then nobody writes, and
// the file alone is all of it when no log lies beside it.
std::unique_ptr<Ledger::Database> Ledger::to_read(const RunFolder& folder, FileCalls& calls) {
  try {
    auto database = std::make_unique<Database>(folder, SQLite::OPEN_READONLY, calls);
    database->sqlite.execAndGet("SELECT count(*) FROM sqlite_schema");
    return database;
  } catch (const SQLite::Exception& why) {
    std::error_code code;
    const std::string log = folder.ledger().string() + "-wal";
    const bool has_log = fs::exists(log, code) && fs::file_size(log, code) > 0;
    if ((why.getErrorCode() & 0xFF) != SQLITE_CANTOPEN || has_log) throw;
  }
  return std::make_unique<Database>(folder, as_unchanging(folder.ledger()), SQLite::OPEN_READONLY | SQLite::OPEN_URI,
                                    calls);
}

Result<Ledger> Ledger::open(const RunFolder& folder, Access access, FileCalls& calls) {
  const fs::path file = folder.ledger();
  if (!is_run(folder))
    return fail(error("ledger.missing", {},
                      fmt::format("{} is no folder of a run: it has no ledger.sqlite", folder.root().string()),
                      {"name the folder that engross batch wrote into (--out DIR)"}));
  return asking(file, [&]() -> Result<Ledger> {
    const bool writes = access == Access::write;
    auto database = writes ? std::make_unique<Database>(folder, SQLite::OPEN_READWRITE, calls) : to_read(folder, calls);
    if (auto ours = is_our_ledger(file, database->sqlite); !ours) return fail(std::move(ours.error()));
    if (writes) {
      if (auto sound = is_sound(file, database->sqlite); !sound) return fail(std::move(sound.error()));
      prepare_to_write(database->sqlite);
    }
    auto identity = identity_in(file, database->sqlite);
    if (!identity) return fail(std::move(identity.error()));
    database->identity = std::move(*identity);
    database->has_purges = database->sqlite.tableExists("purged");
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
    if (!statement) statement.emplace(database_->sqlite, letters_where("key = ?", database_->has_purges));
    renewed(statement).bindNoCopy(1, key);
    return first_of(*statement);
  });
}

Result<std::optional<LedgerLetter>> Ledger::with_bytes(const std::string& sha256) const {
  return asking(folder().ledger(), [&] {
    SQLite::Statement statement(database_->sqlite,
                                letters_where("sha256 = ? ORDER BY row LIMIT 1", database_->has_purges));
    statement.bindNoCopy(1, sha256);
    return first_of(statement);
  });
}

Result<bool> Ledger::has_file(const std::string& file) const {
  return asking(folder().ledger(), [&]() -> Result<bool> {
    SQLite::Statement statement(database_->sqlite, "SELECT 1 FROM letters WHERE file = ?");
    statement.bindNoCopy(1, file);
    return statement.executeStep();
  });
}

Result<Ledger::End> Ledger::end_of(std::size_t row) const {
  return asking(folder().ledger(), [&]() -> Result<End> {
    End end;
    SQLite::Statement letter(database_->sqlite, letters_where("row = ?", database_->has_purges));
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
    if (database_->has_purges)
      counts.purged = static_cast<std::size_t>(database_->sqlite.execAndGet("SELECT count(*) FROM purged").getInt64());
    counts.refused = static_cast<std::size_t>(database_->sqlite.execAndGet("SELECT count(*) FROM refused").getInt64());
    return counts;
  });
}

Result<std::optional<std::size_t>> Ledger::rows() const {
  return asking(folder().ledger(), [&]() -> Result<std::optional<std::size_t>> {
    SQLite::Statement row(database_->sqlite, "SELECT rows FROM run");
    if (!row.executeStep() || row.getColumn(0).isNull()) return std::nullopt;
    const std::size_t rows = number_in(row.getColumn(0));
    if (rows > most_rows) return fail(damaged_ledger(folder().ledger(), fmt::format("no export has {} rows", rows)));
    return std::optional<std::size_t>(rows);
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
    SQLite::Statement rows(database_->sqlite, letters_where("true ORDER BY row", database_->has_purges));
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
    SQLite::Statement rows(database_->sqlite, letters_where("state = 1 ORDER BY row", database_->has_purges));
    while (rows.executeStep()) letters.push_back(letter_in(rows));
    return letters;
  });
}

}  // namespace engross
