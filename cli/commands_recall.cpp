// records using: which letters used a paragraph, and their cases, to be corrected.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "base/publish.hpp"
#include "base/suggest.hpp"
#include "commands.hpp"
#include "day_option.hpp"
#include "library/letters_using.hpp"
#include "option_checks.hpp"
#include "output.hpp"

namespace engross::cli {
namespace {

struct RecallCommand {
  std::string paragraph, from, to, cases, suffix;
  bool force = false;
};

Result<UsingQuestion> question_of(const RecallCommand& command, const CommonOptions& options) {
  const auto name = read_asked_paragraph(command.paragraph);
  const auto from = optional_day("--from", command.from);
  const auto to = optional_day("--to", command.to);
  Diagnostics faults;
  if (!name) append(faults, name.error());
  if (!from) append(faults, from.error());
  if (!to) append(faults, to.error());
  if (from && to && *from && *to && **to < **from)
    faults.push_back(error("options.date", {}, fmt::format("--to {} is before --from {}", command.to, command.from),
                           {"exchange the two days"}));
  if (!command.suffix.empty() && command.cases.empty())
    faults.push_back(error("options.suffix", {}, "--suffix is for the references of the cases that are written",
                           {"say where to write them: --cases FILE.jsonl"}));
  if (!faults.empty()) return fail(std::move(faults));
  return UsingQuestion{.paragraph = *name,
                       .department = options.department,
                       .from = *from,
                       .to = *to,
                       .with_case = !command.cases.empty()};
}

std::string revisions_of(const LetterUsing& letter) {
  return fmt::format("{}", fmt::join(letter.revisions, ", "));
}

std::string line_of(const LetterUsing& letter) {
  std::string line = fmt::format("{}  {}  revision {}  {}  ", letter.date.iso(), letter.reference, revisions_of(letter),
                                 letter.department);
  line += letter.purged            ? fmt::format("purged on {}", letter.purged->at.local_date().iso())
          : letter.to_whom.empty() ? "-"
                                   : letter.to_whom;
  if (letter.issue > 1) line += fmt::format("; issue {}", letter.issue);
  if (letter.issued_again) line += "; issued again since";
  if (letter.edited) line += "; its words were edited";
  if (letter.state != "issued") line += "; " + letter.state;
  if (!letter.run.empty()) line += fmt::format("; row {} of {}", letter.row, letter.run);
  return line + "\n";
}

Value value_of(const LetterUsing& letter) {
  Value value = Value::object();
  value.set("reference", text(letter.reference));
  value.set("issue", Value::number(std::to_string(letter.issue)));
  value.set("date", text(letter.date.iso()));
  value.set("at", text(letter.at ? letter.at->rfc3339() : ""));
  value.set("department", text(letter.department));
  Value revisions = Value::array();
  for (const int revision : letter.revisions) revisions.push_back(Value::number(std::to_string(revision)));
  value.set("revisions", std::move(revisions));
  value.set("edited", Value::boolean(letter.edited));
  value.set("drafted", Value::boolean(letter.drafted));
  value.set("to", text(letter.to_whom));
  value.set("run", text(letter.run));
  if (!letter.run.empty()) value.set("row", number(letter.row));
  value.set("state", text(letter.state));
  value.set("issued_again", Value::boolean(letter.issued_again));
  value.set("purged", letter.purged ? text(letter.purged->at.rfc3339()) : Value());
  return value;
}

// The cases of the letters that are told, a line each, in a file that is there whole or not at all.
class CaseList {
 public:
  static Result<CaseList> begin(const Session& session, const RecallCommand& command) {
    CaseList list(command);
    if (command.cases.empty()) return list;
    if (auto may = may_write(session, list.output_, {}); !may) return fail(std::move(may.error()));
    auto file = GrowingFile::begin(command.cases);
    if (!file) return fail(std::move(file.error()));
    list.file_.emplace(std::move(*file));
    return list;
  }

  // Of a letter that was issued again the last issue counts: without the paragraph it needs no correction.
  Result<void> add(const LetterUsing& letter) {
    if (!file_) return {};
    if (letter.issued_again) {
      ++again_;
      return {};
    }
    if (letter.purged) {
      ++purged_;
      return {};
    }
    if (letter.case_json.empty()) return {};  // told as missing
    if (letter.drafted) ++drafted_;
    auto line = case_line(letter, command_.suffix);
    if (!line) return fail(std::move(line.error()));
    ++written_;
    return file_->append(*line);
  }

  Result<void> finish() { return file_ ? file_->publish() : Result<void>(); }

