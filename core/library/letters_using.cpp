// In: the records of a store and of runs, and the name of a paragraph. Out: the letters that have it, and their cases.
// Refuses nothing: what cannot be read is told, for the answer is not whole without it.
#include "library/letters_using.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/enough.hpp"
#include "cases/history.hpp"
#include "data/read.hpp"
#include "ledger/run_lines.hpp"
#include "ledger/run_records.hpp"
#include "library/recorded_use.hpp"

namespace engross {
namespace {

using Visit = std::function<Result<void>(const LetterUsing&)>;

std::string text_at(const Value& from, std::string_view path) {
  const Value* found = find_path(from, path);
  return found != nullptr && found->is_string() ? found->text() : std::string();
}

void add_word(std::string& to, const std::string& word, std::string_view between) {
  if (word.empty()) return;
  if (!to.empty()) to += between;
  to += word;
}

// As somebody calls a person in a list, not as a letter greets one.
std::string whom(const Value& person) {
  std::string name;
  for (const char* part : {"title", "forename", "surname", "suffix"}) add_word(name, text_at(person, part), " ");
  if (name.empty()) name = text_at(person, "office");
  add_word(name, text_at(person, "organisation"), ", ");
  return name;
}

std::string to_whom(const Value& case_) {
  const Value* correspondent = case_.find("correspondent");
  std::string name = correspondent == nullptr ? std::string() : whom(*correspondent);
  const Value* others = case_.find("recipients");
  if (others != nullptr && others->is_array() && !others->items().empty())
    name += fmt::format(" and {} more", others->items().size());
  return name;
}

class Recall {
 public:
  Recall(World& world, const UsingQuestion& question, const Visit& visit)
      : world_(world), question_(question), visit_(visit) {}

  Result<void> look_through(const Store& store) {
    const auto all = store.records();
    if (!all) return fail(all.error());
    append(found_.faults, all->damaged);
    for (const Record& record : all->records) last_issue_[record.reference] = record.issue;  // they are in that order
    for (const Record& record : all->records) {
      const LetterUses letter = uses_of(record);
      note(letter);
      if (!wanted(letter)) continue;
      LetterUsing one = letter_of(record, letter);
      one.state = "issued";
      one.issued_again = record.issue < last_issue_[record.reference];
      if (auto told = tell(std::move(one), store, record); !told) return told;
    }
    return {};
  }

  // A run that cannot be read to its end keeps nobody from the others.
  Result<void> look_through(const RegisteredRuns::Opened& run) {
    const auto end = run.ledger.records_end();
    if (!end) return told_of(end.error());
    bool stopped = false;  // by who is visited
    auto read = each_record_line(run.folder, {}, *end, [&](const RecordPlace&, std::string_view line) {
      auto looked = look_at(run, line);
      stopped = !looked;
      return looked;
    });
    if (stopped) return read;
    return read ? Result<void>() : told_of(read.error());
  }

  LettersUsing take() { return std::move(found_); }

 private:
  Result<void> told_of(const Diagnostics& faults) {
    for (const Diagnostic& fault : faults) add_up_to_most(found_.faults, fault);
    return {};
  }

  Result<void> look_at(const RegisteredRuns::Opened& run, std::string_view line) {
    const auto quick = uses_in_line(line);
    if (quick) note(*quick);
    if (quick && !wanted(*quick)) return {};
    auto read =
        read_record_line(make_source(fmt::format("{}, records", run.folder.root().string()), std::string(line)));
    if (!read) return told_of(read.error());
    const LetterUses letter = uses_of(read->record);
    if (!quick) note(letter);
    if (!wanted(letter)) return {};
    const auto known = run.ledger.find(read->key);
    if (!known) return told_of(known.error());
    LetterUsing one = letter_of(read->record, letter);
    one.run = run.folder.root().string();
    one.row = read->row;
    one.issued_again = last_issue_.contains(read->record.reference);  // in the store: a run issues each once
    one.state = *known ? name_of((*known)->state) : name_of(LetterState::prepared);
    return tell(std::move(one), RunObjects(world_, run.folder, std::move(read->kept)), read->record);
  }
  void note(const LetterUses& letter) {
    for (const RecordedUse& use : letter.uses) {
      found_.recorded.insert(use.id);
      if (use.id == question_.paragraph.id) found_.revisions.insert(use.revision);
    }
  }
  bool wanted(const LetterUses& letter) const {
    return letter.find(question_.paragraph.id, question_.paragraph.revision) != nullptr &&
           (question_.department.empty() || letter.department == question_.department) &&
           (!question_.from || letter.date >= *question_.from) && (!question_.to || letter.date <= *question_.to);
  }

