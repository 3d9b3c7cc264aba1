// Lines of records: what reads is written and reads again to the same.
#include "ledger/record_line.hpp"

#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<RecordLine> line = read_record_line(fuzz::source_of(data, size));
  if (!line) {
    fuzz::require_sound(line.error());
    return 0;
  }
  std::vector<KeptBytes> kept;
  for (const auto& [sha256, bytes] : line->kept) kept.push_back({sha256, bytes});
  const auto written = write_record_line(line->key, line->row, line->file, line->record, kept);
  if (!written) return 0;  // base64 and escapes can make it too long
  fuzz::require(written->find('\n') == std::string::npos, "a line is one line");
  const Result<RecordLine> again = read_record_line(make_source("again", *written));
  fuzz::require(again.has_value(), "a line that was written reads");
  fuzz::require(again->key == line->key && again->row == line->row && again->file == line->file,
                "it is the same letter");
  fuzz::require(again->kept == line->kept, "it brings every byte back");
  return 0;
}
