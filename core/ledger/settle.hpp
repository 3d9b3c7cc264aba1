// What a run that was stopped has left half done is brought to an end, from what is on the disk alone.
#pragma once

#include <vector>

#include "ledger/ledger.hpp"

namespace engross {

// How a letter that the ledger has as `prepared` ended.
struct Settled {
  std::size_t published = 0;    // it lay in the staging folder with its hash, and has its final name now
  std::size_t found = 0;        // it had its final name with its hash
  std::size_t thrown_away = 0;  // staged files that were never prepared
  // Letters of which neither is there: "ledger.letter-lost", "ledger.name-taken". They stay prepared, are not made
  // again, and are told each time; their records can make the same bytes again.
  Diagnostics faults;
};

// Cuts the records back to what the ledger knows, settles each letter that is prepared, and empties the staging folder
// of what no letter needs. Stopped anywhere, it can be done again. Errors: "ledger.records-short", "world.unwritable",
// "world.unreadable", those of the ledger.
Result<Settled> settle(Ledger& ledger, FileCalls& calls);

// letters/0000, and letters/ above it.
Result<void> make_letters_folder(const RunFolder& folder, const std::string& name, FileCalls& calls);
// "ledger.name-taken".
Diagnostic letter_name_taken(const RunFolder& folder, const std::string& file);

}  // namespace engross