  LetterUsing letter_of(const Record& record, const LetterUses& letter) const {
    LetterUsing one{.reference = record.reference,
                    .issue = record.issue,
                    .date = record.letter_date,
                    .at = record.at,
                    .department = record.department,
                    .drafted = record.file("draft") != nullptr,
                    .purged = record.purged};
    for (const RecordedUse& use : letter.uses) {
      if (use.id != question_.paragraph.id) continue;
      one.edited = one.edited || use.edited;
      if (std::ranges::find(one.revisions, use.revision) == one.revisions.end()) one.revisions.push_back(use.revision);
    }
    return one;
  }

  Result<void> tell(LetterUsing one, const KeptObjects& kept, const Record& record) {
    const RecordedFile* file = record.file("case");
    if (!record.purged && file != nullptr) {
      auto bytes = kept.object(file->sha256);
      if (!bytes) append(found_.faults, bytes.error());
      const auto read = bytes ? read_json(make_source("the case of " + record.reference, *bytes)) : fail(Diagnostics());
      if (read) one.to_whom = to_whom(read->root);
      if (bytes && question_.with_case) one.case_json = std::move(*bytes);
    }
    ++found_.letters;
    return visit_(one);
  }

  World& world_;
  const UsingQuestion& question_;
  const Visit& visit_;
  std::map<std::string, int> last_issue_;  // of each reference that the store has
  LettersUsing found_;
};

}  // namespace

Result<AskedParagraph> read_asked_paragraph(std::string_view name) {
  const std::size_t at = name.rfind('@');
  if (at == std::string_view::npos) return AskedParagraph{.id = std::string(name), .revision = std::nullopt};
  const std::string_view digits = name.substr(at + 1);
  int revision = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), revision);
  if (code == std::errc() && end == digits.data() + digits.size() && revision >= 1)
    return AskedParagraph{.id = std::string(name.substr(0, at)), .revision = revision};
  return fail(
      error("options.revision", {}, fmt::format("\"{}\" names no revision: after @ stands \"{}\"", name, digits),
            {fmt::format("write {}@3 for revision 3, or leave the @ out for all of them", name.substr(0, at))}));
}

Result<LettersUsing> letters_using(World& world, const Store& store, const RegisteredRuns& runs,
                                   const UsingQuestion& question, const Visit& visit) {
  Recall recall(world, question, visit);
  if (auto looked = recall.look_through(store); !looked) return fail(std::move(looked.error()));
  for (const RegisteredRuns::Opened& run : runs.runs())
    if (auto looked = recall.look_through(run); !looked) return fail(std::move(looked.error()));
  LettersUsing found = recall.take();
  append(found.faults, runs.faults());
  return found;
}

Result<std::string> case_line(const LetterUsing& letter, const std::string& suffix) {
  auto read = read_json(make_source("the case of " + letter.reference, letter.case_json));
  if (!read) return fail(std::move(read.error()));
  if (!suffix.empty()) {
    read->root.set("reference", Value::string(letter.reference + suffix));
    read->root.set("history",
                   history_with(read->root.find("history"), {.reference = letter.reference, .date = letter.date}));
  }
  return to_json(read->root, false) + "\n";
}

}  // namespace engross
