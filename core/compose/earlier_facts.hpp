// What rules and paragraphs see of the letters that went to the correspondent before.
#pragma once

#include "cases/case.hpp"
#include "data/value.hpp"

namespace engross {

//   earlier.count       how many the case's history has
//   earlier.last        {reference, date, template} of the latest, as far as the history says them
//   earlier.<template>  the same of the latest with that template: earlier.holding, earlier.reply
// The latest is the one with the latest date; of those without one, or of one day, the last in the list.
// Null without a history.
Value earlier_facts(const Case& case_);

}  // namespace engross
