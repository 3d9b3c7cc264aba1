// Letters to people, in a store and in runs, and who asks which went to whom before.
#pragma once

#include <SQLiteCpp/Database.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "library/correspondence.hpp"
#include "recall_fixture.hpp"

namespace engross::test {

// A correspondent as JSON.
inline const std::string jane = R"({"title": "Ms", "forename": "Jane", "surname": "Jones", "postcode": "SY8 1AA"})";
inline const std::string rhys = R"({"forename": "Rhys", "surname": "Powell", "address": ["Tŷ Mawr", "Pwllheli"]})";

inline std::string case_to(const std::string& person, const std::string& reference = "NEW") {
  return fmt::format(R"({{"reference": "{}", "department": "harbour", "correspondent": {}}})", reference, person);
}

class CorrespondenceTest : public RecallTest {
 protected:
  static Record letter(const std::string& reference, const char* day, const std::vector<std::string>& paragraphs = {}) {
    Record record = record_with(reference, day, paragraphs);
    record.template_name = "reply";
    return record;
  }
  void send(const std::string& person, Record record, Store::Again again = Store::Again::refuse) {
    record.files.push_back({"case", "case.json", *store.keep(case_to(person, record.reference))});
    ASSERT_THAT(store.add(record, again), Succeeds());
  }
  // One letter each, of a run of that name.
  RunFolder send_run(const std::string& name, const std::vector<std::pair<std::string, Record>>& letters) {
    std::vector<Record> records;
    std::map<std::string, std::string> cases;
    for (const auto& [person, record] : letters) {
      records.push_back(record);
      cases.emplace(record.reference, case_to(person, record.reference));
    }
    return add_run(name, records, cases);
  }

  // By an index that is opened afresh.
  CorrespondenceIndex fresh_index() {
    auto index = CorrespondenceIndex::open(cache, store.root());
    EXPECT_THAT(index, Succeeds());
    const auto faults = index->bring_up_to_date(world, store, runs());
    EXPECT_THAT(faults, Succeeds());
    told = faults.value_or(Diagnostics());
    return std::move(*index);
  }
  static std::vector<LetterBefore> named_by(const CorrespondenceIndex& index, const std::string& person,
                                            const std::string& reference = "NEW") {
    const auto now = Case::from(make_source("a case", case_to(person, reference)));
    EXPECT_THAT(now, Succeeds());
    const auto letters = index.letters_to(*now);
    EXPECT_THAT(letters, Succeeds());
    return letters.value_or(std::vector<LetterBefore>());
  }
  // "A-1 2" of its second issue.
  static std::string listed(const std::vector<LetterBefore>& letters) {
    std::string list;
    for (const LetterBefore& one : letters)
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", one.reference, one.issue);
    return list;
  }
  std::string letters_to(const std::string& person, const std::string& reference = "NEW") {
    return listed(named_by(fresh_index(), person, reference));
  }

  std::string file() const {
    for (const auto& entry : std::filesystem::directory_iterator(cache))
      if (entry.path().extension() == ".letters") return entry.path().string();
    return {};
  }
  SQLite::Database opened_file() const { return {file(), SQLite::OPEN_READWRITE}; }
  // As if nobody had touched the store for a while: what is fresh is always looked at again.
  void let_it_rest() const {
    for (const auto& entry : std::filesystem::directory_iterator(store.root() / "records"))
      std::filesystem::last_write_time(entry.path(),
                                       std::filesystem::file_time_type::clock::now() - std::chrono::hours(++rested_));
  }

  std::string cache = folder / "cache";
  Diagnostics told;
  mutable int rested_ = 0;
};

}  // namespace engross::test
