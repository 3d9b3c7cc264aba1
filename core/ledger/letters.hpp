// What becomes of the cases of a run, and what the ledger says of each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace engross {

// A letter that a worker has written into the staging folder; from here on it is only moved.
struct PreparedLetter {
  std::string key;      // the case's reference
  std::size_t row = 0;  // of the export, from 1
  std::string case_sha256;
  std::string staged;  // name in the staging folder: "12.pdf"
  std::string file;    // its final name below the run's folder: "letters/0000/2016-0046030.pdf"
  std::string sha256;  // of its bytes
  std::uint64_t bytes = 0;
  std::size_t pages = 0;
  std::string record_line;  // one line of JSON without its line feed (ledger/record_line.hpp)
};

// A case that is no letter, and why.
struct RefusedCase {
  std::string key;  // may be empty, and may be another row's
  std::size_t row = 0;
  std::string case_sha256;
  std::string code;  // of the first diagnostic
  std::string message;
};

// What is put on disk at one go.
struct LetterGroup {
  std::vector<PreparedLetter> letters;
  std::vector<RefusedCase> refused;
  std::size_t size() const { return letters.size() + refused.size(); }
};

// prepared: its bytes are safe in the staging folder or under its final name, and its record is written: it is never
// made again. issued: under its final name. withdrawn: issued, and taken back; its file stays.
enum class LetterState : std::uint8_t { prepared = 1, issued = 2, withdrawn = 3 };
std::string_view name_of(LetterState state);

// Where a letter's record lies: in records/NNNN.jsonl.
struct RecordPlace {
  std::size_t file = 0;                 // NNNN, from 1
  std::uint64_t offset = 0, bytes = 0;  // of the line, without its line feed
};

struct LedgerLetter {
  std::string key;
  std::size_t row = 0;
  LetterState state = LetterState::prepared;
  std::string case_sha256, staged, file, sha256;
  std::uint64_t bytes = 0;
  std::size_t pages = 0;
  RecordPlace record;
  std::string withdrawn_at, because;  // of one that is withdrawn
  std::string purged_at{}, purged_because{};  // of one whose personal data was purged
};

struct LedgerCounts {
  std::size_t prepared = 0, issued = 0, withdrawn = 0, refused = 0;
  std::uint64_t bytes = 0;  // of the letters' files
  std::size_t pages = 0;
  std::size_t purged = 0;  // of issued and withdrawn ones
  std::size_t ends() const { return prepared + issued + withdrawn + refused; }
};

}  // namespace engross
