// Dates that are wrong: that do not exist, that were another day of the week, that the case has otherwise.
#pragma once

#include "base/result.hpp"
#include "cases/case.hpp"
#include "checks/line_of_text.hpp"

namespace engross {

// Adds check.date-impossible, check.date-weekday, check.date-incoming and check.date-form findings, to a list of these
// alone, up to the most (base/enough.hpp). A date as the letter of the correspondent ("your letter of 3 May") is that
// of the case or of an earlier letter in its history; a date that the case gave itself is believed. Numbers alone, as a
// department's formatter may print them into a table, are found fault with only where they were typed.
void find_wrong_dates(const LineOfText& line, const Case& case_, Diagnostics& found);

}  // namespace engross
