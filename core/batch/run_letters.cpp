// In: folders of runs. Out: what was issued, and each letter's pages again.
// Refuses: runs without an end, folders whose letters were not made alike.
#include "batch/run_letters.hpp"

#include <fmt/format.h>

#include "data/read.hpp"
#include "record/purge_record.hpp"

namespace engross {
namespace {

std::string postcode_of(const RecordLine& line) {
  const RecordedFile* named = line.record.file("case");
  const auto kept = named == nullptr ? line.kept.end() : line.kept.find(named->sha256);
  if (kept == line.kept.end()) return {};
  const auto read = read_json(make_source(named->name, kept->second));
  const Value* postcode = read ? find_path(read->root, "correspondent.postcode") : nullptr;
  return postcode != nullptr && postcode->is_string() ? postcode->text() : std::string();
}

}  // namespace

Result<RunLetters> RunLetters::open(World& world, const std::vector<RunFolder>& folders) {
  std::optional<RunLetters> all;
  std::optional<Record> first;
  for (const RunFolder& folder : folders) {
    const auto ledger = Ledger::open(folder, Ledger::Access::read);
    if (!ledger) return fail(ledger.error());
    if (!all) all = RunLetters(world, ledger->identity());
    if (auto added = all->add(*ledger, first); !added) return fail(std::move(added.error()));
  }
  if (!all || all->items_.empty())
    return fail(error("batch.no-letters", {}, "there is nothing to print: no letter was issued there",
                      {"name the folder that engross batch wrote into"}));
  return std::move(*all);
}

Result<void> RunLetters::add(const Ledger& ledger, std::optional<Record>& first) {
  const RunFolder& folder = ledger.folder();
  const auto rows = ledger.rows();
  if (!rows) return fail(rows.error());
  if (!*rows)
    return fail(error("batch.unfinished", {}, fmt::format("the run {} has not come to its end", folder.root().string()),
                      {"resume it first: sequence numbers count all its letters"}));
  return ledger.each_letter([&](const LedgerLetter& letter) -> Result<void> {
    if (letter.state != LetterState::issued) return {};
    auto line = read_record(folder, letter);
    if (!line) return fail(std::move(line.error()));
    if (line->record.purged) return fail(Diagnostics{purged_letter(line->record)});
    if (!first) {
      first = line->record;
      auto made = workbench_again(RunObjects(*world_, folder, {}), *first);
      if (!made) return fail(std::move(made.error()));
      workbench_ = std::move(*made);
      language_ = first->language;
    }
    if (!made_alike(*first, line->record))
      return fail(error("batch.not-alike", {},
                        fmt::format("{} was made with another department, other templates or fonts than {}", letter.key,
                                    first->reference),
                        {"print each run by itself"}));
    items_.push_back(
        {.reference = letter.key, .postcode = postcode_of(*line), .pages = letter.pages, .sha256 = letter.sha256});
    places_.push_back({folder, letter});
    return {};
  });
}

Result<Pages> RunLetters::pages(std::size_t item, const OpenInk& open_ink) {
  const Place& place = places_[item];
  auto line = read_record(place.folder, place.letter);
  if (!line) return fail(std::move(line.error()));
  return pages_again(*workbench_, RunObjects(*world_, place.folder, std::move(line->kept)), line->record, open_ink);
}

}  // namespace engross
