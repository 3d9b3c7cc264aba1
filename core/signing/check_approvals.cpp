// In: approvals, the letter as it is now, its department. Out: whether everybody that it needs has approved it.
// Refuses: roles without an approval, approvals of other words, another look or another letter, signatures that do not
// hold, people who may not approve (any longer), and one person in two roles.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "letter/diff.hpp"
#include "signing/approvals.hpp"
#include "signing/detached.hpp"
#include "signing/standing.hpp"

namespace engross {
namespace {

std::string whose(const ApprovalStatement& statement) {
  return fmt::format("the approval by {} as {}", statement.person, statement.role);
}

std::string does_not_count(const ApprovalStatement& statement) {
  return whose(statement) + " does not count";
}

Diagnostic tampered(const ApprovalStatement& statement, const std::string& what) {
  return error("approvals.signature", {}, fmt::format("{}: {}", does_not_count(statement), what),
               {"somebody changed the file: have the letter approved again, and ask who did"});
}

// What is different, in words a person can look up in the letter.
std::string changes_of(const Approval& approval, const Approved& now) {
  if (const LetterDiff found = diff(approval.words, now.words); !found.same())
    return fmt::format("words have changed since\n{}", trim(print(found)));
  if (approval.statement.letter_sha256 != now.letter_sha256)
    return "the words are the same, but how they are set out has changed";
  return "the words are the same, but the look has changed: the house style, a picture or a font";
}

std::optional<Diagnostic> voided(const Approval& approval, const Approved& now) {
  const ApprovalStatement& said = approval.statement;
  if (said.letter_sha256 == now.letter_sha256 && said.pages_sha256 == now.pages_sha256) return std::nullopt;
  return error("approvals.void", {}, fmt::format("{} is void: {}", whose(said), changes_of(approval, now)),
               {fmt::format("undo the change, or have the letter approved again as {}", said.role)});
}

std::optional<Diagnostic> not_allowed(const ApprovalStatement& statement, const Department& department) {
  const Approver* person = approver_of(department.approvers, statement.certificate);
  if (person == nullptr)
    return error("approvals.unknown", {},
                 fmt::format("{}: nobody in approvers.yaml has that certificate", does_not_count(statement)),
                 {"have the letter approved by somebody who is there, or put the person back"});
  if (!person->has(statement.role))
    return error("approvals.no-role", {},
                 fmt::format("{}: approvers.yaml does not give {} that role", does_not_count(statement), person->name),
                 {fmt::format("have the letter approved by somebody who is {}", statement.role)});
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

// The draft, when a shell takes its name as it is.
std::string draft_of(const Approvals& approvals) {
  const std::string suffix = approvals_beside("");
  if (!approvals.name.ends_with(suffix)) return "DRAFT";
  const std::string draft = approvals.name.substr(0, approvals.name.size() - suffix.size());
  const bool plain = !draft.empty() && std::ranges::all_of(draft, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/-").find(c) != std::string_view::npos;
  });
  return plain ? draft : "DRAFT";
}

Diagnostic missing(const std::vector<std::string>& roles, const Approvals& approvals) {
  std::vector<std::string> hints;
  for (const std::string& role : roles)
    hints.push_back(fmt::format("engross approve {} --as {} --key FILE", draft_of(approvals), role));
  return error("approvals.missing", {}, fmt::format("the letter has not been approved as {}", fmt::join(roles, ", ")),
               std::move(hints));
}

}  // namespace

Diagnostics faults_of(const Approval& approval, const Department& department, const Approved& approved,
                      const Timestamp& at) {
  const ApprovalStatement& said = approval.statement;
  if (said.reference != approved.reference || said.department != approved.department)
    return {error("approvals.other-letter", {},
                  fmt::format("{} is of another letter: {} of {}", whose(said), said.reference, said.department),
                  {"take away the file of approvals: it belongs beside another draft"})};
  if (sha256_of_words(approval.words) != said.words_sha256)
    return {tampered(said, "the words beside it are not those that were approved")};
  const auto signer = signing::signer_of(approval.cms, said.canonical());
  if (!signer) return {tampered(said, "its signature " + signer.error().front().message)};
  if (signer->certificate.sha256() != said.certificate)
    return {tampered(said, fmt::format("{} signed it, with another certificate", signer->certificate.name()))};
  Diagnostics faults;
  if (auto fault = not_allowed(said, department)) faults.push_back(std::move(*fault));
  const auto standing =
      signing::standing_of(signer->certificate, signer->others, department.trust, at, does_not_count(said));
  if (!standing) append(faults, standing.error());
  if (auto fault = voided(approval, approved)) faults.push_back(std::move(*fault));
  return faults;
}

Result<void> check_approvals(const Department& department, const Approved& approved, const Approvals& approvals,
                             const Timestamp& at) {
  const std::vector<std::string>& roles = department.policies.approvals;
  Held held;
  Diagnostics faults;
  std::map<std::string, Diagnostics> of_role;
  for (const Approval& approval : approvals.all) {
    const ApprovalStatement& said = approval.statement;
    if (std::ranges::find(roles, said.role) == roles.end()) continue;
    const Diagnostics found = faults_of(approval, department, approved, at);
    append(of_role[said.role], found);
    if (found.empty()) held.add(approver_of(department.approvers, said.certificate)->name, said.role);
  }
  std::vector<std::string> lacking;
  for (const std::string& role : roles) {
    if (held.has(role)) continue;
    of_role[role].empty() ? lacking.push_back(role) : append(faults, of_role[role]);
  }
  if (!lacking.empty()) faults.push_back(missing(lacking, approvals));
  if (faults.empty() && !held.by_different_people(roles))
    faults.push_back(error("approvals.same-person", {},
                           fmt::format("one person in two roles: {}", held.in_several_roles()),
                           {"have the letter approved by somebody else in one of them"}));
  if (!faults.empty()) return fail(std::move(faults));
  return {};
}

}  // namespace engross
