// batch: an export of cases becomes a folder of letters, each made exactly once.
#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "batch_approvals.hpp"
#include "batch_run.hpp"
#include "batch_trial.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "option_checks.hpp"

namespace engross::cli {
namespace {

Result<void> make_sense(const BatchCommand& command) {
  const auto contradiction = [](const char* code, std::string message, std::string hint) {
    return fail(error(code, {}, std::move(message), {std::move(hint)}));
  };
  if (command.check && (command.proofs || command.hold || command.resume))
    return contradiction("options.check", "--check issues nothing, so there is nothing to hold, resume or look at",
                         "say --check alone first");
  if (command.out.empty() && !command.check)
    return contradiction("options.out", "nothing was said of where the letters go", "name a folder: --out DIR");
  if (command.proofs && (command.hold || command.resume))
    return contradiction("options.proofs", "--proofs issues nothing, so there is nothing to hold or resume",
                         "look at proofs first, in a folder of their own");
  if (command.yes && !command.hold)
    return contradiction("options.yes", "--yes answers the question of --hold, which was not said",
                         "leave --yes out, or say --hold N");
  if (command.print.output.empty() && !command.of_printing.empty())
    return contradiction("options.print-run",
                         fmt::format("{} is for a print run, and none was asked for", command.of_printing),
                         fmt::format("say where it goes: --print-run FILE.pdf, or leave {} out", command.of_printing));
  if (!command.print.output.empty())
    if (auto sense = make_sense_of(command.print); !sense) return sense;
  std::vector<std::string> read{command.cases.path, command.cases.mapping};
  if (takes_standard_input(command.signing.key.secrets)) read.emplace_back("-");
  if (auto once = standard_input_once(read); !once) return once;
  if (!command.signing.sign_as.empty()) {
    if (!command.unsigned_) return make_sense_of(command.signing);
    return contradiction("options.sign-as", "--sign-as and --unsigned were both said", "say one of them");
  }
  if (auto without = without_hand(command.of_signing); !without) return without;
  if (command.unsigned_ || command.check || command.proofs) return {};
  return contradiction(
      "issue.unsigned", "nothing was said of how the letters are signed",
      "sign them: --sign-as ID --key FILE, or say --unsigned to issue them without a digital signature");
}

Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

int run(Program& program, const BatchCommand& command) {
  Report report(program.options);
  if (auto sense = make_sense(command); !sense) return report.refuse(sense.error());
  std::optional<Date> today;
  if (command.resume) {
    auto day = day_of_run(command.out);
    if (!day) return report.refuse(day.error());
    today = *day;
  }
  const Session session(program.world, program.options);
  auto setup = set_up(session, command, today);
  if (!setup) return report.refuse(setup.error());
  if (command.proofs) return make_proofs(program, report, command, *setup);
  const auto approved = take_approvals(session, command, *setup);
  if (command.check) {
    if (!approved) report.note(as_warnings(approved.error()));  // those who approve may do so when it is checked
    return check_batch(program, report, command, *setup);
  }
  if (!approved) return report.refuse(approved.error());
  return run_batch(program, report, command, *setup);
}

CLI::Validator per_cent() {
  return {[](const std::string& word) {
            double number = -1;
            const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), number);
            const bool good = code == std::errc() && end == word.data() + word.size() && number >= 0 && number <= 100;
            return good ? std::string() : "\"" + word + "\" is no percentage from 0 to 100";
          },
          ""};
}

}  // namespace

void add_batch_command(Program& program) {
  const auto options = std::make_shared<BatchCommand>();
  CLI::App* batch =
      program.add("batch", "Issue the letters of an export, each exactly once",
                  "engross batch cases.csv --map cases.map.yaml --out letters --unsigned\n"
                  "Exit codes: 0 every case has its letter, or the run is held; 4 some cases were refused, "
                  "or too many; 130 interrupted.");
  batch->add_option("EXPORT", options->cases.path, "CSV, JSON array or JSON Lines, also gzipped; - for standard input")
      ->required();
  add_export_options(batch, options->cases);
  batch
      ->add_option("--approvals", options->approvals,
                   "Where its approvals are kept, instead of beside the export: <export>.approvals.json")
      ->type_name("FILE")
      ->check(named());
  batch->add_option("-o,--out", options->out, "Folder of the run: letters, ledger, records")
      ->type_name("DIR")
      ->check(named());
  batch->add_flag("--check", options->check, "Check every case and say what a run would take; nothing is written");
  batch
      ->add_option("--proofs", options->proofs, "Proofs of N cases spread over the export, in --out; nothing is issued")
      ->type_name("N")
      ->check(from_one());
  batch->add_flag("--resume", options->resume, "Go on with a run that was stopped, under the same options");
  batch->add_option("--hold", options->hold, "Issue the first N letters, then wait for a yes")
      ->type_name("N")
      ->check(from_one());
  batch->add_flag("--yes", options->yes, "The answer to --hold, from whoever has looked");
  batch->add_option("--shard", options->shard, "A share of the cases: 3/8, or auto/8 in a cluster's array")
      ->type_name("K/N")
      ->check(named());
  batch->add_option("--name", options->name, "What files are called: text, and fields of the case in braces")
      ->type_name("PATTERN")
      ->check(named());
  batch->add_option("--recipients", options->recipients, "When a person at an address is written to twice")
      ->check(CLI::IsMember({"allow", "warn", "refuse"}));
  batch->add_option("--stop-after-refused", options->stop_after_refused, "Stop when more of the cases are refused")
      ->type_name("PERCENT")
      ->check(per_cent());
  batch->add_option("-j,--jobs", options->jobs, "Workers; else one for each processor")
      ->type_name("N")
      ->check(from_one());
  batch->add_option("--patience", options->patience, "Seconds that a letter may take before its worker is replaced")
      ->type_name("N")
      ->check(from_one());
  batch->add_option("--memory", options->memory, "MiB that a worker may take before it is replaced")
      ->type_name("N")
      ->check(from_one());
  batch->add_option("--every", options->every, "Seconds between lines of progress where there is no terminal")
      ->type_name("N")
      ->check(from_one());
  batch->add_option("--metrics", options->progress.metrics, "Keep figures of the run in a file for Prometheus")
      ->type_name("FILE")
      ->check(named());
  batch->add_option("--print-run", options->print.output, "When all is issued, one stream for the printer too")
      ->type_name("FILE.pdf")
      ->check(named());
  add_print_options(batch, options->print);
  add_signing_options(batch, options->signing);
  batch->add_flag("--unsigned", options->unsigned_, "Without a digital signature, where the department allows it");
  batch->callback([&program, options, batch] {
    options->of_signing = signing_option_of(*batch);
    options->of_printing = print_option_of(*batch);
    program.chosen = [&program, options] { return run(program, *options); };
  });
}

}  // namespace engross::cli
