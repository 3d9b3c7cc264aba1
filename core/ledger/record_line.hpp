// One line of records/NNNN.jsonl: the record of a letter, with all that no other letter of the run was made of.
//
//   {"key":"2016-0046030","row":12,"file":"letters/0000/2016-0046030.pdf","record":{…},
//    "kept":{"<SHA-256>":"text","<SHA-256>":{"base64":"…"}}}
//
// docs/schemas/record-line.schema.json describes it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

namespace engross {

struct RecordLine {
  std::string key;
  std::size_t row = 0;
  std::string file;  // below the run's folder
  Record record;
  std::map<std::string, std::string> kept;  // bytes by their SHA-256
};

// Bytes that go into a line, whoever holds them.
struct KeptBytes {
  std::string sha256;
  std::string_view bytes;
};

// Without a line feed. What is not the text that read_json() would give back goes in as base64. Error:
// "ledger.record-too-large" (more than read_record_line() takes).
Result<std::string> write_record_line(std::string_view key, std::size_t row, std::string_view file,
                                      const Record& record, const std::vector<KeptBytes>& kept);

// Errors: "record.damaged" with the place of what is wrong, also of bytes that do not have their hash; those of
// read_json().
Result<RecordLine> read_record_line(SourceRef line);

}  // namespace engross
