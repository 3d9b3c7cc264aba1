// In: what a batch needs. Out: a folder of letters, its ledger, and what is left for others.
// Refuses: a folder that is another run's, what the machine cannot do; stops when it is asked to.
#include "batch_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "batch/run.hpp"
#include "batch/wrap_up.hpp"
#include "batch_progress.hpp"
#include "ledger/publisher.hpp"
#include "ledger/registered_runs.hpp"
#include "ledger/run.hpp"
#include "next_command.hpp"
#include "noted_signals.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr int interrupted_exit = 130;
constexpr std::size_t told_at_most = 20;  // refused cases that are told one by one; all are in the file

// Once: what is begun is finished. Twice: now.
Interrupt interrupted() {
  if (NotedSignals::count() == 0) return Interrupt::none;
  return NotedSignals::count() == 1 ? Interrupt::finish : Interrupt::now;
}

// The store knows of the run before it issues anything, and what letters share is kept before one of them needs it.
Result<OpenRun> open_run(Program& program, const BatchCommand& command, const BatchSetup& setup) {
  const RunFolder folder(command.out);
  auto run = command.resume ? resume_run(folder, setup.identity) : begin_run(folder, setup.identity);
  if (!run) return run;
  const fs::path store = Session(program.world, program.options).store().root();
  if (auto registered = register_run(program.world, store, folder, setup.identity); !registered)
    return fail(std::move(registered.error()));
  Store own(program.world, command.out);
  std::vector<RecordedFile> named;
  if (auto kept = keep(own, setup.shared, named); !kept) return fail(std::move(kept.error()));
  return run;
}

// Reasons quote the case, and a log must not: it gets the row, and the code of the first reason.
Diagnostic told_to_a_log(const ExportedCase& of, const Diagnostics& said) {
  const bool refused = has_errors(said);
  const auto first = std::ranges::find(said, refused ? Severity::error : Severity::warning, &Diagnostic::severity);
  return warning(first == said.end() ? "" : first->code, {},
                 fmt::format("row {} (line {}) {}", of.row, of.line, refused ? "is refused" : "has a warning"));
}

// What becomes of each case, told while the bar is away: whole to a person and in results for programs.
class Telling {
 public:
  Telling(Report& report, BatchProgress& progress, bool to_a_log)
      : report_(report), progress_(progress), to_a_log_(to_a_log) {}

  void operator()(const ExportedCase& of, const Diagnostics& said) {
    const bool refused = has_errors(said);
    if (refused ? refused_++ >= told_at_most : warned_++ >= told_at_most) return;
    progress_.clear();
    Diagnostics as_warnings = to_a_log_ ? Diagnostics{told_to_a_log(of, said)} : said;
    for (Diagnostic& each : as_warnings)  // the run goes on
      if (each.severity == Severity::error) each.severity = Severity::warning;
    report_.note(as_warnings);
    if (refused_ == told_at_most && refused) report_.say("Further refused cases are not told here.");
  }

 private:
  Report& report_;
  BatchProgress& progress_;
  bool to_a_log_;
  std::size_t refused_ = 0, warned_ = 0;
};

// A person at the terminal, once the first letters are on the disk.
bool ask_to_go_on(Report& report, BatchProgress& progress, const BatchCommand& command) {
  progress.clear();
  if (command.yes) return true;
  report.say(fmt::format("{} letters are in {}: look at them.", with_commas(*command.hold),
                         (fs::path(command.out) / "letters").string()));
  if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1 || command.cases.path == "-") return false;
  std::fputs("Issue the others? [y/N] ", stderr);
  std::fflush(stderr);
  std::string answer;
  for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar()) answer += static_cast<char>(c);
  return answer == "y" || answer == "Y" || answer == "yes";
}

std::string resume_words(const Program& program, const BatchCommand& command) {
  std::vector<std::string> words{"batch", command.cases.path, "--out", command.out, "--resume"};
  return fmt::format("go on with it: {} …and the other options as before", next_command(program.options, words));
}

