// verify: what the signatures of PDFs are worth, and whether our own record agrees.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/sha256.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "roots.hpp"
#include "verification/ask_verifier.hpp"

namespace engross::cli {
namespace {
using verification::Verdict;
using verification::VerifyOptions;

struct VerifyCommand {
  std::vector<std::string> files, roots;
};

// What our store knows of the bytes. It is only asked when it is there: most PDFs are nobody's letters here.
class Records {
 public:
  explicit Records(Session& session) : session_(session) {
    const std::filesystem::path root = session.store().root();
    if (session.world().kind_of(root) != World::Kind::directory) return;
    all_ = session.store().records();
  }

  // Why the records could not be read, once.
  Diagnostics faults() const {
    Diagnostics faults = !all_ ? Diagnostics() : *all_ ? (*all_)->damaged : all_->error();
    if (all_) append(faults, session_.runs().faults());
    for (Diagnostic& one : faults) one.severity = Severity::warning;
    return faults;
  }

  // The line for people; notes go to `notes`.
  std::string word_on(const Source& pdf, const std::string& title, Value& result, Diagnostics& notes) const {
    if (!all_ || !*all_) return {};
    const std::string hash = sha256_hex(pdf.text);
    const std::vector<Record>& records = (*all_)->records;
    const auto same = std::ranges::find(records, hash, &Record::output_sha256);
    result.set("record", same == records.end() ? Value() : Value::string(same->reference));
    if (same != records.end() && same->purged) note_purge(same->reference, *same->purged, result, notes);
    if (same != records.end()) return fmt::format("  the record agrees: {}, issue {}\n", same->reference, same->issue);
    if (std::string word = word_of_runs(hash, result, notes); !word.empty()) return word;
    std::string reference = named_by(pdf.name, title, records);
    if (reference.empty()) reference = named_in_runs(pdf.name, title);
    if (!reference.empty()) {
      notes.push_back(
          warning("verify.other-bytes", {},
                  fmt::format("{} says that it is the letter {}, but has other bytes than the one that was issued",
                              pdf.name, reference),
                  {fmt::format("make the issued one again: engross records remake {}", reference)}));
      return {};
    }
    notes.push_back(
        {.severity = Severity::note,
         .code = "verify.no-record",
         .span = {},
         .message = fmt::format("the store {} has no record of {}", session_.store().root().string(), pdf.name),
         .hints = {}});
    return {};
  }

 private:
  // The bytes are proved all the same.
  static void note_purge(const std::string& reference, const RecordedPurge& purge, Value& result, Diagnostics& notes) {
    result.set("purged", text(purge.at.rfc3339()));
    notes.push_back(
        {.severity = Severity::note,
         .code = "record.purged",
         .span = {},
         .message = fmt::format("personal data of the letter {} was purged from the store on {}{}", reference,
                                purge.at.local_date().iso(), purge.because.empty() ? "" : ": " + purge.because),
         .hints = {}});
  }

  // A letter of ours has its reference at the end of its title, and mostly in its name.
  static std::string named_by(const std::string& path, const std::string& title, const std::vector<Record>& records) {
    const std::string stem = std::filesystem::path(path).stem().string();
    const auto found = std::ranges::find_if(records, [&](const Record& one) {
      return stem == one.reference || title == one.reference || title.ends_with(" " + one.reference);
    });
    return found == records.end() ? std::string() : found->reference;
  }

  // The same of the runs, which are asked for one reference after the other.
  std::string named_in_runs(const std::string& path, const std::string& title) const {
    std::vector<std::string> names{std::filesystem::path(path).stem().string(), title};
    for (std::size_t space = title.rfind(' '); space != std::string::npos && names.size() < 10;
         space = space == 0 ? std::string::npos : title.rfind(' ', space - 1))
      names.push_back(title.substr(space + 1));
    for (const std::string& name : names)
      if (const auto place = session_.runs().find(name); place && *place) return name;
    return {};
  }

