// In: a checked reply. Out: the letter on disk and its record in the store.
// Refuses: findings of severity error, a reference that was issued before, what the department does not allow.
#include "assemble/issue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assemble/approval.hpp"
#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "department/bundle.hpp"

namespace engross {
namespace {

// Signed by somebody who may, or unsigned where that is allowed.
Result<void> signed_rightly(const Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  const Department& department = *workbench.department;
  if (order.hand != nullptr) return may_sign(*order.hand, reply, department);
  if (!order.unsigned_)
    return fail(
        error("issue.unsigned", {}, "nothing was said of how the letter is signed",
              {"sign it: --sign-as ID --key FILE", "or say --unsigned to issue it without a digital signature"}));
  if (department.policies.allow_unsigned) return {};
  return fail(error("issue.unsigned", {},
                    fmt::format("{} does not issue letters without a digital signature", department.name),
                    {"sign it: --sign-as ID --key FILE",
                     "or let the department allow it: policies.allow_unsigned in department.yaml"}));
}

// What this letter alone was made from.
std::vector<LetterPart> inputs_of(const Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  const auto of_source = [](std::string role, const Source& source) {
    return LetterPart{.role = std::move(role), .name = source.name, .bytes = source.text};
  };
  const Department& department = *workbench.department;
  std::vector<LetterPart> parts{of_source("case", *reply.case_.document.source)};
  if (reply.draft) parts.push_back(of_source("draft", *reply.draft));
  if (order.approvals && !department.policies.approvals.empty())
    parts.push_back(of_source("approvals", *order.approvals));
  if (!reply.decided.answers.empty()) parts.push_back({"decisions", department.id, reply.decided.answers});
  return parts;
}

// A letter that is ready to go, and what its record must keep of the signature.
Result<SignedLetter> make(Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (order.hand != nullptr) return sign_letter(workbench, reply, *order.hand);
  auto finished = finish(workbench, reply, Purpose::letter);
  if (!finished) return fail(std::move(finished.error()));
  return SignedLetter{.finished = std::move(*finished), .seal = {}, .parts = {}};
}

}  // namespace

std::string engine_version() {
  return ENGROSS_VERSION;
}

Record record_of(const Workbench& workbench, const Reply& reply, const IssueOrder& order, const Finished& finished) {
  Record record;
  record.reference = reply.letter().reference;
  record.because = shown(trim(order.because));
  record.engine = engine_version();
  record.at = order.at;
  record.letter_date = reply.date;
  record.today = reply.today;
  record.department = workbench.department->id;
  record.department_version = workbench.department->version;
  record.template_name = reply.letter().template_name;
  record.language = reply.letter().language;
  for (const Letter& further : reply.letter().further) record.further_languages.push_back(further.language);
  record.paragraphs = record_paragraphs(reply.letter());
  for (const DraftChange& change : reply.changes)
    record.changes.push_back(
        {std::string(name_of(change.kind)), std::string(name_of(change.part)), change.id, change.language});
  for (const Allowance& allowance : reply.case_.allowed) record.allowed.push_back({allowance.id, allowance.because});
  for (const EarlierLetter& letter : reply.case_.added_history)
    record.history.push_back({.reference = letter.reference,
                              .date = letter.date ? letter.date->iso() : std::string(),
                              .template_name = letter.template_name,
                              .paragraphs = letter.paragraphs});
  record.output_sha256 = sha256_hex(finished.pdf);
  record.output_bytes = finished.pdf.size();
  record.pages = finished.pages;
  return record;
}

Result<void> may_go_out(Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (!workbench.against_issue.empty()) return fail(workbench.against_issue);
  if (has_errors(reply.findings)) {
    Diagnostics faults = reply.findings;
    std::erase_if(faults, [](const Diagnostic& d) { return d.severity != Severity::error; });
    return fail(std::move(faults));
  }
  if (order.in_approved_batch) return {};
  return approvals_allow(workbench, reply, order.approvals, order.at);
}

Result<void> may_go_out(const Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (order.again == Store::Again::reissue && trim(order.because).empty())
    return fail(error("issue.because", {}, "a letter is issued again only for a reason", {"add --because \"…\""}));
  if (auto may = may_go_out(workbench, reply, order); !may) return may;
  return store.may_add(reply.letter().reference, order.again);
}

Result<ReadyLetter> make_ready(Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (auto rightly = signed_rightly(workbench, reply, order); !rightly) return fail(std::move(rightly.error()));
  Result<SignedLetter> made = make(workbench, reply, order);
  if (!made) return fail(std::move(made.error()));
  ReadyLetter ready{.record = record_of(workbench, reply, order, made->finished),
                    .finished = std::move(made->finished),
                    .inputs = inputs_of(workbench, reply, order),
                    .words = {"letter", reply.letter().reference, dump(reply.letter())},
                    .seal_parts = std::move(made->parts)};
  ready.record.seal = std::move(made->seal);
  return ready;
}

std::vector<LetterPart> shared_parts(const Workbench& workbench, const std::string& shared_bundle) {
  const Department& department = *workbench.department;
  std::vector<LetterPart> parts{{"department", department.id, to_bundle(department.resources)},
                                {"shared", "templates", shared_bundle}};
  for (const auto& [name, face] : workbench.equipment.packaged)
    parts.push_back({"font", name, std::string(face->bytes())});
  for (const auto& [file, bytes] : workbench.equipment.hyphenation.packaged)
    parts.push_back({"hyphenation", file, bytes});
  return parts;
}

Result<void> keep(Store& store, const std::vector<LetterPart>& parts, std::vector<RecordedFile>& named) {
  for (const LetterPart& part : parts) {
    auto key = store.keep(part.bytes);
    if (!key) return fail(std::move(key.error()));
    named.push_back({part.role, part.name, std::move(*key)});
  }
  return {};
}

Result<Issued> issue(World& world, Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (auto rightly = signed_rightly(workbench, reply, order); !rightly) return fail(std::move(rightly.error()));
  if (auto may = may_go_out(store, workbench, reply, order); !may) return fail(std::move(may.error()));
  Result<ReadyLetter> ready = make_ready(workbench, reply, order);
  if (!ready) return fail(std::move(ready.error()));
  Record& record = ready->record;
  const std::vector<LetterPart> shared = shared_parts(workbench, order.shared_bundle), words{std::move(ready->words)};
  const std::array<const std::vector<LetterPart>*, 4> all{&ready->inputs, &shared, &words, &ready->seal_parts};
  for (const std::vector<LetterPart>* parts : all)
    if (auto kept = keep(store, *parts, record.files); !kept) return fail(std::move(kept.error()));
  if (auto added = store.add(record, order.again); !added) return fail(added.error());
  const std::string& pdf = ready->finished.pdf;
  const auto written = order.overwrite ? world.write_file(order.output, pdf) : world.write_new_file(order.output, pdf);
  if (!written) {
    Diagnostics faults = written.error();
    if (auto withdrawn = store.withdraw(record); !withdrawn) append(faults, withdrawn.error());
    return fail(std::move(faults));
  }
  return Issued{.record = std::move(record), .finished = std::move(ready->finished)};
}

}  // namespace engross