Value value_of_end(const RunResult& result) {
  Value value = Value::object();
  value.set("issued", number(result.progress.issued));
  value.set("refused", number(result.progress.refused));
  value.set("ended_before", number(result.progress.ended_before));
  value.set("seconds",
            Value::number(fmt::format("{:.3f}", std::chrono::duration<double>(result.progress.elapsed).count())));
  value.set("workers_replaced", number(result.progress.replaced));
  return value;
}

int report_stop(Program& program, Report& report, const BatchCommand& command, const RunResult& result,
                const LedgerCounts& counts) {
  const std::string so_far =
      fmt::format("{} issued and {} refused so far", with_commas(counts.issued), with_commas(counts.refused));
  const std::string resume = resume_words(program, command);
  switch (result.end) {
    case RunEnd::interrupted:
      report.note({warning("batch.interrupted", {}, "the batch was interrupted: " + so_far, {resume})});
      return report.finish(interrupted_exit);
    case RunEnd::held:
      report.say("The batch is held: " + so_far + ".\nTo " + resume);
      return report.finish();
    case RunEnd::too_many_refused:
      report.note({warning(
          "batch.too-many-refused", {},
          fmt::format("the batch was stopped: {}, which is more than {} per cent", so_far, *command.stop_after_refused),
          {"find out why: engross batch --check says the reasons", resume + ", or with another percentage"})});
      return report.finish(some_refused);
    case RunEnd::complete:
      break;
  }
  return report.finish();
}

void tell_summary(Report& report, const BatchCommand& command, const RunResult& result, const RunSummary& summary,
                  const RunIdentity& identity) {
  report.set("summary", summary.value(identity));
  report.say(fmt::format("{} letter{} in {}, {} pages, {} bytes; {} refused. {} now, {} in {}.",
                         with_commas(summary.counts.issued), summary.counts.issued == 1 ? "" : "s", command.out,
                         with_commas(summary.counts.pages), with_commas(summary.counts.bytes),
                         with_commas(summary.counts.refused), with_commas(result.progress.issued),
                         rate_words(result.progress),
                         span_words(std::chrono::duration_cast<std::chrono::seconds>(result.progress.elapsed))));
  if (summary.counts.refused == 0) return;
  for (const auto& [code, count] : summary.refused_by) report.say(fmt::format("  {:>9}  {}", with_commas(count), code));
  report.say(fmt::format("Refused cases and their reasons: {}. Corrected, it is an export of its own.",
                         (fs::path(command.out) / summary.refused_file).string()));
}

ProgressOptions progress_options(const BatchCommand& command, const BatchSetup& setup) {
  ProgressOptions how = command.progress;
  how.run = setup.identity.sha256();
  how.shard = setup.shard.text();
  how.every = std::chrono::seconds(command.every);
  return how;
}

// What would be missed in the morning is found in the evening: metrics that cannot be written, a print run that has no
// place. A monitor sees from here on that the run is not complete, and soon that it is running.
Result<void> can_end(Program& program, const BatchCommand& command, const BatchSetup& setup) {
  if (!command.print.output.empty())
    if (auto may = may_print(Session(program.world, program.options), command.print); !may) return may;
  if (command.progress.metrics.empty()) return {};
  return program.world.write_public_file(command.progress.metrics,
                                         metrics_text({}, 0, progress_options(command, setup), "not-begun"));
}

// Letters that are still to be issued before the run is held; nothing when it is not, or was.
std::optional<std::size_t> still_to_hold(const BatchCommand& command, const Ledger& ledger) {
  if (!command.hold) return std::nullopt;
  const auto counts = ledger.counts();
  if (!counts || counts->issued >= *command.hold) return std::nullopt;
  return *command.hold - counts->issued;
}

