// In: approvals, the letter or batch as it is now, its department. Out: whether everybody that it needs has approved
// it. Refuses: roles without an approval, approvals of something else or of what has changed, signatures that do not
// hold, people who may not approve (any longer), and one person in two roles.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "signing/approval_subject.hpp"
#include "signing/detached.hpp"
#include "signing/standing.hpp"

namespace engross {
namespace {

using signing::ApprovalSubject;
using signing::whose;

std::string does_not_count(const ApprovalStatement& statement) {
  return whose(statement) + " does not count";
}

Diagnostic tampered(const ApprovalStatement& statement, const std::string& what) {
  return error("approvals.signature", {}, fmt::format("{}: {}", does_not_count(statement), what),
               {fmt::format("somebody changed the file: have the {} approved again, and ask who did", statement.kind)});
}

std::optional<Diagnostic> not_allowed(const ApprovalStatement& statement, const Department& department) {
  const Approver* person = approver_of(department.approvers, statement.certificate);
  if (person == nullptr)
    return error(
        "approvals.unknown", {},
        fmt::format("{}: nobody in approvers.yaml has that certificate", does_not_count(statement)),
        {fmt::format("have the {} approved by somebody who is there, or put the person back", statement.kind)});
  if (!person->has(statement.role))
    return error("approvals.no-role", {},
                 fmt::format("{}: approvers.yaml does not give {} that role", does_not_count(statement), person->name),
                 {fmt::format("have the {} approved by somebody who is {}", statement.kind, statement.role)});
  return std::nullopt;
}

// The approvals that hold, as if everybody had just the roles in which they approved.
class Held {
 public:
  void add(const std::string& person, const std::string& role) {
    const auto [at, is_new] = index_.emplace(person, people_.size());
    if (is_new) people_.push_back({.name = person, .certificates = {}, .roles = {}});
    people_[at->second].roles.push_back(role);
  }
  bool by_different_people(const std::vector<std::string>& roles) const { return different_people(people_, roles); }
  bool has(std::string_view role) const {
    return std::ranges::any_of(people_, [&](const Approver& person) { return person.has(role); });
  }
  // "Ada Quay approved as drafter and checker"
  std::string in_several_roles() const {
    std::string all;
    for (const Approver& person : people_)
      if (person.roles.size() > 1)
        all +=
            fmt::format("{}{} approved as {}", all.empty() ? "" : "; ", person.name, fmt::join(person.roles, " and "));
    return all;
  }

 private:
  std::vector<Approver> people_;
  std::map<std::string, std::size_t> index_;
};

Diagnostic missing(const ApprovalSubject& of, const std::vector<std::string>& roles, const Approvals& approvals) {
  std::vector<std::string> hints;
  for (const std::string& role : roles) hints.push_back(of.command(approvals, role));
  return error("approvals.missing", {},
               fmt::format("the {} has not been approved as {}", of.kind(), fmt::join(roles, ", ")), std::move(hints));
}

Result<void> check(const Department& department, const ApprovalSubject& of, const Approvals& approvals,
                   const Timestamp& at) {
  const std::vector<std::string>& roles = department.policies.approvals;
  Held held;
  Diagnostics faults;
  std::map<std::string, Diagnostics> of_role;
  for (const Approval& approval : approvals.all) {
    const ApprovalStatement& said = approval.statement;
    if (std::ranges::find(roles, said.role) == roles.end()) continue;
    const Diagnostics found = signing::faults_of(approval, department, of, at);
    append(of_role[said.role], found);
    if (found.empty()) held.add(approver_of(department.approvers, said.certificate)->name, said.role);
  }
  std::vector<std::string> lacking;
  for (const std::string& role : roles) {
    if (held.has(role)) continue;
    of_role[role].empty() ? lacking.push_back(role) : append(faults, of_role[role]);
  }
  if (!lacking.empty()) faults.push_back(missing(of, lacking, approvals));
  if (faults.empty() && !held.by_different_people(roles))
    faults.push_back(error("approvals.same-person", {},
                           fmt::format("one person in two roles: {}", held.in_several_roles()),
                           {fmt::format("have the {} approved by somebody else in one of them", of.kind())}));
  if (!faults.empty()) return fail(std::move(faults));
  return {};
}

}  // namespace

Diagnostics signing::faults_of(const Approval& approval, const Department& department, const ApprovalSubject& of,
                               const Timestamp& at) {
  const ApprovalStatement& said = approval.statement;
  if (auto another = of.is_of_another(approval)) return {std::move(*another)};
  if (!of.is_whole(approval)) return {tampered(said, "the words beside it are not those that were approved")};
  const auto signer = signing::signer_of(approval.cms, said.canonical());
  if (!signer) return {tampered(said, "its signature " + signer.error().front().message)};
  if (signer->certificate.sha256() != said.certificate)
    return {tampered(said, fmt::format("{} signed it, with another certificate", signer->certificate.name()))};
  Diagnostics faults;
  if (auto fault = not_allowed(said, department)) faults.push_back(std::move(*fault));
  const auto standing =
      signing::standing_of(signer->certificate, signer->others, department.trust, at, does_not_count(said));
  if (!standing) append(faults, standing.error());
  if (auto fault = of.voided(approval)) faults.push_back(std::move(*fault));
  return faults;
}

Diagnostics faults_of(const Approval& approval, const Department& department, const Approved& approved,
                      const Timestamp& at) {
  return signing::faults_of(approval, department, signing::LetterSubject(approved), at);
}

Diagnostics faults_of(const Approval& approval, const Department& department, const ApprovedBatch& batch,
                      const Timestamp& at) {
  return signing::faults_of(approval, department, signing::BatchSubject(batch), at);
}

Result<void> check_approvals(const Department& department, const Approved& approved, const Approvals& approvals,
                             const Timestamp& at) {
  return check(department, signing::LetterSubject(approved), approvals, at);
}

Result<void> check_approvals(const Department& department, const ApprovedBatch& batch, const Approvals& approvals,
                             const Timestamp& at) {
  return check(department, signing::BatchSubject(batch), approvals, at);
}

}  // namespace engross
