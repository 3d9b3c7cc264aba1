// In: an export, and what the ledger knows. Out: the cases that are to be made now, and where each letter will lie.
// Refuses: cases without a reference, with one that another row or another run has, and persons written to before when
// that is not wanted.
#include "batch/docket.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

Span begin_of(const ExportedCase& exported) {
  return {exported.text, 0, 0};
}

Diagnostic in_row(const char* code, const ExportedCase& exported, std::string message, std::string hint) {
  return exported.places.translate(error(code, begin_of(exported), std::move(message), {std::move(hint)}));
}

}  // namespace

Result<Docket> Docket::open(Export& cases, const Ledger* ledger, const std::filesystem::path& scratch,
                            DocketOptions options) {
  auto names = SeenBefore::open(scratch);
  if (!names) return fail(std::move(names.error()));
  Docket docket(cases, ledger, std::move(options), std::move(*names));
  if (docket.options_.recipients != Repeated::allow) {
    auto recipients = SeenBefore::open(scratch);
    if (!recipients) return fail(std::move(recipients.error()));
    docket.recipients_ = std::move(*recipients);
  }
  if (ledger == nullptr) {
    auto keys = SeenBefore::open(scratch);
    if (!keys) return fail(std::move(keys.error()));
    docket.keys_ = std::move(*keys);
    return docket;
  }
  auto last = ledger->last_row();
  if (!last) return fail(std::move(last.error()));
  docket.last_ended_ = *last;
  return docket;
}

// A letter's name depends on the rows up to its own alone, not on which of them are made here and now: so it is the
// same in every shard, and in a run that was stopped in between.
Result<std::string> Docket::file_of(const ExportedCase& exported) {
  std::string name;
  if (options_.names.is_reference()) {
    name = options_.names.of_reference(exported.key);
  } else {
    const auto read = read_json(exported.text);
    name = options_.names.of(read ? read->root : Value());
  }
  const std::string folder = RunFolder::letters_folder(exported.row) + "/";
  std::string candidate = name;
  for (int next = 0;; ++next) {
    auto taken = names_.add(folder + folded_name(candidate), {}, exported.row);
    if (!taken) return fail(std::move(taken.error()));
    if (!*taken) return folder + candidate + ".pdf";
    candidate = fmt::format("{}-{}", name, exported.row) + (next == 0 ? "" : fmt::format("-{}", next));
  }
}

Result<bool> Docket::ended_before(const ExportedCase& exported) const {
  if (ledger_ == nullptr || exported.row > last_ended_) return false;
  auto end = ledger_->end_of(exported.row);
  if (!end) return fail(std::move(end.error()));
  return !end->open();
}

Result<std::optional<Docket::First>> Docket::first_with_key(const TakenCase& taken) {
  const std::string& key = taken.exported.key;
  if (keys_) {
    const auto seen = keys_->add(key, taken.sha256, taken.exported.row);
    if (!seen) return fail(seen.error());
    if (*seen) return First{.row = (*seen)->row, .same = (*seen)->same_content};
    return std::optional<First>();
  }
  if (const auto open = open_.find(key); open != open_.end())
    return First{.row = open->second.first, .same = open->second.second == taken.sha256};
  const auto found = ledger_->find(key);
  if (!found) return fail(found.error());
  if (*found) return First{.row = (*found)->row, .same = (*found)->case_sha256 == taken.sha256};
  open_.emplace(key, std::pair(taken.exported.row, taken.sha256));
  return std::optional<First>();
}

Result<void> Docket::judge_key(TakenCase& taken) {
  const ExportedCase& exported = taken.exported;
  if (exported.key.empty()) {
    const auto case_ = Case::from(exported.text);
    append(taken.against, case_ ? Diagnostics{in_row("batch.no-reference", exported, "the case has no reference",
                                                     "give it one: letters are told apart by it")}
                                : exported.places.translate(case_.error()));
    return {};
  }
  const auto first = first_with_key(taken);
  if (!first) return fail(first.error());
  if (*first) {
    const bool same = (*first)->same;
    taken.against.push_back(
        in_row("batch.twice", exported,
               fmt::format("row {} has the reference {} too, and {}", (*first)->row, exported.key,
                           same ? "says the same" : "says something else"),
               same ? "take one of them out" : "find out which is right, or give one another reference"));
    return {};
  }
  if (!options_.may_issue) return {};
  if (auto may = options_.may_issue(exported.key); !may) {
    Diagnostics against = exported.places.translate(may.error());
    for (Diagnostic& each : against)  // what may_issue() hints at is said to who issues one letter
      if (each.code == "store.issued-before")
        each.hints = {"take it out of the export; if its file is lost, make it again: engross records remake",
                      "to issue it again, alone: engross issue --reissue --because \"…\""};
    append(taken.against, std::move(against));
  }
  return {};
}

Result<void> Docket::judge_recipient(TakenCase& taken) {
  if (!recipients_) return {};
  const auto case_ = Case::from(taken.exported.text);
  if (!case_) return {};  // whoever makes the letter says why
  const auto first = recipients_->add(recipient_key(*case_), taken.sha256, taken.exported.row);
  if (!first) return fail(first.error());
  if (!*first) return {};
  Diagnostic same = in_row("batch.recipient", taken.exported,
                           fmt::format("row {} is to the same person at the same address", (*first)->row),
                           "find out whether both are meant");
  if (options_.recipients == Repeated::refuse) {
    taken.against.push_back(std::move(same));
  } else {
    same.severity = Severity::warning;
    taken.notes.push_back(std::move(same));
  }
  return {};
}

// Nothing of a row that another shard takes, or that has ended, but what later rows are judged by.
Result<bool> Docket::is_ours(TakenCase& taken) {
  const ExportedCase& exported = taken.exported;
  if (exported.text) {
    taken.sha256 = sha256_hex(exported.text->text);
    auto file = file_of(exported);
    if (!file) return fail(std::move(file.error()));
    taken.file = std::move(*file);
    if (auto judged = judge_recipient(taken); !judged) return fail(std::move(judged.error()));
  }
  if (!options_.shard.takes(exported.key)) {
    ++counts_.others;
    return false;
  }
  auto before = ended_before(exported);
  if (before && *before) ++counts_.ended_before;
  if (!before) return fail(std::move(before.error()));
  return !*before;
}

void Docket::ended(const std::string& key, std::size_t row) {
  const auto open = open_.find(key);
  if (open != open_.end() && open->second.first == row) open_.erase(open);
}

Result<std::optional<TakenCase>> Docket::next() {
  for (;;) {
    auto exported = cases_->next();
    if (!exported) return fail(std::move(exported.error()));
    if (!*exported) return std::optional<TakenCase>();
    ++counts_.rows;
    TakenCase taken{.exported = std::move(**exported), .sha256 = {}, .file = {}, .against = {}, .notes = {}};
    auto ours = is_ours(taken);
    if (!ours) return fail(std::move(ours.error()));
    if (!*ours) continue;
    ++counts_.taken;
    if (!taken.exported.text || has_errors(taken.exported.faults)) {
      append(taken.against, std::exchange(taken.exported.faults, {}));
      return std::optional<TakenCase>(std::move(taken));
    }
    append(taken.notes, std::exchange(taken.exported.faults, {}));
    if (!taken.against.empty()) return std::optional<TakenCase>(std::move(taken));
    if (auto judged = judge_key(taken); !judged) return fail(std::move(judged.error()));
    return std::optional<TakenCase>(std::move(taken));
  }
}

}  // namespace engross
