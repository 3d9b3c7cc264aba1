// What a CorrespondenceIndex reads of a store and of runs into its tables. Private to this room.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>
#include <unordered_map>

#include "library/correspondent_keys.hpp"
#include "library/record_follower.hpp"
#include "library/sent_letter.hpp"

namespace engross {

// A letter is of a folder or of a run; the other is 0. Those of whom nobody can say to whom they went are there for
// their references: they take the place of a letter that a run issued first.
constexpr std::string_view correspondence_tables = R"(
CREATE TABLE secret(one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL) STRICT;
CREATE TABLE kind(n INTEGER PRIMARY KEY, department TEXT NOT NULL, template TEXT NOT NULL, paragraphs TEXT NOT NULL,
  UNIQUE (department, template, paragraphs)) STRICT;
CREATE TABLE letter(n INTEGER PRIMARY KEY, whom BLOB, initial BLOB, forename BLOB, reference TEXT NOT NULL,
  issue INTEGER NOT NULL, day TEXT NOT NULL, kind INTEGER NOT NULL, folder INTEGER NOT NULL, run INTEGER NOT NULL)
  STRICT;
CREATE INDEX letter_to ON letter(whom) WHERE whom IS NOT NULL;
CREATE INDEX letter_of_folder ON letter(folder) WHERE folder <> 0;
CREATE INDEX letter_of_reference ON letter(reference) WHERE folder <> 0;
CREATE TABLE purges(run INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT;
)";

// The secret of an index; nothing when it has none yet. SQLite's exception for one that is damaged.
std::optional<std::string> secret_in(SQLite::Database& sqlite);
// The same, made now when there is none.
std::string secret_for(SQLite::Database& sqlite);

class CorrespondenceTables final : public RecordReceiver {
 public:
  CorrespondenceTables(SQLite::Database& sqlite, World& world, const Store& store);

  void forget_folder(std::int64_t folder) override;
  bool take_folder(std::int64_t folder, const StoredRecords& records) override;
  Result<bool> begin_run(std::int64_t run, const RegisteredRuns::Opened& opened) override;
  void forget_run(std::int64_t run) override;
  Result<void> take_line(std::int64_t run, const RegisteredRuns::Opened& opened, std::string_view line) override;
  void end_run(std::int64_t /*run*/) override {}

  const Diagnostics& faults() const { return faults_; }  // warnings: cases of single letters that do not read

 private:
  struct Source {
    std::int64_t folder = 0, run = 0;
  };
  // Whether the case could be read.
  bool add_recipient(SentLetter& letter, const Record& record);
  bool is_last_issue(const Record& record);
  Result<SentLetter> read_letter(const RegisteredRuns::Opened& opened, std::string_view line);
  void add(const SentLetter& letter, Source from);
  std::int64_t kind_of(const SentLetter& letter);

  SQLite::Database& sqlite_;
  World& world_;
  const Store& store_;
  std::string secret_;
  SQLite::Statement forget_folder_, add_letter_, add_kind_, find_kind_;
  std::unordered_map<std::string, std::int64_t> kinds_;
  bool was_purged_ = false;  // the run whose lines come
  Diagnostics faults_;
};

}  // namespace engross
