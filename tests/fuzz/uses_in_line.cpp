// Lines of records: where a line reads and has its members where engross puts them, the quick look says what reading
// says.
#include "ledger/record_line.hpp"
#include "library/recorded_use.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const SourceRef source = fuzz::source_of(data, size);
  (void)uses_in_line(source->text);  // of any bytes
  const Result<RecordLine> line = read_record_line(source);
  if (!line) return 0;
  std::vector<KeptBytes> kept;
  for (const auto& [sha256, bytes] : line->kept) kept.push_back({sha256, bytes});
  const auto written = write_record_line(line->key, line->row, line->file, line->record, kept);
  if (!written) return 0;
  const auto quick = uses_in_line(*written);
  if (!quick) return 0;  // an id with an escape in it
  const LetterUses read = uses_of(line->record);
  fuzz::require(quick->uses == read.uses, "the quick look finds the same paragraphs");
  fuzz::require(quick->department == read.department && quick->date == read.date, "and the same letter");
  return 0;
}
