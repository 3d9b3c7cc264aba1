// Files of an officer's steps: what reads is written as it reads again.
#include "desk/steps.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const Result<DeskJournal> journal = read_journal(fuzz::source_of(data, size));
  if (!journal) {
    fuzz::require_sound(journal.error());
    return 0;
  }
  const Result<DeskJournal> again = read_journal(make_source("again", write_journal(*journal)));
  fuzz::require(again.has_value(), "what was written reads");
  fuzz::require(again->identity == journal->identity && again->steps == journal->steps, "it is the same");
  return 0;
}
