// In: a checked reply. Out: the letter on disk and its record in the store.
// Refuses: findings of severity error, a reference that was issued before, what the department does not allow.
#include "assemble/issue.hpp"

#include <fmt/format.h>

#include <algorithm>

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

// Keeps inputs and names them in the record. After the first that cannot be kept none is tried: the store is the
// reason.
class Keeper {
 public:
  Keeper(Store& store, Record& record) : store_(store), record_(record) {}
  void keep(std::string role, std::string name, std::string_view bytes) {
    if (!faults_.empty()) return;
    Result<std::string> key = store_.keep(bytes);
    if (key)
      record_.files.push_back({std::move(role), std::move(name), std::move(*key)});
    else
      faults_ = key.error();
  }
  Result<void> result() const {
    if (!faults_.empty()) return fail(faults_);
    return {};
  }

 private:
  Store& store_;
  Record& record_;
  Diagnostics faults_;
};

Result<void> keep_inputs(Store& store, const Workbench& workbench, const Reply& reply, const IssueOrder& order,
                         Record& record) {
  const Department& department = *workbench.department;
  Keeper keeper(store, record);
  keeper.keep("case", reply.case_.document.source->name, reply.case_.document.source->text);
  if (reply.draft) keeper.keep("draft", reply.draft->name, reply.draft->text);
  if (order.approvals && !department.policies.approvals.empty())
    keeper.keep("approvals", order.approvals->name, order.approvals->text);
  if (!reply.decided.answers.empty()) keeper.keep("decisions", department.id, reply.decided.answers);
  keeper.keep("department", department.id, to_bundle(department.resources));
  keeper.keep("shared", "templates", order.shared_bundle);
  for (const auto& [name, face] : workbench.equipment.packaged) keeper.keep("font", name, face->bytes());
  for (const auto& [file, bytes] : workbench.equipment.hyphenation.packaged) keeper.keep("hyphenation", file, bytes);
  keeper.keep("letter", record.reference, dump(reply.letter()));
  return keeper.result();
}

Result<void> keep_signature(Store& store, const std::vector<SealPart>& parts, Record& record) {
  Keeper keeper(store, record);
  for (const SealPart& part : parts) keeper.keep(part.role, part.name, part.bytes);
  return keeper.result();
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
  record.output_sha256 = sha256_hex(finished.pdf);
  record.output_bytes = finished.pdf.size();
  record.pages = finished.pages;
  return record;
}

Result<void> may_go_out(const Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (!workbench.against_issue.empty()) return fail(workbench.against_issue);
  if (has_errors(reply.findings)) {
    Diagnostics faults = reply.findings;
    std::erase_if(faults, [](const Diagnostic& d) { return d.severity != Severity::error; });
    return fail(std::move(faults));
  }
  if (order.again == Store::Again::reissue && trim(order.because).empty())
    return fail(error("issue.because", {}, "a letter is issued again only for a reason", {"add --because \"…\""}));
  if (auto may = store.may_add(reply.letter().reference, order.again); !may) return may;
  return approvals_allow(workbench, reply, order.approvals, order.at);
}

Result<Issued> issue(World& world, Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (auto rightly = signed_rightly(workbench, reply, order); !rightly) return fail(std::move(rightly.error()));
  if (auto may = may_go_out(store, workbench, reply, order); !may) return fail(std::move(may.error()));
  Result<SignedLetter> ready = make(workbench, reply, order);
  if (!ready) return fail(std::move(ready.error()));
  Finished* const finished = &ready->finished;
  Record record = record_of(workbench, reply, order, *finished);
  record.seal = ready->seal;
  if (auto kept = keep_inputs(store, workbench, reply, order, record); !kept) return fail(kept.error());
  if (auto kept = keep_signature(store, ready->parts, record); !kept) return fail(kept.error());
  if (auto added = store.add(record, order.again); !added) return fail(added.error());
  const auto written = order.overwrite ? world.write_file(order.output, finished->pdf)
                                       : world.write_new_file(order.output, finished->pdf);
  if (!written) {
    Diagnostics faults = written.error();
    if (auto withdrawn = store.withdraw(record); !withdrawn) append(faults, withdrawn.error());
    return fail(std::move(faults));
  }
  return Issued{.record = std::move(record), .finished = std::move(*finished)};
}

}  // namespace engross
