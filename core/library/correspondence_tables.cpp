// In: the records of a store and of runs. Out: for each letter the keyed hashes of whom it went to, and what it said.
// Refuses nothing: cases that do not read are told, and those letters went to nobody.
#include "library/correspondence_tables.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include "ledger/record_line.hpp"
#include "ledger/run_records.hpp"

namespace engross {
namespace {

void once(SQLite::Statement& statement) {
  statement.exec();
  statement.reset();
}

void bind_hash(SQLite::Statement& to, int at, const std::optional<KeyedHash>& hash) {
  if (hash)
    to.bind(at, hash->data(), static_cast<int>(hash->size()));
  else
    to.bind(at);
}

}  // namespace

std::optional<std::string> secret_in(SQLite::Database& sqlite) {
  SQLite::Statement row(sqlite, "SELECT bytes FROM secret");
  if (!row.executeStep()) return std::nullopt;
  std::string secret = row.getColumn(0).getString();
  if (secret.size() != secret_bytes) throw SQLite::Exception("its key is damaged", SQLITE_CORRUPT);
  return secret;
}

std::string secret_for(SQLite::Database& sqlite) {
  if (auto known = secret_in(sqlite)) return std::move(*known);
  std::string fresh = new_secret();
  SQLite::Statement keep(sqlite, "INSERT INTO secret VALUES (1, ?)");
  keep.bind(1, fresh.data(), static_cast<int>(fresh.size()));
  keep.exec();
  return fresh;
}

CorrespondenceTables::CorrespondenceTables(SQLite::Database& sqlite, World& world, const Store& store)
    : sqlite_(sqlite),
      world_(world),
      store_(store),
      secret_(secret_for(sqlite)),
      forget_folder_(sqlite, "DELETE FROM letter WHERE folder = ? AND folder <> 0"),
      add_letter_(sqlite,
                  "INSERT INTO letter(whom, initial, forename, reference, issue, day, kind, folder, run) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      add_kind_(sqlite, "INSERT INTO kind(department, template, paragraphs) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
      find_kind_(sqlite, "SELECT n FROM kind WHERE department = ? AND template = ? AND paragraphs = ?") {}

void CorrespondenceTables::forget_folder(std::int64_t folder) {
  forget_folder_.bind(1, folder);
  once(forget_folder_);
}

// Of each reference the last issue: they come by reference and issue.
bool CorrespondenceTables::take_folder(std::int64_t folder, const StoredRecords& records) {
  bool whole = records.damaged.empty();
  for (std::size_t i = 0; i < records.records.size(); ++i) {
    const Record& record = records.records[i];
    if (i + 1 < records.records.size() && records.records[i + 1].reference == record.reference) continue;
    SentLetter letter = letter_of(record);
    if (records.damaged.empty() || is_last_issue(record)) whole = add_recipient(letter, record) && whole;
    add(letter, {.folder = folder});
  }
  return whole;
}

bool CorrespondenceTables::add_recipient(SentLetter& letter, const Record& record) {
  auto to = recipient_of(record, store_);
  if (to)
    letter.to = std::move(*to);
  else
    append(faults_, as_warnings(to.error()));
  return to.has_value();
}

// A record of a later one may be damaged: then nobody knows whom the letter went to in the end.
bool CorrespondenceTables::is_last_issue(const Record& record) {
  const auto issues = store_.issues_of(record.reference);
  return issues && (issues->empty() || issues->back() == record.issue);
}

Result<bool> CorrespondenceTables::begin_run(std::int64_t run, const RegisteredRuns::Opened& opened) {
  const auto purges = opened.ledger.purges();
  if (!purges) return fail(purges.error());
  was_purged_ = *purges > 0;
  const auto number = static_cast<std::int64_t>(*purges);
  SQLite::Statement row(sqlite_, "SELECT number FROM purges WHERE run = ?");
  row.bind(1, run);
  const bool is_known = row.executeStep();
  if (is_known && row.getColumn(0).getInt64() == number) return true;
  row.reset();
  SQLite::Statement keep(sqlite_, "INSERT OR REPLACE INTO purges VALUES (?, ?)");
  keep.bind(1, run);
  keep.bind(2, number);
  keep.exec();
  return !is_known;
}

void CorrespondenceTables::forget_run(std::int64_t run) {
  SQLite::Statement forget(sqlite_, "DELETE FROM letter WHERE run = ?");
  forget.bind(1, run);
  forget.exec();
}

// The ledger knows first that a letter is purged, before its line says so.
Result<void> CorrespondenceTables::take_line(std::int64_t run, const RegisteredRuns::Opened& opened,
                                             std::string_view line) {
  const auto letter = read_letter(opened, line);
  if (!letter) return fail(letter.error());
  if (letter->purged || !letter->to) return {};
  if (was_purged_) {
    const auto known = opened.ledger.find(letter->reference);
    if (!known) return fail(known.error());
    if (!*known || !(*known)->purged_at.empty()) return {};
  }
  add(*letter, {.run = run});
  return {};
}

Result<SentLetter> CorrespondenceTables::read_letter(const RegisteredRuns::Opened& opened, std::string_view line) {
  if (auto quick = letter_in_line(line)) return std::move(*quick);
  auto read =
      read_record_line(make_source(fmt::format("{}, records", opened.folder.root().string()), std::string(line)));
  if (!read) return fail(std::move(read.error()));
  SentLetter letter = letter_of(read->record);
  auto to = recipient_of(read->record, RunObjects(world_, opened.folder, std::move(read->kept)));
  if (!to) return fail(std::move(to.error()));
  letter.to = std::move(*to);
  return letter;
}

void CorrespondenceTables::add(const SentLetter& letter, Source from) {
  std::optional<CorrespondentKeys> keys;
  if (letter.to) keys = keys_of(*letter.to, secret_);
  bind_hash(add_letter_, 1, keys ? std::optional(keys->whom) : std::nullopt);
  bind_hash(add_letter_, 2, keys ? keys->initial : std::nullopt);
  bind_hash(add_letter_, 3, keys ? keys->forename : std::nullopt);
  add_letter_.bind(4, letter.reference);
  add_letter_.bind(5, letter.issue);
  add_letter_.bind(6, letter.date.iso());
  add_letter_.bind(7, kind_of(letter));
  add_letter_.bind(8, from.folder);
  add_letter_.bind(9, from.run);
  once(add_letter_);
}

// Letters of a run have the same few departments, templates and choices of paragraphs.
std::int64_t CorrespondenceTables::kind_of(const SentLetter& letter) {
  const std::string paragraphs = fmt::format("{}", fmt::join(letter.paragraphs, "\n"));
  const auto [known, is_new] =
      kinds_.try_emplace(fmt::format("{}\n{}\n{}", letter.department, letter.template_name, paragraphs), 0);
  if (!is_new) return known->second;
  for (SQLite::Statement* with : {&add_kind_, &find_kind_}) {
    with->bind(1, letter.department);
    with->bind(2, letter.template_name);
    with->bind(3, paragraphs);
  }
  once(add_kind_);
  find_kind_.executeStep();
  known->second = find_kind_.getColumn(0).getInt64();
  find_kind_.reset();
  return known->second;
}

}  // namespace engross
