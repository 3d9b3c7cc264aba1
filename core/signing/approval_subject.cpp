// In: a letter or a batch as it is now, an approval. Out: whether the approval is of it as it is.
// Refuses: approvals of another letter or of another kind, and of what has changed since.
#include "signing/approval_subject.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.hpp"
#include "letter/diff.hpp"

namespace engross::signing {
namespace {

// What the approvals lie beside, when a shell takes its name as it is.
std::string beside_of(const Approvals& approvals, const char* otherwise) {
  const std::string suffix = approvals_beside("");
  if (!approvals.name.ends_with(suffix)) return otherwise;
  const std::string name = approvals.name.substr(0, approvals.name.size() - suffix.size());
  const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/-").find(c) != std::string_view::npos;
  });
  return plain ? name : otherwise;
}

// What is different, in words a person can look up in the letter.
std::string changes_of(const Approval& approval, const Approved& now) {
  if (const LetterDiff found = diff(approval.words, now.words); !found.same())
    return fmt::format("words have changed since\n{}", trim(print(found)));
  if (approval.statement.letter_sha256 != now.letter_sha256)
    return "the words are the same, but how they are set out has changed";
  return "the words are the same, but the look has changed: the house style, a picture or a font";
}

std::string day_words(const std::string& today) {
  return today.empty() ? "with the day of issue as their date" : fmt::format("as of {}", today);
}

// Everything in which a batch is another one now.
std::vector<std::string> changes_of(const ApprovalStatement& then, const ApprovedBatch& now) {
  std::vector<std::string> changes;
  const auto compare = [&](const std::string& before, const std::string& after, const char* sentence) {
    if (before != after) changes.emplace_back(sentence);
  };
  compare(then.export_sha256, now.export_sha256, "the export has changed since");
  compare(then.mapping_sha256, now.mapping_sha256,
          then.mapping_sha256.empty()  ? "it was approved without a mapping"
          : now.mapping_sha256.empty() ? "it was approved with a mapping"
                                       : "the mapping has changed since");
  if (changes.empty() && then.cases_sha256 != now.cases_sha256)
    changes.emplace_back(
        "the export is read otherwise (--format, --delimiter, --encoding, another engross), and gives other cases");
  if (const std::string cases = std::to_string(now.cases); then.cases != cases)
    changes.push_back(fmt::format("it had {} cases and has {}", then.cases, cases));
  if (then.department != now.department)
    changes.push_back(
        fmt::format("it was approved as one of the department {}, and is of {}", then.department, now.department));
  else
    compare(then.department_sha256, now.department_sha256, "the department has changed since");
  compare(then.shared_sha256, now.shared_sha256, "the shared templates have changed since");
  if (then.today != now.today)
    changes.push_back(
        fmt::format("its letters were approved {}, and would go out {}", day_words(then.today), day_words(now.today)));
  return changes;
}

Diagnostic other_kind(const Approval& approval, std::string_view kind) {
  const ApprovalStatement& said = approval.statement;
  return error("approvals.other-kind", {}, fmt::format("{} is of a {}, and this is a {}", whose(said), said.kind, kind),
               {fmt::format("have the {} approved for itself", kind)});
}

}  // namespace

std::string whose(const ApprovalStatement& statement) {
  return fmt::format("the approval by {} as {}", statement.person, statement.role);
}

Approval LetterSubject::unsigned_approval() const {
  Approval approval{.statement = {}, .words = letter_.words, .cms = {}};
  ApprovalStatement& said = approval.statement;
  said.kind = kind();
  said.reference = letter_.reference;
  said.department = letter_.department;
  said.department_sha256 = letter_.department_sha256;
  said.letter_sha256 = letter_.letter_sha256;
  said.pages_sha256 = letter_.pages_sha256;
  said.words_sha256 = sha256_of_words(letter_.words);
  return approval;
}

std::optional<Diagnostic> LetterSubject::is_of_another(const Approval& approval) const {
  const ApprovalStatement& said = approval.statement;
  if (said.kind != kind()) return other_kind(approval, kind());
  if (said.reference == letter_.reference && said.department == letter_.department) return std::nullopt;
  return error("approvals.other-letter", {},
               fmt::format("{} is of another letter: {} of {}", whose(said), said.reference, said.department),
               {"take away the file of approvals: it belongs beside another draft"});
}

bool LetterSubject::is_whole(const Approval& approval) const {
  return sha256_of_words(approval.words) == approval.statement.words_sha256;
}

std::optional<Diagnostic> LetterSubject::voided(const Approval& approval) const {
  const ApprovalStatement& said = approval.statement;
  if (said.letter_sha256 == letter_.letter_sha256 && said.pages_sha256 == letter_.pages_sha256) return std::nullopt;
  return error("approvals.void", {}, fmt::format("{} is void: {}", whose(said), changes_of(approval, letter_)),
               {fmt::format("undo the change, or have the letter approved again as {}", said.role)});
}

std::string LetterSubject::command(const Approvals& approvals, const std::string& role) const {
  return fmt::format("engross approve {} --as {} --key FILE", beside_of(approvals, "DRAFT"), role);
}

Approval BatchSubject::unsigned_approval() const {
  Approval approval;
  ApprovalStatement& said = approval.statement;
  said.kind = kind();
  said.department = batch_.department;
  said.department_sha256 = batch_.department_sha256;
  said.shared_sha256 = batch_.shared_sha256;
  said.export_sha256 = batch_.export_sha256;
  said.mapping_sha256 = batch_.mapping_sha256;
  said.cases_sha256 = batch_.cases_sha256;
  said.cases = std::to_string(batch_.cases);
  said.today = batch_.today;
  said.samples = batch_.samples;
  return approval;
}

std::optional<Diagnostic> BatchSubject::is_of_another(const Approval& approval) const {
  if (approval.statement.kind == kind()) return std::nullopt;
  return other_kind(approval, kind());
}

std::optional<Diagnostic> BatchSubject::voided(const Approval& approval) const {
  const ApprovalStatement& said = approval.statement;
  const std::vector<std::string> changes = changes_of(said, batch_);
  if (changes.empty()) return std::nullopt;
  std::vector<std::string> hints{fmt::format("undo the change, or have the batch approved again as {}", said.role)};
  if (!said.today.empty() && !batch_.today.empty() && said.today != batch_.today)
    hints.push_back(fmt::format("or let the letters bear that day: --today {}", said.today));
  return error("approvals.void", {}, fmt::format("{} is void: {}", whose(said), fmt::join(changes, "; ")),
               std::move(hints));
}

std::string BatchSubject::command(const Approvals& approvals, const std::string& role) const {
  return fmt::format("engross approve --batch {}{} --sample N --as {} --key FILE", beside_of(approvals, "EXPORT"),
                     batch_.mapping_sha256.empty() ? "" : " --map M.yaml", role);
}

}  // namespace engross::signing
