// In: a batch, the approvals that lie beside its export. Out: what is approved, and a run that may begin.
// Refuses: batches that somebody whom the department asks for has not approved as they are, and those of which a letter
// is not the one that was seen.
#include "batch_approvals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "approvals_file.hpp"
#include "assemble/approval.hpp"
#include "base/sha256.hpp"
#include "batch/approved_cases.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

// What of the setup is approved; the cases are counted elsewhere.
ApprovedBatch batch_of(const BatchSetup& setup) {
  const Department& department = *setup.workbench->department;
  ApprovedBatch batch;
  batch.department = department.id;
  batch.department_sha256 = department.bundle_sha256;
  batch.shared_sha256 = setup.identity.shared_sha256;
  batch.export_sha256 = setup.source.sha256();
  batch.mapping_sha256 = setup.source.mapping_sha256();
  if (department.policies.date != DatePolicy::at_issue) batch.today = setup.identity.today.iso();
  return batch;
}

Result<CountedCases> count(const BatchSetup& setup, const std::function<void(const ExportedCase&)>& seen = {}) {
  auto cases = setup.source.open();
  if (!cases) return fail(std::move(cases.error()));
  return count_cases(**cases, seen);
}

// A letter that could go out, as people look at it.
Result<Approved> letter_of(BatchSetup& setup, const SourceRef& text, Diagnostics* remarks = nullptr) {
  auto case_ = Case::from(text);
  if (!case_) return fail(std::move(case_.error()));
  const Calendar calendar{.today = setup.identity.today, .letter_date = std::nullopt};
  const auto reply = prepare(*setup.workbench, std::move(*case_), calendar);
  if (!reply) return fail(reply.error());
  auto approved = approved_of(*setup.workbench, *reply);
  if (!approved || remarks == nullptr) return approved;
  const auto finished = finish(*setup.workbench, *reply, Purpose::letter);
  if (!finished) return fail(finished.error());
  append(*remarks, reply->findings);
  append(*remarks, finished->notes);
  return approved;
}

Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

// One of those that were drawn; why it is left out, if it is.
Diagnostics look_at(BatchSetup& setup, const TakenCase& taken, ApprovedBatch& batch, Diagnostics& remarks) {
  if (!taken.against.empty()) return taken.against;
  Diagnostics said;
  auto letter = letter_of(setup, taken.exported.text, &said);
  if (!letter) return taken.exported.places.translate(std::move(letter.error()));
  append(remarks, taken.exported.places.translate(std::move(said)));
  batch.samples.push_back({letter->reference, letter->letter_sha256, letter->pages_sha256});
  return {};
}

}  // namespace

Result<ApprovedBatch> batch_to_approve(const BatchSetup& setup) {
  ApprovedBatch batch = batch_of(setup);
  auto counted = count(setup);
  if (!counted) return fail(std::move(counted.error()));
  batch.cases = counted->rows;
  batch.cases_sha256 = std::move(counted->sha256);
  return batch;
}

Result<void> look_at_samples(BatchSetup& setup, std::size_t wanted, ApprovedBatch& batch, Diagnostics& remarks) {
  auto cases = setup.source.open();
  if (!cases) return fail(std::move(cases.error()));
  auto docket = Docket::open(**cases, nullptr, fs::temp_directory_path(),
                             {.shard = setup.shard, .names = setup.names, .recipients = Repeated::allow});
  if (!docket) return fail(std::move(docket.error()));
  for (;;) {
    auto taken = docket->next();
    if (!taken) return fail(std::move(taken.error()));
    if (!*taken) break;
    const ExportedCase& exported = (*taken)->exported;
    if (is_sampled(exported.row, wanted, batch.cases)) {
      if (Diagnostics against = look_at(setup, **taken, batch, remarks); !against.empty()) {
        remarks.push_back(warning("approvals.not-sampled", {},
                                  fmt::format("row {} would be refused, and is none of the letters that are approved "
                                              "as seen",
                                              exported.row)));
        append(remarks, as_warnings(std::move(against)));
      }
    }
  }
  if (!batch.samples.empty()) return {};
  Diagnostics faults = std::move(remarks);
  remarks.clear();
  faults.insert(faults.begin(),
                error("approvals.no-sample", {},
                      fmt::format("none of the {} sampled cases could be issued", std::min(wanted, batch.cases)),
                      {"see what is wrong with them: engross batch --check", "or take a larger sample: --sample N"}));
  return fail(std::move(faults));
}

Result<void> are_as_they_were_seen(BatchSetup& setup, const SeenLetters& seen) {
  if (seen.empty()) return {};
  std::map<std::string, ExportedCase> cases;
  const auto counted = count(setup, [&](const ExportedCase& row) {
    if (row.text && !has_errors(row.faults) && seen.has(row.key)) cases.emplace(row.key, row);
  });
  if (!counted) return fail(counted.error());
  Diagnostics faults;
  for (const auto& [key, exported] : cases) {
    auto letter = letter_of(setup, exported.text);
    append(faults, letter ? seen.against(*letter) : exported.places.translate(std::move(letter.error())));
  }
  if (!faults.empty()) return fail(std::move(faults));
  return {};
}

SeenLetters seen_by_approvers(const BatchSetup& setup, const ApprovedBatch& batch, const Approvals& approvals,
                              const Timestamp& at) {
  const Department& department = *setup.workbench->department;
  const std::vector<std::string>& roles = department.policies.approvals;
  Approvals counting = approvals;
  std::erase_if(counting.all, [&](const Approval& one) {
    return std::ranges::find(roles, one.statement.role) == roles.end() ||
           !faults_of(one, department, batch, at).empty();
  });
  return SeenLetters(counting);
}

Result<void> take_approvals(const Session& session, const BatchCommand& command, BatchSetup& setup) {
  const Department& department = *setup.workbench->department;
  if (department.policies.approvals.empty()) {
    setup.approved = true;
    return {};
  }
  const auto file = approvals_for(session, command.cases.path, command.approvals);
  if (!file) return fail(file.error());
  Approvals approvals{.name = approvals_beside(command.cases.path), .all = {}};
  if (*file) {
    auto read = read_approvals(*file);
    if (!read) return fail(std::move(read.error()));
    approvals = std::move(*read);
  }
  auto batch = approvals.all.empty() ? Result<ApprovedBatch>(batch_of(setup)) : batch_to_approve(setup);
  if (!batch) return fail(std::move(batch.error()));
  const auto at = session.at();
  if (!at) return fail(at.error());
  if (auto allowed = check_approvals(department, *batch, approvals, *at); !allowed)
    return fail(std::move(allowed.error()));
  SeenLetters seen = seen_by_approvers(setup, *batch, approvals, *at);
  if (auto same = are_as_they_were_seen(setup, seen); !same) return fail(std::move(same.error()));
  setup.seen = std::move(seen);
  setup.shared.push_back({"approvals", (*file)->name, (*file)->text});
  setup.identity.options.set("approvals_sha256", Value::string(sha256_hex((*file)->text)));
  setup.approved = true;
  return {};
}

}  // namespace engross::cli
