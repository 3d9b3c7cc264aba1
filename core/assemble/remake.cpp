// In: a record and the store. Out: the letter's words again, and its bytes.
// Refuses: other versions of engross, and whatever is not what was issued.
#include "assemble/remake.hpp"

#include <fmt/format.h>

#include <tuple>

#include "assemble/decide.hpp"
#include "assemble/issue.hpp"
#include "assemble/seal.hpp"
#include "base/sha256.hpp"
#include "cases/history.hpp"
#include "department/bundle.hpp"
#include "record/purge_record.hpp"

namespace engross {
namespace {

constexpr const char* restore_it = "restore the record from a backup; the store is written only by engross";

Result<std::string> object_of(const KeptObjects& kept, const Record& record, std::string_view role) {
  const RecordedFile* file = record.file(role);
  if (file == nullptr)
    return fail(
        error("record.damaged", {}, fmt::format("the record of {} names no {}", record.reference, role), {restore_it}));
  return kept.object(file->sha256);
}

}  // namespace

Result<std::shared_ptr<const Department>> department_again(const KeptObjects& kept, const Record& record) {
  const auto bytes = object_of(kept, record, "department");
  if (!bytes) return fail(bytes.error());
  auto resources = from_bundle(fmt::format("{} as it was", record.department), *bytes);
  if (!resources) return fail(resources.error());
  const auto shared_bytes = object_of(kept, record, "shared");
  if (!shared_bytes) return fail(shared_bytes.error());
  auto shared_resources = from_bundle("shared templates as they were", *shared_bytes);
  if (!shared_resources) return fail(shared_resources.error());
  const auto shared = SharedResources::from(std::move(*shared_resources));
  if (!shared) return fail(shared.error());
  return Department::from(std::move(*resources), *shared);
}

namespace {

// What the command line or a draft may have said instead of the case. The record has the last word on all of it.
void as_it_was_told(const Record& record, Case& case_) {
  case_.template_name = record.template_name;
  case_.languages = {record.language};
  case_.languages.insert(case_.languages.end(), record.further_languages.begin(), record.further_languages.end());
  for (const RecordedAllowance& one : record.allowed)
    case_.allowed.push_back({.id = one.paragraph, .because = one.because, .span = {}});
  std::vector<EarlierLetter> earlier;
  for (const RecordedEarlier& letter : record.history)
    earlier.push_back({.reference = letter.reference,
                       .date = Date::parse(letter.date),
                       .template_name = letter.template_name,
                       .paragraphs = letter.paragraphs});
  add_history(case_, earlier);
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

// The answers of the day of issue: the department's code is not run again.
Result<std::unique_ptr<DepartmentCode>> code_of(const KeptObjects& kept, const Record& record) {
  if (record.file("decisions") == nullptr) return nullptr;
  auto answers = object_of(kept, record, "decisions");
  if (!answers) return fail(std::move(answers.error()));
  return recorded_code(make_source(fmt::format("decisions of {}", record.reference), std::move(*answers)));
}

FontSource fonts_of(const KeptObjects& kept, const Record& record) {
  return [&kept, &record](const std::string& name) -> Result<std::string> {
    for (const RecordedFile& file : record.files)
      if (file.role == "font" && file.name == name) return kept.object(file.sha256);
    return fail(error("record.damaged", {}, fmt::format("the record of {} names no font {}", record.reference, name),
                      {restore_it}));
  };
}

// Those of the day of issue: one that the machine has got or changed since would break lines elsewhere.
DictionarySource dictionaries_of(const KeptObjects& kept, const Record& record) {
  return [&kept, &record](const std::string& name) -> Result<std::optional<std::string>> {
    for (const RecordedFile& file : record.files) {
      if (file.role != "hyphenation" || file.name != name) continue;
      Result<std::string> bytes = kept.object(file.sha256);
      if (!bytes) return fail(std::move(bytes.error()));
      return std::optional<std::string>(std::move(*bytes));
    }
    return std::optional<std::string>();
  };
}

// Every file of a role, in the order in which they were kept.
Result<std::vector<std::string>> all_of(const KeptObjects& kept, const Record& record, std::string_view role) {
  std::vector<std::string> all;
  for (const RecordedFile& file : record.files) {
    if (file.role != role) continue;
    auto bytes = kept.object(file.sha256);
    if (!bytes) return fail(std::move(bytes.error()));
    all.push_back(std::move(*bytes));
  }
  return all;
}

Result<PictureRef> ink_of(const KeptObjects& kept, const Record& record, const OpenInk& open_ink) {
  if (record.file("ink") == nullptr) return nullptr;
  if (!open_ink)
    return fail(error("remake.ink", {},
                      fmt::format("the letter bears ink, which only the key of {} opens", record.seal->signatory),
                      {"give that key: --key FILE"}));
  auto closed = object_of(kept, record, "ink");
  if (!closed) return fail(std::move(closed.error()));
  auto picture = open_ink(*closed);
  if (!picture) return fail(std::move(picture.error()));
  return Picture::from_bytes("the ink of " + record.seal->signatory, *picture);
}

// The evidence that the file brings along.
Result<void> read_evidence(const KeptObjects& kept, const Record& record, SignatureEntries& to) {
  for (const auto& [role, list] :
       {std::pair("certificate", &to.certificates), std::pair("ocsp", &to.ocsps), std::pair("crl", &to.crls)}) {
    auto all = all_of(kept, record, role);
    if (!all) return fail(std::move(all.error()));
    *list = std::move(*all);
  }
  return {};
}

// Nothing is signed again: the values are those of the day of issue.
Result<Finished> signed_again(const KeptObjects& kept, const Record& record, Remade& again, const OpenInk& open_ink) {
  auto ink = ink_of(kept, record, open_ink);
  if (!ink) return fail(std::move(ink.error()));
  Seal seal = seal_again(*record.seal, *ink);
  if (auto read = read_evidence(kept, record, seal.entries); !read) return fail(std::move(read.error()));
  auto sealed = draw_sealed(*again.workbench, again.reply, seal);
  if (!sealed) return fail(std::move(sealed.error()));
  auto value = object_of(kept, record, "signature");
  if (!value) return fail(std::move(value.error()));
  auto stamps = all_of(kept, record, "time-stamp");
  if (!stamps) return fail(std::move(stamps.error()));
  auto pdf =
      filled_again(std::move(sealed->file), *value, stamps->empty() ? std::string() : stamps->front(), seal.stamp_room);
  if (!pdf) return fail(std::move(pdf.error()));
  return Finished{.pdf = std::move(*pdf), .pages = sealed->pages, .notes = std::move(sealed->notes)};
}

}  // namespace

Result<std::unique_ptr<Workbench>> workbench_again(const KeptObjects& kept, const Record& record) {
  if (record.engine != engine_version())
    return fail(error(
        "remake.engine", {},
        fmt::format("engross {} issued {}; this is engross {}", record.engine, record.reference, engine_version()),
        {fmt::format("use engross {}", record.engine)}));
  auto department = department_again(kept, record);
  if (!department) return fail(department.error());
  auto equipment = equip(**department, fonts_of(kept, record), dictionaries_of(kept, record));
  if (!equipment) return fail(equipment.error());
  return std::make_unique<Workbench>(std::move(*department), std::move(*equipment));
}

bool made_alike(const Record& one, const Record& other) {
  const auto shared = [](const Record& record) {
    std::vector<std::tuple<std::string, std::string, std::string>> files;
    for (const RecordedFile& file : record.files)
      if (file.role == "department" || file.role == "shared" || file.role == "font" || file.role == "hyphenation")
        files.emplace_back(file.role, file.name, file.sha256);
    return files;
  };
  return one.engine == other.engine && shared(one) == shared(other);
}

Result<Reply> prepare_again(Workbench& workbench, const KeptObjects& kept, const Record& record) {
  if (record.purged) return fail(Diagnostics{purged_letter(record)});
  auto code = code_of(kept, record);
  if (!code) return fail(std::move(code.error()));
  workbench.code = std::move(*code);
  auto case_bytes = object_of(kept, record, "case");
  if (!case_bytes) return fail(case_bytes.error());
  auto case_ = Case::from(make_source(record.file("case")->name, std::move(*case_bytes)));
  if (!case_) return fail(case_.error());
  as_it_was_told(record, *case_);
  SourceRef draft;
  if (const RecordedFile* file = record.file("draft")) {
    auto bytes = kept.object(file->sha256);
    if (!bytes) return fail(bytes.error());
    draft = make_source(file->name, std::move(*bytes));
  }
  auto reply = prepare(workbench, std::move(*case_), {.today = record.today, .letter_date = record.letter_date}, draft);
  if (!reply) return fail(reply.error());
  if (auto same = says_the_same(record, reply->letter()); !same) return fail(same.error());
  return reply;
}

Result<Remade> prepare_again(const KeptObjects& kept, const Record& record) {
  if (record.purged) return fail(Diagnostics{purged_letter(record)});  // whichever engross issued it
  auto workbench = workbench_again(kept, record);
  if (!workbench) return fail(std::move(workbench.error()));
  auto reply = prepare_again(**workbench, kept, record);
  if (!reply) return fail(std::move(reply.error()));
  return Remade{.workbench = std::move(*workbench), .reply = std::move(*reply)};
}

Result<Pages> pages_again(Workbench& workbench, const KeptObjects& kept, const Record& record,
                          const OpenInk& open_ink) {
  const auto reply = prepare_again(workbench, kept, record);
  if (!reply) return fail(reply.error());
  std::vector<SignatureField> fields;
  if (record.seal) {
    auto ink = ink_of(kept, record, open_ink);
    if (!ink) return fail(std::move(ink.error()));
    fields = fields_of(seal_again(*record.seal, *ink), reply->letter(), workbench.department->style);
  }
  auto laid_out = lay_out_reply(workbench, *reply, Purpose::letter, std::move(fields));
  if (!laid_out) return fail(std::move(laid_out.error()));
  return std::move(laid_out->pages);
}

Result<Finished> remake(const KeptObjects& kept, const Record& record, const OpenInk& open_ink) {
  auto again = prepare_again(kept, record);
  if (!again) return fail(again.error());
  Result<Finished> finished = record.seal ? signed_again(kept, record, *again, open_ink)
                                          : finish(*again->workbench, again->reply, Purpose::letter);
  if (!finished) return finished;
  if (const std::string hash = sha256_hex(finished->pdf); hash != record.output_sha256)
    return fail(
        error("remake.differs", {},
              fmt::format("the letter made again has SHA-256 {}, the issued one had {}", hash, record.output_sha256),
              {"a library that engross uses was changed since: use the machine image of that day"}));
  return finished;
}

}  // namespace engross
