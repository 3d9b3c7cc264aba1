// In: the records of a store and of runs, and a case. Out: the letters that went to its correspondent before.
// Refuses nothing: what cannot be read is told and left out, and what is no more is not named.
#include "library/correspondence.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "library/correspondence_tables.hpp"
#include "library/index_file.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

const IndexForm& form() {
  static const IndexForm correspondence{.ending = ".letters",
                                        .application = 0x656e6763,  // "engc"
                                        .version = 1,
                                        .patience = 30'000,
                                        .erases = true,
                                        .schema = std::string(follower_tables) + std::string(correspondence_tables),
                                        .purpose = "earlier letters to a correspondent"};
  return correspondence;
}

// Forenames decide when both have one; an initial stands for all that begin with it.
constexpr const char* letters_to_one = R"(
SELECT letter.reference, issue, day, department, template, paragraphs, run, ifnull(folder.name, '')
FROM letter JOIN kind ON kind.n = letter.kind LEFT JOIN folder ON folder.n = letter.folder
WHERE whom = ?1 AND letter.reference <> ?2
  AND (?3 IS NULL OR initial IS NULL OR (initial = ?3 AND (?4 IS NULL OR forename IS NULL OR forename = ?4)))
  AND (run = 0 OR NOT EXISTS (SELECT 1 FROM letter AS again WHERE again.reference = letter.reference
                              AND again.folder <> 0)))";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Asks the ledgers of runs what became of letters; each is opened once.
class Ledgers {
 public:
  // Whether the run has issued it, and nothing was taken back or purged since. A run that is gone has not.
  Result<bool> has(const RunFolder& run, const std::string& reference) {
    auto known = opened_.find(run.root());
    if (known == opened_.end()) {
      if (!is_run(run)) return false;
      auto ledger = Ledger::open(run, Ledger::Access::read);
      if (!ledger) return fail(std::move(ledger.error()));
      known = opened_.emplace(run.root(), std::move(*ledger)).first;
    }
    const auto letter = known->second.find(reference);
    if (!letter) return fail(letter.error());
    return *letter && (*letter)->state == LetterState::issued && (*letter)->purged_at.empty();
  }

 private:
  std::map<fs::path, Ledger> opened_;
};

}  // namespace

struct CorrespondenceIndex::Database {
  IndexFile file;
  fs::path store;
  std::map<std::int64_t, RunFolder> runs{};  // those that could be read when it was brought up to date
  bool is_up_to_date = false;

  void bind(SQLite::Statement& to, const CorrespondentKeys& keys) const;
  Result<std::optional<LetterBefore>> letter_in(SQLite::Statement& row, Ledgers& ledgers) const;
};

// Without a forename the last two stay NULL.
void CorrespondenceIndex::Database::bind(SQLite::Statement& to, const CorrespondentKeys& keys) const {
  to.bind(1, keys.whom.data(), static_cast<int>(keys.whom.size()));
  if (keys.initial) to.bind(3, keys.initial->data(), static_cast<int>(keys.initial->size()));
  if (keys.forename) to.bind(4, keys.forename->data(), static_cast<int>(keys.forename->size()));
}

// Nothing when it is there no more, or does not count.
Result<std::optional<LetterBefore>> CorrespondenceIndex::Database::letter_in(SQLite::Statement& row,
                                                                             Ledgers& ledgers) const {
  const auto date = Date::parse(row.getColumn(2).getString());
  if (!date) throw SQLite::Exception("a date in it is damaged", -1);
  LetterBefore letter{.reference = row.getColumn(0).getString(),
                      .issue = row.getColumn(1).getInt(),
                      .date = *date,
                      .department = row.getColumn(3).getString(),
                      .template_name = row.getColumn(4).getString(),
                      .paragraphs = lines_of(row.getColumn(5).getString()),
                      .run = {}};
  const std::int64_t n = row.getColumn(6).getInt64();
  if (n == 0) {
    const fs::path record = store / "records" / row.getColumn(7).getString() / (std::to_string(letter.issue) + ".json");
    std::error_code code;
    return fs::exists(record, code) ? std::optional(std::move(letter)) : std::nullopt;
  }
  const auto run = runs.find(n);
  if (run == runs.end()) return std::nullopt;
  const auto counts = ledgers.has(run->second, letter.reference);
  if (!counts) return fail(counts.error());
  if (!*counts) return std::nullopt;
  letter.run = run->second.root().string();
  return letter;
}

Result<CorrespondenceIndex> CorrespondenceIndex::open(const fs::path& folder, const fs::path& store) {
  auto file = IndexFile::open(folder, store, form());
  if (!file) return fail(std::move(file.error()));
  return CorrespondenceIndex(std::make_unique<Database>(Database{.file = std::move(*file), .store = store}));
}

void CorrespondenceIndex::forget(const fs::path& folder, const fs::path& store) {
  IndexFile::forget(folder, store, form());
}

CorrespondenceIndex::CorrespondenceIndex(std::unique_ptr<Database> database) : database_(std::move(database)) {}
CorrespondenceIndex::CorrespondenceIndex(CorrespondenceIndex&&) noexcept = default;
CorrespondenceIndex& CorrespondenceIndex::operator=(CorrespondenceIndex&&) noexcept = default;
CorrespondenceIndex::~CorrespondenceIndex() = default;

Result<Diagnostics> CorrespondenceIndex::bring_up_to_date(World& world, const Store& store,
                                                          const RegisteredRuns& runs) {
  return database_->file.ask_anew([&]() -> Result<Diagnostics> {
    SQLite::Database& sqlite = database_->file.sqlite();
    SQLite::Transaction all(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
    CorrespondenceTables tables(sqlite, world, store);
    auto followed = follow_records(sqlite, store, runs, tables);
    if (!followed) return fail(std::move(followed.error()));
    all.commit();
    database_->runs.clear();
    for (std::size_t i = 0; i < followed->runs.size(); ++i)
      if (followed->runs[i] != 0) database_->runs.emplace(followed->runs[i], runs.runs()[i].folder);
    database_->is_up_to_date = true;
    append(followed->faults, tables.faults());
    return std::move(followed->faults);
  });
}

Result<std::vector<LetterBefore>> CorrespondenceIndex::letters_to(const Case& letter) const {
  const auto names = names_of(letter.correspondent, letter.constituent);
  if (!names || !database_->is_up_to_date) return std::vector<LetterBefore>();
  return database_->file.ask([&]() -> Result<std::vector<LetterBefore>> {
    SQLite::Database& sqlite = database_->file.sqlite();
    const auto secret = secret_in(sqlite);
    std::vector<LetterBefore> letters;
    if (!secret) return letters;
    SQLite::Statement rows(sqlite, letters_to_one);
    database_->bind(rows, keys_of(*names, *secret));
    rows.bind(2, letter.reference);
    for (Ledgers ledgers; rows.executeStep();) {
      auto found = database_->letter_in(rows, ledgers);
      if (!found) return fail(std::move(found.error()));
      if (*found) letters.push_back(std::move(**found));
    }
    std::ranges::sort(letters, [](const LetterBefore& a, const LetterBefore& b) {
      return std::tie(a.date, a.reference, a.run) < std::tie(b.date, b.reference, b.run);
    });
    return letters;
  });
}

}  // namespace engross
