// What a proof says to people.
#pragma once

#include <string>

#include "base/result.hpp"
#include "envelopes/window_proof.hpp"
#include "letter/letter.hpp"

namespace engross {

// Codes, all errors but the last until a department grades them (department/check_codes.hpp):
//   envelope.hidden      a line of the address that the window can hide, or that comes too near to its edge: which one,
//                        at which side, by how many millimetres
//   envelope.shows       words, a picture or a rule beside the address that the window can show
//   envelope.clear-zone  the same, where the profile wants nothing, or too near to the address
//   envelope.lines       an address of more lines than the profile takes
//   envelope.sheet       a page of another size than the profile is for
//   envelope.no-address  (a warning) no address on page 1
// Each at the words in the letter, where they are found there.
Diagnostics window_findings(const WindowProof& proof, const Letter& letter);

// "3.3": millimetres rounded up to a tenth, so that moving by as many is enough.
std::string mm_up(double mm);
// "x 20 to 103, y 53 to 86 mm"
std::string in_words(const SheetArea& area);

}  // namespace engross