  void tell(Report& report) const {
    if (!file_) return;
    report.set("cases", text(command_.cases));
    report.set("cases_written", number(written_));
    report.say(fmt::format("Wrote {} case{} to {}", written_, written_ == 1 ? "" : "s", command_.cases));
    Diagnostics notes;
    if (written_ > 0 && command_.suffix.empty())
      notes.push_back({.severity = Severity::note,
                       .code = "recall.references",
                       .span = {},
                       .message =
                           "these references were issued: engross batch takes them with another store only; "
                           "--suffix -2 gives each a reference of its own, and the earlier letter to its history",
                       .hints = {}});
    if (drafted_ > 0)
      notes.push_back(warning("recall.drafted", {},
                              fmt::format("{} of these letters came from drafts: their cases do not have what was "
                                          "changed there",
                                          drafted_),
                              {"look at each before it is corrected: engross explain REFERENCE"}));
    if (again_ > 0)
      notes.push_back({.severity = Severity::note,
                       .code = "recall.issued-again",
                       .span = {},
                       .message = fmt::format("{} of these letters {} issued again since: the last issue is among "
                                              "the cases if it has the paragraph too",
                                              again_, again_ == 1 ? "was" : "were"),
                       .hints = {}});
    if (purged_ > 0)
      notes.push_back(warning("recall.purged", {},
                              fmt::format("{} of these letters are purged: their cases are gone", purged_),
                              {"take them from the case system, by their references"}));
    report.note(notes);
  }

 private:
  explicit CaseList(const RecallCommand& command)
      : command_(command),
        output_{.path = command.cases,
                .may_hold = "another list of cases",
                .suggestion = "cases.jsonl",
                .overwrite = command.force} {}

  const RecallCommand& command_;
  Output output_;
  std::optional<GrowingFile> file_;
  std::size_t written_ = 0, drafted_ = 0, purged_ = 0, again_ = 0;
};

// A paragraph that no record names.
Diagnostic unknown(const UsingQuestion& question, const LettersUsing& found, const std::filesystem::path& store) {
  const AskedParagraph& name = question.paragraph;
  std::vector<std::string> hints;
  if (found.recorded.contains(name.id)) {
    hints.push_back(fmt::format("its revisions in letters are {}", fmt::join(found.revisions, ", ")));
    return error(
        "recall.no-revision", {},
        fmt::format("no letter in the store {} has revision {} of \"{}\"", store.string(), *name.revision, name.id),
        std::move(hints));
  }
  const std::vector<std::string> recorded(found.recorded.begin(), found.recorded.end());
  if (std::string near = did_you_mean(name.id, recorded); !near.empty()) hints.push_back(std::move(near));
  hints.push_back(recorded.empty() ? "nothing was issued into it: name another store with --store DIR"
                                   : "a paragraph is recorded under the id that it had when the letter was issued");
  return error("recall.unknown-paragraph", {},
               fmt::format("no letter in the store {} has a paragraph \"{}\"", store.string(), name.id),
               std::move(hints));
}

bool is_unknown(const UsingQuestion& question, const LettersUsing& found) {
  return !found.recorded.contains(question.paragraph.id) ||
         (question.paragraph.revision && !found.revisions.contains(*question.paragraph.revision));
}

int run_using(Program& program, const RecallCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto question = question_of(command, program.options);
  if (!question) return report.refuse(question.error());
  auto cases = CaseList::begin(session, command);
  if (!cases) return report.refuse(cases.error());
  Value letters = Value::array();
  const Store store = session.store();
  const auto found = letters_using(program.world, store, session.runs(), *question, [&](const LetterUsing& letter) {
    report.show(line_of(letter));
    if (program.options.json) letters.push_back(value_of(letter));
    return cases->add(letter);
  });
  if (!found) return report.refuse(found.error());
  Diagnostics faults = found->faults;
  if (is_unknown(*question, *found)) {
    faults.insert(faults.begin(), unknown(*question, *found, store.root()));
    return report.refuse(faults);
  }
  if (auto written = cases->finish(); !written) return report.refuse(written.error());
  report.set("letters", std::move(letters));
  report.say(fmt::format("{} letter{} used {}", found->letters, found->letters == 1 ? "" : "s", command.paragraph));
  cases->tell(report);
  return report.refuse(faults);
}

}  // namespace

void add_recall_command(Program& program, CLI::App* records) {
  const auto options = std::make_shared<RecallCommand>();
  CLI::App* use =
      program.add_to(records, "using", "Which letters used a paragraph, when, to whom, in which revision",
                     "engross records using pshe-curriculum@3 --from 2016-09-01 --cases correct.jsonl\n"
                     "With --department only letters of that one. Letters of registered runs are among them.");
  use->add_option("PARAGRAPH[@REVISION]", options->paragraph, "Which paragraph, as its id was when letters were issued")
      ->required()
      ->check(named());
  use->add_option("--from", options->from, "Only letters dated on this day or later")->type_name("DATE");
  use->add_option("--to", options->to, "Only letters dated on this day or earlier")->type_name("DATE");
  use->add_option("--cases", options->cases, "Write the letters' cases as JSON Lines, for engross batch")
      ->type_name("FILE.jsonl")
      ->check(named());
  use->add_option("--suffix", options->suffix, "Put this behind each case's reference, and the letter into its history")
      ->type_name("WORD")
      ->check(named());
  use->add_flag("--force", options->force, "Overwrite the file of cases");
  use->callback([&program, options] { program.chosen = [&program, options] { return run_using(program, *options); }; });
}

}  // namespace engross::cli