Result<RunResult> issue_all(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup,
                            Crew& crew, Publisher& publisher, const RunFolder& folder) {
  const auto reader = Ledger::open(folder, Ledger::Access::read);
  if (!reader) return fail(reader.error());
  auto cases = setup.source.open();
  if (!cases) return fail(std::move(cases.error()));
  report.note((*cases)->notes());
  const Store store = Session(program.world, program.options).store_for(folder);
  auto docket = Docket::open(
      **cases, &*reader, folder.staging(),
      {.shard = setup.shard,
       .names = setup.names,
       .recipients = setup.recipients,
       .may_issue = [&store](const std::string& reference) { return store.may_add(reference, Store::Again::refuse); }});
  if (!docket) return fail(std::move(docket.error()));
  // What comes after the last letter is short, and done again by the next --resume: then they are obeyed at once.
  const NotedSignals requests_to_end({SIGINT, SIGTERM, SIGHUP});
  BatchProgress progress(program.world, program.options, progress_options(command, setup),
                         [&setup] { return setup.source.part_read(); });
  Telling telling(report, progress, !program.options.json && ::isatty(STDERR_FILENO) != 1);
  Publishing publishing(publisher);
  auto result = carry_out(*docket, crew, publishing,
                          {.staging = folder.staging(),
                           .stop_after_refused = command.stop_after_refused,
                           .hold_after = still_to_hold(command, *reader),
                           .go_on = [&] { return ask_to_go_on(report, progress, command); },
                           .interrupted = interrupted,
                           .progress = [&](const Progress& far) { progress.tell(far); },
                           .said = [&](const ExportedCase& of, const Diagnostics& said) { telling(of, said); }});
  if (!result) return result;
  if (auto ended = progress.end(*result); !ended) {
    Diagnostics late = std::move(ended.error());
    for (Diagnostic& each : late) each.severity = Severity::warning;  // the letters are there
    report.note(late);
  }
  return result;
}

}  // namespace

Result<std::optional<Date>> day_of_run(const std::string& folder) {
  if (!is_run(RunFolder(folder))) return std::optional<Date>();
  const auto ledger = Ledger::open(RunFolder(folder), Ledger::Access::read);
  if (!ledger) return fail(ledger.error());
  return std::optional<Date>(ledger->identity().today);
}

int run_batch(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup) {
  if (!command.resume)
    if (auto may = may_begin_run(RunFolder(command.out)); !may) return report.refuse(may.error());
  if (auto can = can_end(program, command, setup); !can) return report.refuse(can.error());
  WorkerKit kit = kit_of(program, command, setup, true);
  // Before the ledger is opened and a thread is started; and a key that does not open begins no run.
  auto crew = make_crew(program, command, kit);
  if (!crew) return report.refuse(crew.error());
  auto begun = (*crew)->start();
  if (!begun) return report.refuse(begun.error());
  report.note(*begun);
  auto run = open_run(program, command, setup);
  if (!run) return report.refuse(run.error());
  report.note(run->settled.faults);
  auto publisher = Publisher::open(run->ledger, best_syncing(run->ledger.folder()));
  if (!publisher) return report.refuse(publisher.error());
  const auto result = issue_all(program, report, command, setup, **crew, *publisher, run->ledger.folder());
  if (!result) {
    Diagnostics faults = result.error();
    faults.front().hints.push_back(resume_words(program, command));
    return report.refuse(faults);
  }
  report.set("run", value_of_end(*result));
  if (result->end != RunEnd::complete) {
    const auto counts = run->ledger.counts();
    if (!counts) return report.refuse(counts.error());
    return report_stop(program, report, command, *result, *counts);
  }
  if (auto finished = publisher->finish(result->progress.rows); !finished) return report.refuse(finished.error());
  const auto summary = wrap_up(program.world, run->ledger, [&setup] { return setup.source.open(); });
  if (!summary) return report.refuse(summary.error());
  if (!command.print.output.empty())
    if (auto printed = print_letters(program, report, {command.out}, command.print, command.signing.key); !printed) {
      tell_summary(report, command, *result, *summary, setup.identity);
      return report.refuse(printed.error());
    }
  tell_summary(report, command, *result, *summary, setup.identity);
  return report.finish(summary->counts.refused == 0 ? done : some_refused);
}

}  // namespace engross::cli