  // The line for people when a run has the bytes.
  std::string word_of_runs(const std::string& hash, Value& result, Diagnostics& notes) const {
    for (const RegisteredRuns::Opened& run : session_.runs().runs()) {
      const auto letter = run.ledger.with_bytes(hash);
      if (!letter) {
        append(notes, letter.error());
        continue;
      }
      if (!*letter) continue;
      result.set("record", Value::string((*letter)->key));
      result.set("run", Value::string(run.folder.root().string()));
      if ((*letter)->state == LetterState::withdrawn)
        notes.push_back(warning("ledger.withdrawn", {},
                                fmt::format("the letter {} was withdrawn at {}: {}", (*letter)->key,
                                            (*letter)->withdrawn_at, (*letter)->because)));
      if (const auto at = Timestamp::parse((*letter)->purged_at))
        note_purge((*letter)->key, {.at = *at, .because = (*letter)->purged_because}, result, notes);
      return fmt::format("  the record agrees: {}, row {} of the run {}\n", (*letter)->key, (*letter)->row,
                         run.folder.root().string());
    }
    return {};
  }

  Session& session_;
  std::optional<decltype(std::declval<Store>().records())> all_;
};

// One file: its verdict is said, and what is worth a word; the exit code.
class Verifier {
 public:
  Verifier(Session& session, Report& report, VerifyOptions options)
      : session_(session), report_(report), options_(std::move(options)), records_(session) {
    report_.note(records_.faults());
  }

  int verify(const std::string& path) {
    Value result = Value::object();
    const auto source = read_input(session_, path);
    result.set("file", text(source ? (*source)->name : path));
    if (!source) return refuse(source.error(), result);
    const auto verdict =
        verification::ask_verifier({.program = session_.paths().verifier_program}, (*source)->text, options_);
    return verdict ? tell(**source, *verdict, result) : refuse(of(**source, verdict.error()), result);
  }

  Value list() { return std::move(list_); }

 private:
  int tell(const Source& pdf, const Verdict& verdict, Value& result) {
    Diagnostics notes;
    report_.show(fmt::format("{}: {}\n", pdf.name, headline(verdict)));
    const std::string record = records_.word_on(pdf, verdict.title, result, notes);
    if (!session_.options().quiet) report_.show(record + details(verdict));
    result.set("good", Value::boolean(verdict.good()));
    result.set("verdict", to_value(verdict));
    list_.push_back(std::move(result));
    report_.note(notes);
    return verdict.good() ? done : refused;
  }

  static Diagnostics of(const Source& pdf, Diagnostics why) {
    for (Diagnostic& one : why) one.message = fmt::format("{}: {}", pdf.name, one.message);
    return why;
  }

  int refuse(const Diagnostics& why, Value& result) {
    result.set("good", Value::boolean(false));
    list_.push_back(std::move(result));
    report_.note(why);
    return std::max<int>(exit_code_of(why), refused);
  }

  Session& session_;
  Report& report_;
  VerifyOptions options_;
  Records records_;
  Value list_ = Value::array();
};

int run_verify(Program& program, const VerifyCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (auto once = standard_input_once(command.files); !once) return report.refuse(once.error());
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  auto roots = read_roots(session.world(), command.roots);
  if (!roots) return report.refuse(roots.error());
  Verifier verifier(session, report, {.roots = std::move(*roots), .at = at->instant});
  int code = done;
  for (const std::string& path : command.files) code = std::max(code, verifier.verify(path));
  report.set("files", verifier.list());
  return report.finish(code);
}

}  // namespace

void add_verify_command(Program& program) {
  const auto options = std::make_shared<VerifyCommand>();
  CLI::App* verify =
      program.add("verify", "What the signatures of PDFs are worth", "engross verify --trust root.pem letter.pdf");
  verify->add_option("FILE.pdf", options->files, "PDFs, ours or anybody's")->required()->check(named());
  verify->add_option("--trust", options->roots, "Certificates of roots that are trusted (PEM or DER)")
      ->type_name("ROOT.pem")
      ->allow_extra_args(false)
      ->check(named());
  verify->callback(
      [&program, options] { program.chosen = [&program, options] { return run_verify(program, *options); }; });
}

}  // namespace engross::cli
