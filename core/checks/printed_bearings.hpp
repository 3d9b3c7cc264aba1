// What a letter bears on its face: its reference and its date.
#pragma once

#include "base/result.hpp"
#include "cases/case.hpp"
#include "letter/letter.hpp"

namespace engross {

// A draft may change any word, but the record, the document's data and the head of page 2 have the reference and the
// date of the case. Adds check.reference and check.date findings where the template printed one of them in `composed`
// and the draft's section of that name no longer does. As it is printed: in the letter's language, by the formatter of
// the template.
void check_bearings(const Letter& letter, const Letter& composed, const SourceRef& draft, const Case& case_,
                    Diagnostics& found);

}  // namespace engross
