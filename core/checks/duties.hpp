// What a reply owes its reader: to quote what it answers, to name whom it is about, to say when more will come.
#pragma once

#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/line_of_text.hpp"

namespace engross {

// Adds check.incoming-date, check.incoming-reference, check.constituent, check.constituent-address and
// check.holding-date findings (sources: the Cabinet Office's guidance on correspondence from members of Parliament).
// Of what is not there: with a draft, it is missed there.
//   incoming       the date of the letter that is answered, and its reference, stand somewhere in the letter
//   constituent    somebody whom the correspondent wrote for is named by surname; by a member of a parliament, with the
//                  first line of their address and their postcode, when the case has them
//   holding-date   a letter of the template "holding" names a day after its own, or a time within which the reply comes
void check_duties(const Letter& letter, const Case& case_, const LetterWords& words, const SourceRef& draft,
                  Diagnostics& found);

}  // namespace engross
