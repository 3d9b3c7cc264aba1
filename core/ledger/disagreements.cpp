// In: places where something does not agree. Out: a list by kind, with the words for each.
// Refuses nothing.
#include "ledger/disagreements.hpp"

namespace engross {
namespace {

struct Words {
  std::string_view code, message;
};

constexpr std::array<Words, Disagreements::kinds> words{{
    {"other-run", "folders that belong to another run than the first"},
    {"shard-missing", "shards of the run that were not named, or never ran"},
    {"shard-twice", "folders of a shard that there is already"},
    {"not-ended", "runs that have not ended: resume them"},
    {"rows-differ", "counts of the export's rows that differ"},
    {"no-end", "rows of the export that were neither issued nor refused"},
    {"two-ends", "rows of the export that ended more than once"},
    {"beyond-export", "rows of a ledger that the export does not have"},
    {"key-twice", "references that were issued more than once"},
    {"case-differs", "rows whose case is another one in the export than in the ledger"},
    {"prepared", "letters that are prepared and not issued: resume the run"},
    {"file-missing", "letters whose file is not there"},
    {"file-differs", "letters whose file has other bytes than the ledger says"},
    {"file-unknown", "files among the letters that no row names"},
    {"staged", "files in the staging folder: resume the run"},
    {"record-damaged", "letters whose record is missing or damaged, or is of other bytes"},
    {"records-longer", "files of records that the ledger does not know, or not all of"},
    {"object-missing", "objects that records name, and that are missing or damaged"},
    {"manifest-differs", "manifests that do not say what the ledger says"},
    {"purge-open", "letters whose purge was not ended, or of which something is back: purge the run again"},
}};

}  // namespace

std::vector<Disagreement> Disagreements::take() {
  std::vector<Disagreement> found;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    if (all_[kind].count == 0) continue;
    all_[kind].code = "reconcile." + std::string(words[kind].code);
    all_[kind].message = words[kind].message;
    found.push_back(std::move(all_[kind]));
  }
  return found;
}

}  // namespace engross
