// The letter with another date, for what is approved before the date is known.
#pragma once

#include "letter/letter.hpp"

namespace engross {

// 1 January 2000: no letter of ours bears it, and it is as wide as others.
Date stand_in_date();

// The letter as if it were dated so: its date, and every run of text that prints the date of the letter as a formatter
// does. What was typed by hand stays as it is, and so does what only follows from the date, such as days left.
Letter with_stand_in_date(Letter letter);

}  // namespace engross
