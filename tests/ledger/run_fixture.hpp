// A run in a folder of its own, with letters made up for it.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/sha256.hpp"
#include "ledger/publisher.hpp"
#include "ledger/record_line.hpp"
#include "ledger/run.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross::test {

inline RunIdentity some_identity() {
  RunIdentity identity;
  identity.export_name = "cases.csv";
  identity.export_bytes = 1234;
  identity.export_sha256 = sha256_hex("the export");
  identity.department = "dfe";
  identity.department_version = "1.0";
  identity.department_sha256 = sha256_hex("the department");
  identity.shared_sha256 = sha256_hex("the templates");
  identity.options.set("file_name", Value::string("{{reference}}"));
  identity.today = *Date::parse("2016-10-26");
  identity.engine = "0.1.0";
  return identity;
}

inline std::string bytes_of_row(std::size_t row) {
  return fmt::format("%PDF-1.7 the letter of row {}\n{}", row, std::string(row * 7 % 50, 'x'));
}

inline PreparedLetter letter_of_row(std::size_t row) {
  PreparedLetter letter;
  letter.key = fmt::format("2016-{:07}", row);
  letter.row = row;
  letter.case_sha256 = sha256_hex(fmt::format("case {}", row));
  letter.staged = fmt::format("{}.pdf", row);
  letter.file = fmt::format("{}/{}.pdf", RunFolder::letters_folder(row), letter.key);
  letter.sha256 = sha256_hex(bytes_of_row(row));
  letter.bytes = bytes_of_row(row).size();
  letter.pages = 2;
  letter.record_line = fmt::format(R"({{"key":"{}","row":{}}})", letter.key, row);
  return letter;
}

// What a worker does: the file is written, and not synced.
inline void stage(const RunFolder& folder, const PreparedLetter& letter) {
  write_file((folder.staging() / letter.staged).string(), bytes_of_row(letter.row));
}

inline LetterGroup group_of_rows(const RunFolder& folder, std::size_t from, std::size_t to) {
  LetterGroup group;
  for (std::size_t row = from; row <= to; ++row) {
    group.letters.push_back(letter_of_row(row));
    stage(folder, group.letters.back());
  }
  return group;
}

// Gives each letter a record that reads, with the case that it was made of.
inline LetterGroup with_records(LetterGroup group) {
  for (PreparedLetter& letter : group.letters) {
    Record record;
    record.reference = letter.key;
    record.at = Timestamp::parse("2016-10-26T09:00:00Z");
    record.output_sha256 = letter.sha256;
    record.output_bytes = letter.bytes;
    record.pages = letter.pages;
    const std::string own = "the case of " + letter.key;
    record.files.push_back({"case", letter.key + ".json", sha256_hex(own)});
    letter.record_line = *write_record_line(letter.key, letter.row, letter.file, record, {{sha256_hex(own), own}});
  }
  return group;
}

// In memory where there is such a place: what is tested is the order of the calls, not the disk.
inline std::string fast_folder() {
  return std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path().string();
}

class RunTest : public testing::Test {
 protected:
  TemporaryDirectory directory{fast_folder()};
  RunFolder folder{directory / "night"};
};

}  // namespace engross::test
