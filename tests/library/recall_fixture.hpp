// A store and a run with letters that have paragraphs, for what is looked up in records.
#pragma once

#include <fmt/format.h>

#include <map>

#include "ledger/registered_runs.hpp"
#include "ledger/run_fixture.hpp"
#include "record/store.hpp"

namespace engross::test {

// Paragraphs as "id@revision".
inline Record record_with(const std::string& reference, const char* day, const std::vector<std::string>& paragraphs,
                          const std::string& department = "harbour") {
  Record record;
  record.reference = reference;
  record.engine = "0";
  record.at = Timestamp::parse(std::string(day) + "T09:00:00Z");
  record.letter_date = *Date::parse(day);
  record.today = record.letter_date;
  record.department = department;
  record.language = "en-GB";
  record.output_sha256 = sha256_hex(reference);
  for (const std::string& one : paragraphs) {
    RecordedParagraph paragraph{.part = Part::body, .why = {}, .text_sha256 = sha256_hex(one), .values = {}};
    paragraph.why.kind = Provenance::Kind::paragraph;
    paragraph.why.id = one.substr(0, one.find('@'));
    paragraph.why.revision = std::stoi(one.substr(one.find('@') + 1));
    paragraph.why.owner = R"(Quay "and" \Mole)";
    paragraph.why.reason = R"(subject = "kind":"paragraph","id":"none","revision":9)";
    paragraph.values.push_back({"/case/subject", R"({"kind":"paragraph","id":"none","revision":9,"edited":true})"});
    record.paragraphs.push_back(paragraph);
  }
  RecordedParagraph words{.part = Part::body, .why = {}, .text_sha256 = sha256_hex("own"), .values = {}};
  words.why.kind = Provenance::Kind::officer;
  words.why.id = "own-words";
  record.paragraphs.push_back(words);
  return record;
}

inline std::string case_of_letter(const std::string& reference, const std::string& surname = "Jones") {
  return fmt::format(
      "{{\"reference\": \"{}\",\n \"department\": \"harbour\", \"facts\": {{\"due\": 12.50}},\n \"correspondent\": "
      "{{\"title\": \"Ms\", \"surname\": \"{}\", \"organisation\": \"Quay & Co\"}}}}",
      reference, surname);
}

// Letters of rows `first` and on, with their cases: by default that of "Row 1".
inline LetterGroup recorded_group(const RunFolder& folder, std::vector<Record> records, std::size_t first = 1,
                                  const std::map<std::string, std::string>& cases = {}) {
  LetterGroup group;
  for (std::size_t row = first; row < first + records.size(); ++row) {
    Record& record = records[row - first];
    PreparedLetter letter = letter_of_row(row);
    letter.key = record.reference;
    letter.file = fmt::format("letters/0000/{}.pdf", letter.key);
    record.output_sha256 = letter.sha256;
    const auto given = cases.find(letter.key);
    const std::string own =
        given != cases.end() ? given->second : case_of_letter(letter.key, fmt::format("Row {}", row));
    record.files.push_back({"case", "", sha256_hex(own)});
    letter.record_line = *write_record_line(letter.key, row, letter.file, record, {{sha256_hex(own), own}});
    stage(folder, letter);
    group.letters.push_back(std::move(letter));
  }
  return group;
}

// The folder of a run with letters of rows 1 and on.
inline void make_recorded_run(const RunFolder& folder, std::vector<Record> records,
                              RunIdentity identity = some_identity(),
                              const std::map<std::string, std::string>& cases = {}) {
  auto run = begin_run(folder, identity);
  ASSERT_THAT(run, Succeeds());
  auto publisher = Publisher::open(run->ledger, Syncing::each_file);
  const std::size_t rows = records.size();
  ASSERT_THAT(publisher->publish(recorded_group(folder, std::move(records), 1, cases)), Succeeds());
  ASSERT_THAT(publisher->finish(rows), Succeeds());
}

class RecallTest : public testing::Test {
 protected:
  void add(Record record, Store::Again again = Store::Again::refuse) {
    record.files.push_back({"case", "case.json", *store.keep(case_of_letter(record.reference))});
    ASSERT_THAT(store.add(record, again), Succeeds());
  }
  // One that is registered with the store.
  RunFolder add_run(const std::string& name, std::vector<Record> records,
                    const std::map<std::string, std::string>& cases = {}) {
    RunFolder run(folder / name);
    make_recorded_run(run, std::move(records), some_identity(), cases);
    EXPECT_THAT(register_run(world, store.root(), run, some_identity()), Succeeds());
    return run;
  }
  RegisteredRuns runs() { return {world, store.root()}; }

  SystemWorld world;
  TemporaryDirectory folder{fast_folder()};
  Store store{world, folder / "store"};
};

}  // namespace engross::test
