// What a draft changes in a reply: its date, its words, and what is to be said of both.
#pragma once

#include "assemble/reply.hpp"
#include "compose/draft.hpp"

namespace engross {

// The calendar's, else the case's, else the draft's own, else today.
Date letter_date(const Calendar& calendar, const Case& case_, const DraftHead& head);

// The head of a draft that is written of the reply now.
DraftHead head_of(const Reply& reply, const Department& department, std::string case_path);

// The draft's words take the place of the composed ones. Errors: those of check_draft_head and read_draft. Findings:
// those that prepare() names.
Result<void> take_draft(const DraftHead& head, const Workbench& workbench, Reply& reply);

}  // namespace engross
