// In: approvals of a batch, one of its letters. Out: whether it is the one that was seen.
// Refuses: a letter whose words or look are not those that somebody approved the batch for.
#include "signing/approved_batch.hpp"

#include <fmt/format.h>

#include "signing/approvals.hpp"

namespace engross {

SeenLetters::SeenLetters(const Approvals& approvals) {
  for (const Approval& approval : approvals.all)
    for (const SeenLetter& seen : approval.statement.samples)
      by_reference_[seen.reference].push_back({approval.statement.person, approval.statement.role, seen});
}

Diagnostics SeenLetters::against(const Approved& letter) const {
  Diagnostics faults;
  const auto found = by_reference_.find(letter.reference);
  if (found == by_reference_.end()) return faults;
  for (const By& by : found->second) {
    const bool same_words = by.seen.letter_sha256 == letter.letter_sha256;
    if (same_words && by.seen.pages_sha256 == letter.pages_sha256) continue;
    faults.push_back(error(
        "approvals.sampled", {},
        fmt::format("letter {} is not the one that {} saw and approved as {}: {}", letter.reference, by.person, by.role,
                    same_words ? "the words are the same, but the look has changed"
                               : "its words, or how they are set out, have changed"),
        {"the export and the department are as they were: look for another engross, other fonts or dictionaries of the "
         "machine, or a rule that depends on the day",
         "or have the batch approved again as it is now"}));
  }
  return faults;
}

}  // namespace engross
