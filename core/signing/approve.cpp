// In: a letter or batch that a person has looked at, their key, the approvals so far. Out: the approvals with one more.
// Refuses: roles that there are not, people who are no approvers or lack the role or hold another, certificates that
// are not good now, and to stand beside approvals of something else, unless those are to go.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "signing/approval_subject.hpp"
#include "signing/cms.hpp"
#include "signing/standing.hpp"

namespace engross {
namespace {

using signing::ApprovalSubject;

bool needs(const Department& department, const std::string& role) {
  return std::ranges::find(department.policies.approvals, role) != department.policies.approvals.end();
}

std::vector<std::string> roles_of(const Department& department) {
  std::vector<std::string> roles = department.policies.approvals;
  for (const Approver& person : department.approvers)
    for (const std::string& role : person.roles)
      if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
  return roles;
}

Result<const Approver*> person_of(const Department& department, const Certificate& certificate,
                                  const std::string& role) {
  const Approver* person = approver_of(department.approvers, certificate.sha256());
  if (person == nullptr)
    return fail(error("approvals.unknown", {},
                      fmt::format("this is the certificate of {}, fingerprint {}, and nobody in approvers.yaml has it",
                                  certificate.name(), certificate.sha256()),
                      {"use the key of an approver, or put the fingerprint into approvers.yaml"}));
  if (!person->has(role))
    return fail(
        error("approvals.no-role", {},
              fmt::format("{} may approve as {}, not as {}", person->name, fmt::join(person->roles, ", "), role),
              {"approve in a role that is yours, or have it given to you in approvers.yaml"}));
  return person;
}

// What others' approvals, which all hold, leave to this one.
std::optional<Diagnostic> in_the_way(const Department& department, const Approver& person, const std::string& role,
                                     const ApprovalStatement& other) {
  const Approver* who = approver_of(department.approvers, other.certificate);
  if (who == &person && needs(department, role) && needs(department, other.role))
    return error("approvals.same-person", {},
                 fmt::format("one person in two roles: {} has approved this {} as {} already", person.name, other.kind,
                             other.role),
                 {fmt::format("somebody else must approve it as {}", role)});
  if (who != &person && other.role == role)
    return error("approvals.held", {},
                 fmt::format("{} has approved this {} as {} already, and that holds", other.person, other.kind, role),
                 {"nothing is left to do in this role"});
  return std::nullopt;
}

Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

// Those that stay; faults of the others are in the way, or, `anew`, are told.
Result<Approving> others_of(const Department& department, const ApprovalSubject& of, const Approver& person,
                            const ApprovalOrder& order, Approvals so_far) {
  Approving made{.approvals = {.name = so_far.name, .all = {}}, .dropped = {}};
  Diagnostics faults;
  for (Approval& approval : so_far.all) {
    const ApprovalStatement& said = approval.statement;
    const bool own = approver_of(department.approvers, said.certificate) == &person && said.role == order.role;
    if (own) continue;
    const Diagnostics found = signing::faults_of(approval, department, of, order.at);
    if (!found.empty()) {
      append(order.anew ? made.dropped : faults, order.anew ? as_warnings(found) : found);
      continue;
    }
    if (auto fault = in_the_way(department, person, order.role, said)) faults.push_back(std::move(*fault));
    made.approvals.all.push_back(std::move(approval));
  }
  if (faults.empty()) return made;
  const bool only_void = std::ranges::none_of(faults, [](const Diagnostic& fault) {
    return fault.code == "approvals.same-person" || fault.code == "approvals.held";
  });
  if (only_void)
    faults.back().hints.push_back(fmt::format("or approve the {} as it is and drop such approvals: --anew", of.kind()));
  return fail(std::move(faults));
}

Result<std::string> sign(const SigningKey& key, std::vector<Certificate> chain, const std::string& statement) {
  if (chain.size() > 1) chain.pop_back();  // who checks has the root
  auto signer = CmsSigner::with(key, chain);
  if (!signer) return fail(std::move(signer.error()));
  const std::string_view piece = statement;
  return signer->sign({&piece, 1});
}

// What was written must be good when it is read: a fault here would otherwise come up when letters are issued.
Result<void> reads_again(const Department& department, const ApprovalSubject& of, const Approvals& approvals,
                         const Timestamp& at) {
  const auto again = read_approvals(make_source(approvals.name, write_approvals(approvals)));
  if (!again) return fail(again.error());
  if (Diagnostics faults = signing::faults_of(again->all.back(), department, of, at); !faults.empty())
    return fail(std::move(faults));
  return {};
}

// The file with one more approval, of whatever it is.
Result<Approving> say_yes(const Department& department, const ApprovalSubject& of, const SigningKey& key,
                          const ApprovalOrder& order, Approvals so_far) {
  if (auto known = role_is_known(department, order.role); !known) return fail(std::move(known.error()));
  const auto person = person_of(department, key.certificate(), order.role);
  if (!person) return fail(person.error());
  auto chain = signing::standing_of(key.certificate(), key.others(), department.trust, order.at,
                                    fmt::format("{} cannot approve", (*person)->name));
  if (!chain) return fail(std::move(chain.error()));
  auto made = others_of(department, of, **person, order, std::move(so_far));
  if (!made) return fail(std::move(made.error()));
  Approval approval = of.unsigned_approval();
  approval.statement.role = order.role;
  approval.statement.person = (*person)->name;
  approval.statement.certificate = key.certificate().sha256();
  approval.statement.time = order.at.rfc3339();
  auto cms = sign(key, std::move(*chain), approval.statement.canonical());
  if (!cms) return fail(std::move(cms.error()));
  approval.cms = std::move(*cms);
  made->approvals.all.push_back(std::move(approval));
  if (auto good = reads_again(department, of, made->approvals, order.at); !good) return fail(good.error());
  return made;
}

}  // namespace

Result<void> role_is_known(const Department& department, const std::string& role) {
  const std::vector<std::string> roles = roles_of(department);
  if (roles.empty())
    return fail(error("approvals.role", {}, fmt::format("{} has no approvers", department.name),
                      {"name them in approvers.yaml of the department"}));
  if (std::ranges::find(roles, role) != roles.end()) return {};
  std::string near = did_you_mean(role, roles);
  return fail(error("approvals.role", {}, fmt::format("{} has no role \"{}\"", department.name, role),
                    {near.empty() ? fmt::format("its roles are: {}", fmt::join(roles, ", ")) : std::move(near)}));
}

Result<Approving> approve(const Department& department, const Approved& approved, const SigningKey& key,
                          const ApprovalOrder& order, Approvals so_far) {
  return say_yes(department, signing::LetterSubject(approved), key, order, std::move(so_far));
}

Result<Approving> approve(const Department& department, const ApprovedBatch& batch, const SigningKey& key,
                          const ApprovalOrder& order, Approvals so_far) {
  return say_yes(department, signing::BatchSubject(batch), key, order, std::move(so_far));
}

}  // namespace engross
