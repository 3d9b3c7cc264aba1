// What a refusal under the Freedom of Information Act 2000 must say (its section 17).
#pragma once

#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/line_of_text.hpp"
#include "department/check_data.hpp"

namespace engross {

// A letter refuses information when its template is called "foi-refusal", when its case gives `facts.exemptions` (a
// list of {"section": …, "because": …}), or when the case has the topic "foi" and the letter's words withhold
// something.
bool refuses_information(const Letter& letter, const Case& case_, const LetterWords& words);

// Adds, for such a letter in English, what is missing: check.foi-section (no exemption is named, or one of the case's
// is not, or is none), check.foi-reason, check.foi-public-interest (of a qualified exemption), check.foi-review and
// check.foi-commissioner. With a draft, it is missed there. Nothing is
// said when no exemptions are known.
void check_information_refusal(const Letter& letter, const Case& case_, const LetterWords& words, const CheckData& data,
                               const SourceRef& draft, Diagnostics& found);

}  // namespace engross
