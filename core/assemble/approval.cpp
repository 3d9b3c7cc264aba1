// In: a checked reply, the approvals beside its draft. Out: what is approved of it, and whether it may go out.
// Refuses: letters with errors, and letters that somebody whom the department asks for has not approved as they are.
#include "assemble/approval.hpp"

#include "assemble/stand_in_date.hpp"

namespace engross {
namespace {

Diagnostics errors_of(Diagnostics found) {
  std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
  return found;
}

Result<Pages> pages_of(Workbench& workbench, const Letter& letter) {
  return lay_out({.letter = &letter,
                  .style = &workbench.department->style,
                  .fonts = &workbench.equipment.fonts,
                  .logo = workbench.equipment.logo,
                  .fields = {},
                  .hyphenation = workbench.equipment.hyphenation.by_language,
                  .proof_mark = {}},
                 workbench.layout_cache);
}

}  // namespace

Result<Approved> approved_of(Workbench& workbench, const Reply& reply) {
  if (Diagnostics faults = errors_of(reply.findings); !faults.empty()) return fail(std::move(faults));
  const Department& department = *workbench.department;
  const bool undated = department.policies.date == DatePolicy::at_issue;
  const Letter letter = undated ? with_stand_in_date(reply.letter()) : reply.letter();
  const Result<Pages> pages = pages_of(workbench, letter);
  if (!pages) return fail(pages.error());
  if (Diagnostics faults = errors_of(workbench.checker.check(*pages)); !faults.empty()) return fail(std::move(faults));
  return approved_from(letter, *pages, department);
}

Result<void> approvals_allow(Workbench& workbench, const Reply& reply, const SourceRef& file, const Timestamp& at) {
  const Department& department = *workbench.department;
  if (department.policies.approvals.empty()) return {};
  const auto approved = approved_of(workbench, reply);
  if (!approved) return fail(approved.error());
  Approvals approvals{.name = approvals_beside((reply.draft ? reply.draft : reply.case_.document.source)->name),
                      .all = {}};
  if (file) {
    auto read = read_approvals(file);
    if (!read) return fail(std::move(read.error()));
    approvals = std::move(*read);
  }
  return check_approvals(department, *approved, approvals, at);
}

}  // namespace engross
