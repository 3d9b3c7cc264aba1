// Approvals of a reply: what is approved, and whether enough people have.
#pragma once

#include "assemble/reply.hpp"
#include "signing/approvals.hpp"

namespace engross {

// The letter's words and its pages without ink; under the policy date: at-issue, with a stand-in for the letter's date.
// Errors: the findings of severity error, and those of the layout.
Result<Approved> approved_of(Workbench& workbench, const Reply& reply);

// Whether the letter may go out, signed or not: its department needs no approvals, or all of them are there. `file`:
// what lies beside the draft; null when nothing does. Errors: those of approved_of, read_approvals and check_approvals.
Result<void> approvals_allow(Workbench& workbench, const Reply& reply, const SourceRef& file, const Timestamp& at);

}  // namespace engross
