// Lines of records: where a line reads and has its members where engross puts them, the quick look says what reading
// says.
#include "ledger/record_line.hpp"
#include "library/recorded_use.hpp"
#include "library/sent_letter.hpp"
#include "require.hpp"

namespace {

// What a line keeps.
struct LineObjects final : engross::KeptObjects {
  explicit LineObjects(const std::map<std::string, std::string>& of) : kept(of) {}
  engross::Result<std::string> object(const std::string& sha256) const override {
    const auto found = kept.find(sha256);
    if (found == kept.end()) return engross::fail(engross::error("store.missing", {}, "it is not there"));
    return found->second;
  }
  const std::map<std::string, std::string>& kept;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const SourceRef source = fuzz::source_of(data, size);
  (void)uses_in_line(source->text);  // of any bytes
  (void)letter_in_line(source->text);
  const Result<RecordLine> line = read_record_line(source);
  if (!line) return 0;
  std::vector<KeptBytes> kept;
  for (const auto& [sha256, bytes] : line->kept) kept.push_back({sha256, bytes});
  const auto written = write_record_line(line->key, line->row, line->file, line->record, kept);
  if (!written) return 0;
  if (const auto sent = letter_in_line(*written)) {
    const SentLetter whole = letter_of(line->record);
    fuzz::require(sent->reference == whole.reference && sent->issue == whole.issue && sent->date == whole.date &&
                      sent->department == whole.department && sent->template_name == whole.template_name,
                  "a letter sent is the one of the record");
    fuzz::require(sent->paragraphs == whole.paragraphs, "and has its paragraphs");
    fuzz::require(sent->purged == whole.purged, "and is purged when that is");
    const auto to = recipient_of(line->record, LineObjects(line->kept));
    fuzz::require(to.has_value() && *to == sent->to, "and went to the same one");
  }
  const auto quick = uses_in_line(*written);
  if (!quick) return 0;  // an id with an escape in it
  const LetterUses read = uses_of(line->record);
  fuzz::require(quick->uses == read.uses, "the quick look finds the same paragraphs");
  fuzz::require(quick->department == read.department && quick->date == read.date, "and the same letter");
  return 0;
}
