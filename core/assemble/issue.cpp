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

constexpr const char* restore_it = "restore the record from a backup; the store is written only by engross";

Result<void> allowed(Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (has_errors(reply.findings)) {
    Diagnostics faults = reply.findings;
    std::erase_if(faults, [](const Diagnostic& d) { return d.severity != Severity::error; });
    return fail(std::move(faults));
  }
  if (!order.unsigned_)
    return fail(error("issue.unsigned", {}, "nothing was said of how the letter is signed",
                      {"say --unsigned to issue it without a digital signature"}));
  if (!workbench.department->policies.allow_unsigned)
    return fail(error("issue.unsigned", {},
                      fmt::format("{} does not issue letters without a digital signature", workbench.department->name),
                      {"sign it, or let the department allow it: policies.allow_unsigned in department.yaml"}));
  if (order.again == Store::Again::reissue && trim(order.because).empty())
    return fail(error("issue.because", {}, "a letter is issued again only for a reason", {"add --because \"…\""}));
  return approvals_allow(workbench, reply, order.approvals, order.at);
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
  keeper.keep("department", department.id, to_bundle(department.resources));
  keeper.keep("shared", "templates", order.shared_bundle);
  for (const auto& [name, face] : workbench.equipment.packaged) keeper.keep("font", name, face->bytes());
  for (const auto& [file, bytes] : workbench.equipment.hyphenation.packaged) keeper.keep("hyphenation", file, bytes);
  keeper.keep("letter", record.reference, dump(reply.letter()));
  return keeper.result();
}

Result<std::string> object_of(const Store& store, const Record& record, std::string_view role) {
  const RecordedFile* file = record.file(role);
  if (file == nullptr)
    return fail(
        error("record.damaged", {}, fmt::format("the record of {} names no {}", record.reference, role), {restore_it}));
  return store.object(file->sha256);
}

Result<std::shared_ptr<const Department>> department_of(const Store& store, const Record& record) {
  const auto bytes = object_of(store, record, "department");
  if (!bytes) return fail(bytes.error());
  auto resources = from_bundle(fmt::format("{} as it was", record.department), *bytes);
  if (!resources) return fail(resources.error());
  const auto shared_bytes = object_of(store, record, "shared");
  if (!shared_bytes) return fail(shared_bytes.error());
  auto shared_resources = from_bundle("shared templates as they were", *shared_bytes);
  if (!shared_resources) return fail(shared_resources.error());
  const auto shared = SharedResources::from(std::move(*shared_resources));
  if (!shared) return fail(shared.error());
  return Department::from(std::move(*resources), *shared);
}

// What the command line or a draft may have said instead of the case. The record has the last word on all of it.
void as_it_was_told(const Record& record, Case& case_) {
  case_.template_name = record.template_name;
  case_.languages = {record.language};
}

// Whatever else was different when it was composed: another letter is never passed off as the issued one.
Result<void> says_the_same(const Record& record, const Letter& letter) {
  const RecordedFile* issued = record.file("letter");
  if (issued == nullptr || issued->sha256 == sha256_hex(dump(letter))) return {};
  return fail(error("remake.differs", {},
                    fmt::format("composed again, {} does not say what the issued letter says", record.reference),
                    {"a library that engross uses was changed since: use the machine image of that day",
                     fmt::format("the issued words are object {} of the store", issued->sha256)}));
}

FontSource fonts_of(const Store& store, const Record& record) {
  return [&store, &record](const std::string& name) -> Result<std::string> {
    for (const RecordedFile& file : record.files)
      if (file.role == "font" && file.name == name) return store.object(file.sha256);
    return fail(error("record.damaged", {}, fmt::format("the record of {} names no font {}", record.reference, name),
                      {restore_it}));
  };
}

// Those of the day of issue: one that the machine has got or changed since would break lines elsewhere.
DictionarySource dictionaries_of(const Store& store, const Record& record) {
  return [&store, &record](const std::string& name) -> Result<std::optional<std::string>> {
    for (const RecordedFile& file : record.files) {
      if (file.role != "hyphenation" || file.name != name) continue;
      Result<std::string> bytes = store.object(file.sha256);
      if (!bytes) return fail(std::move(bytes.error()));
      return std::optional<std::string>(std::move(*bytes));
    }
    return std::optional<std::string>();
  };
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
  record.paragraphs = record_paragraphs(reply.letter());
  for (const DraftChange& change : reply.changes)
    record.changes.push_back({std::string(name_of(change.kind)), std::string(name_of(change.part)), change.id});
  record.output_sha256 = sha256_hex(finished.pdf);
  record.output_bytes = finished.pdf.size();
  record.pages = finished.pages;
  return record;
}

Result<Issued> issue(World& world, Store& store, Workbench& workbench, const Reply& reply, const IssueOrder& order) {
  if (auto may = allowed(workbench, reply, order); !may) return fail(may.error());
  Result<Finished> finished = finish(workbench, reply, Purpose::letter);
  if (!finished) return fail(finished.error());
  Record record = record_of(workbench, reply, order, *finished);
  if (auto kept = keep_inputs(store, workbench, reply, order, record); !kept) return fail(kept.error());
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

Result<Remade> prepare_again(const Store& store, const Record& record) {
  if (record.engine != engine_version())
    return fail(error(
        "remake.engine", {},
        fmt::format("engross {} issued {}; this is engross {}", record.engine, record.reference, engine_version()),
        {fmt::format("use engross {}", record.engine)}));
  auto department = department_of(store, record);
  if (!department) return fail(department.error());
  auto equipment = equip(**department, fonts_of(store, record), dictionaries_of(store, record));
  if (!equipment) return fail(equipment.error());
  auto workbench = std::make_unique<Workbench>(std::move(*department), std::move(*equipment));
  auto case_bytes = object_of(store, record, "case");
  if (!case_bytes) return fail(case_bytes.error());
  auto case_ = Case::from(make_source(record.file("case")->name, std::move(*case_bytes)));
  if (!case_) return fail(case_.error());
  as_it_was_told(record, *case_);
  SourceRef draft;
  if (const RecordedFile* file = record.file("draft")) {
    auto bytes = store.object(file->sha256);
    if (!bytes) return fail(bytes.error());
    draft = make_source(file->name, std::move(*bytes));
  }
  auto reply =
      prepare(*workbench, std::move(*case_), {.today = record.today, .letter_date = record.letter_date}, draft);
  if (!reply) return fail(reply.error());
  if (auto same = says_the_same(record, reply->letter()); !same) return fail(same.error());
  return Remade{.workbench = std::move(workbench), .reply = std::move(*reply)};
}

Result<Finished> remake(const Store& store, const Record& record) {
  auto again = prepare_again(store, record);
  if (!again) return fail(again.error());
  Result<Finished> finished = finish(*again->workbench, again->reply, Purpose::letter);
  if (!finished) return finished;
  if (const std::string hash = sha256_hex(finished->pdf); hash != record.output_sha256)
    return fail(
        error("remake.differs", {},
              fmt::format("the letter made again has SHA-256 {}, the issued one had {}", hash, record.output_sha256),
              {"a library that engross uses was changed since: use the machine image of that day"}));
  return finished;
}

}  // namespace engross
