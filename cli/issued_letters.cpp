// In: a reference, an issued PDF, or any other name of a letter. Out: its record, from the store or a run that it
// knows, or the reply behind it. Refuses: names that are neither file nor record, issues that there are not or that
// have other bytes.
#include <fmt/format.h>

#include <algorithm>

#include "assemble/remake.hpp"
#include "base/sha256.hpp"
#include "inputs.hpp"
#include "ledger/run_records.hpp"

namespace engross::cli {
namespace {

// "1 to 4", "1, 2, 4".
std::string numbers_of(const std::vector<const Record*>& alike) {
  const int first = alike.front()->issue;
  const int last = alike.back()->issue;
  if (alike.size() > 2 && static_cast<std::size_t>(last - first) + 1 == alike.size())
    return fmt::format("{} to {}", first, last);
  std::string list;
  for (const Record* record : alike) list += (list.empty() ? "" : ", ") + std::to_string(record->issue);
  return list;
}

Diagnostic of_another_issue(const Source& pdf, const std::vector<const Record*>& alike, int wanted) {
  return error("store.no-issue", {},
               fmt::format("{} has the bytes of issue{} {}, not of issue {}", pdf.name, alike.size() > 1 ? "s" : "",
                           numbers_of(alike), wanted),
               {"leave --issue out, or name the letter by its reference: " + alike.front()->reference});
}

// They are told apart by nothing in the file.
Diagnostics several(const Source& pdf, const std::vector<const Record*>& alike) {
  if (alike.size() < 2) return {};
  return {{.severity = Severity::note,
           .code = "store.same-bytes",
           .span = {},
           .message = fmt::format("the issues {} of {} have the bytes of {}; this is the first: --issue N chooses",
                                  numbers_of(alike), alike.front()->reference, pdf.name),
           .hints = {}}};
}

Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

// What must be said of a letter of a run besides its record.
Diagnostics standing_of(const LedgerLetter& letter, const RunFolder& folder) {
  if (letter.state == LetterState::withdrawn)
    return {
        warning("ledger.withdrawn", {},
                fmt::format("the letter {} was withdrawn at {}: {}", letter.key, letter.withdrawn_at, letter.because))};
  if (letter.state == LetterState::prepared)
    return {warning("ledger.prepared", {},
                    fmt::format("the run {} was stopped before it had issued {}", folder.root().string(), letter.key),
                    {"resume that run: it gives the letter its name"})};
  return {};
}

// The first letter that one of the runs has for the question.
template <class Ask>
Result<std::optional<FoundRecord>> found_in_runs(Session& session, const Ask& ask) {
  for (const RegisteredRuns::Opened& run : session.runs().runs()) {
    const Result<std::optional<LedgerLetter>> letter = ask(run.ledger);
    if (!letter) return fail(letter.error());
    if (!*letter) continue;
    auto line = read_record(run.folder, **letter);
    if (!line) return fail(std::move(line.error()));
    return FoundRecord{.record = std::move(line->record),
                       .kept = std::make_shared<RunObjects>(session.world(), run.folder, std::move(line->kept)),
                       .notes = standing_of(**letter, run.folder)};
  }
  return std::nullopt;
}

// Those of the store are not found wanting before the runs were asked too.
Result<FoundRecord> or_in_runs(Session& session, Diagnostics not_in_store, const std::string& reference,
                               std::optional<int> issue) {
  auto found = found_in_runs(session, [&](const Ledger& ledger) { return ledger.find(reference); });
  if (!found) return fail(std::move(found.error()));
  if (*found && (!issue || (*found)->record.issue == *issue)) return std::move(**found);
  append(not_in_store, session.runs().faults());  // it may be one of theirs
  return fail(std::move(not_in_store));
}

std::shared_ptr<const KeptObjects> kept_in(const Store& store) {
  return std::make_shared<Store>(store);
}

// The first issue with these bytes, or the one that is asked for. Damaged records are then only to be mentioned: this
// one was found.
Result<FoundRecord> record_of_pdf(Session& session, const Source& pdf, std::optional<int> issue) {
  const Store store = session.store();
  auto all = store.records();
  if (!all) return fail(all.error());
  const std::string hash = sha256_hex(pdf.text);
  std::vector<const Record*> alike;
  for (const Record& record : all->records)
    if (record.output_sha256 == hash) alike.push_back(&record);
  if (alike.empty()) {
    auto found = found_in_runs(session, [&](const Ledger& ledger) { return ledger.with_bytes(hash); });
    if (!found) return fail(std::move(found.error()));
    if (*found && issue && (*found)->record.issue != *issue)
      return fail(of_another_issue(pdf, {&(*found)->record}, *issue));
    if (*found) return std::move(**found);
    Diagnostics faults{error(
        "explain.unknown-pdf", {},
        fmt::format("the store {} has no record of a letter with these bytes: {}", store.root().string(), pdf.name),
        {"use the store that it was issued with (--store DIR); a proof has no record"})};
    append(faults, all->damaged);  // one of these may be the one
    append(faults, session.runs().faults());
    return fail(std::move(faults));
  }
  if (!issue) {
    Diagnostics notes = several(pdf, alike);
    append(notes, as_warnings(std::move(all->damaged)));
    return FoundRecord{.record = *alike.front(), .kept = kept_in(store), .notes = std::move(notes)};
  }
  const auto wanted = std::ranges::find(alike, *issue, &Record::issue);
  if (wanted == alike.end()) return fail(of_another_issue(pdf, alike, *issue));
  return FoundRecord{.record = **wanted, .kept = kept_in(store), .notes = as_warnings(std::move(all->damaged))};
}

// A name that is neither was meant as one of them, and only its owner knows as which.
Diagnostics neither_file_nor_record(Session& session, const std::string& name, const Diagnostics& no_record) {
  if (is_readable(session.world(), name) || no_record.front().code != "store.no-record") return no_record;
  std::vector<std::string> hints = no_record.front().hints;
  hints.emplace_back("or name a file: a case, a draft or an issued PDF");
  Diagnostics neither{error(
      "world.no-such-file", {},
      fmt::format("there is no file {}, and the store {} has no record of it", name, session.store().root().string()),
      std::move(hints))};
  neither.insert(neither.end(), no_record.begin() + 1, no_record.end());  // runs that could not be asked
  return neither;
}

}  // namespace

Result<FoundRecord> open_record(Session& session, const std::string& name, std::optional<int> issue) {
  if (is_readable(session.world(), name)) {
    const auto pdf = read_input(session, name);
    if (!pdf) return fail(pdf.error());
    return record_of_pdf(session, **pdf, issue);
  }
  const Store store = session.store();
  auto record = store.record(name, issue);
  if (record) return FoundRecord{.record = std::move(*record), .kept = kept_in(store), .notes = {}};
  const std::string& code = record.error().front().code;
  if (code != "store.no-record" && code != "store.no-issue") return fail(std::move(record.error()));
  return or_in_runs(session, std::move(record.error()), name, issue);
}

Result<Opened> open_anything(Session& session, const std::string& name, const ReplyOptions& options) {
  Result<FoundRecord> found = fail(Diagnostics());
  if (is_readable(session.world(), name)) {
    auto source = read_input(session, name);
    if (!source) return fail(source.error());
    const InputKind kind = kind_of(**source);
    if (kind != InputKind::pdf && options.issue)
      return fail(error("options.issue", {},
                        fmt::format("--issue is for an issued letter, and {} is a {}", (*source)->name,
                                    kind == InputKind::draft ? "draft" : "case"),
                        {"leave --issue out, or name the letter by its reference or its PDF"}));
    if (kind != InputKind::pdf) return open_source(session, name, std::move(*source), options);
    found = record_of_pdf(session, **source, options.issue);
  } else {
    found = open_record(session, name, options.issue);
  }
  if (!found) return fail(neither_file_nor_record(session, name, found.error()));
  auto remade = prepare_again(*found->kept, found->record);
  if (!remade) return fail(remade.error());
  return Opened{.workbench = std::move(remade->workbench),
                .reply = std::move(remade->reply),
                .inputs = {file_of(name)},
                .notes = std::move(found->notes)};
}

}  // namespace engross::cli
