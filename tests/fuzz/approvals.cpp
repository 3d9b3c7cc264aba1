// Files of approvals: what reads is written and reads again to the same, and nobody's signature is found in it by
// chance.
#include "signing/approvals.hpp"

#include "letter/diff.hpp"
#include "require.hpp"

namespace {

using namespace engross;

// A department that trusts nobody and knows nobody.
const Department& nobodys() {
  static const Department department = [] {
    Department made;
    made.id = "harbour";
    made.policies.approvals = {"drafter", "checker"};
    return made;
  }();
  return department;
}

Approved same_as(const Approval& approval) {
  const ApprovalStatement& said = approval.statement;
  return {.reference = said.reference,
          .department = said.department,
          .department_sha256 = said.department_sha256,
          .letter_sha256 = said.letter_sha256,
          .pages_sha256 = std::string(64, '0'),
          .words = approval.words};
}

ApprovedBatch same_batch_as(const Approval& approval) {
  const ApprovalStatement& said = approval.statement;
  return {.department = said.department,
          .department_sha256 = said.department_sha256,
          .shared_sha256 = said.shared_sha256,
          .export_sha256 = said.export_sha256,
          .mapping_sha256 = std::string(64, '0'),
          .cases_sha256 = said.cases_sha256,
          .cases = 7,
          .today = said.today,
          .samples = {}};
}

void judge_as_batch(const Approvals& approvals, const Timestamp& now) {
  for (const Approval& approval : approvals.all)
    fuzz::require_sound(faults_of(approval, nobodys(), same_batch_as(approval), now));
  const auto checked = check_approvals(nobodys(), same_batch_as(approvals.all.front()), approvals, now);
  fuzz::require(!checked.has_value(), "a department that knows nobody has no approvals of batches");
  fuzz::require_sound(checked.error());
  const SeenLetters seen(approvals);
  for (const Approval& approval : approvals.all)
    for (const SeenLetter& letter : approval.statement.samples) {
      fuzz::require(seen.has(letter.reference), "a letter that was seen is known");
      fuzz::require_sound(seen.against({.reference = letter.reference,
                                        .department = {},
                                        .department_sha256 = {},
                                        .letter_sha256 = letter.letter_sha256,
                                        .pages_sha256 = letter.letter_sha256,
                                        .words = {}}));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Approvals> approvals = read_approvals(fuzz::source_of(data, size));
  if (!approvals) {
    fuzz::require_sound(approvals.error());
    return 0;
  }
  const std::string written = write_approvals(*approvals);
  const Result<Approvals> again = read_approvals(make_source("again", written));
  fuzz::require(again.has_value(), "approvals that were written read");
  fuzz::require(write_approvals(*again) == written, "they read back the same");
  const Timestamp now{.instant = {}, .offset_minutes = 0};
  for (std::size_t i = 0; i < approvals->all.size(); ++i) {
    const Approval& approval = approvals->all[i];
    const Approval& other = again->all[i];
    fuzz::require(approval.statement.canonical() == other.statement.canonical(), "a statement stays as it is");
    fuzz::require(diff(approval.words, other.words).same(), "the words stay as they are");
    fuzz::require_sound(faults_of(approval, nobodys(), same_as(approval), now));
    print(diff(approvals->all.front().words, approval.words));
  }
  if (!approvals->all.empty()) {
    const auto checked = check_approvals(nobodys(), same_as(approvals->all.front()), *approvals, now);
    fuzz::require(!checked.has_value(), "a department that knows nobody has no approvals");
    fuzz::require_sound(checked.error());
    judge_as_batch(*approvals, now);
  }
  return 0;
}
