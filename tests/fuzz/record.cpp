// Records of issued letters: what reads is written and reads again to the same.
#include "record/record.hpp"

#include "data/read.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<Document> document = read_json(fuzz::source_of(data, size));
  if (!document) return 0;
  const Result<Record> record = record_from(*document);
  if (!record) {
    fuzz::require_sound(record.error());
    return 0;
  }
  fuzz::require(record->at.has_value(), "a letter was issued at some time");
  fuzz::require(record->file("no such role") == nullptr, "a file has the role that was asked for");
  const std::string written = to_json(*record);
  const Result<Document> again = read_json(make_source("again", written));
  fuzz::require(again.has_value(), "what was written is JSON");
  const Result<Record> same = record_from(*again);
  if (!same) std::fprintf(stderr, "%s%s", written.c_str(), print(same.error()).c_str());
  fuzz::require(same.has_value(), "a record that was written reads");
  fuzz::require(to_json(*same) == written, "it reads back the same");
  return 0;
}
