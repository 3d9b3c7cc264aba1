// print-run: the letters of a run as files for the printer.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "base/zone.hpp"
#include "batch/run_letters.hpp"
#include "batch_progress.hpp"
#include "data/read.hpp"
#include "option_checks.hpp"
#include "print_options.hpp"
#include "print_run/write_print_run.hpp"
#include "signing/signatory_store.hpp"

namespace engross::cli {
namespace {

struct PrintCommand {
  std::vector<std::string> folders;
  PrintChoices choices;
  KeyOptions key;
};

Result<PrintSetup> setup_of(const Session& session, const PrintChoices& choices) {
  const std::filesystem::path file =
      choices.setup.empty() ? session.paths().templates / "print-run.yaml" : std::filesystem::path(choices.setup);
  auto text = session.world().read_file(file, std::size_t{1} << 20U);
  if (!text) return fail(std::move(text.error()));
  const auto document = read_yaml(make_source(file.string(), std::move(*text)));
  if (!document) return fail(document.error());
  return PrintSetup::from(*document);
}

// The key is opened when the first letter with ink is met, and then kept.
OpenInk ink_opener(const Session& session, const KeyOptions& options) {
  if (options.key.empty()) return {};
  const auto key = std::make_shared<std::optional<SigningKey>>();
  return [&session, options, key](std::string_view closed) -> Result<std::string> {
    if (!*key) {
      auto opened = open_key(session, options);
      if (!opened) return fail(std::move(opened.error()));
      key->emplace(std::move(*opened));
    }
    return open_ink(closed, **key);
  };
}

void report_printed(Report& report, const PrintRun& run, const Printed& printed) {
  std::size_t sheets = 0;
  Value jobs = Value::array();
  for (const PrintJob& job : run.plan().jobs) sheets += job.sheets;
  for (const auto& file : printed.jobs) jobs.push_back(text(file.string()));
  report.set("run", text(run.plan().id));
  report.set("letters", number(run.plan().letters.size()));
  report.set("sheets", number(sheets));
  report.set("jobs", std::move(jobs));
  report.set("reconciliation", text(printed.json.string()));
  report.say(fmt::format("Print run {}: {} letter{} on {} sheet{} in {} job{}: {}", run.plan().id,
                         with_commas(run.plan().letters.size()), run.plan().letters.size() == 1 ? "" : "s",
                         with_commas(sheets), sheets == 1 ? "" : "s", printed.jobs.size(),
                         printed.jobs.size() == 1 ? "" : "s", printed.jobs.front().string()));
  report.say(fmt::format("Reconciliation: {} and {}", printed.sheet.string(), printed.json.string()));
}

}  // namespace

void add_print_options(CLI::App* command, PrintChoices& choices) {
  command->add_option("--sort", choices.sort, "Order of the letters: postcode, pages, envelope, or several")
      ->type_name("KEY[,KEY…]")
      ->check(named());
  command->add_option("--sheets", choices.sheets, "Sheets of a job at most; a letter is never split")
      ->type_name("N")
      ->check(from_one());
  command->add_flag("--simplex", choices.simplex, "A sheet for each page, instead of both sides");
  command->add_option("--print-setup", choices.setup, "Envelopes, and where the code of a sheet stands")
      ->type_name("FILE.yaml")
      ->check(named());
}

std::string print_option_of(const CLI::App& command) {
  for (const char* name : {"--sort", "--sheets", "--simplex", "--print-setup"})
    if (command.count(name) > 0) return name;
  return {};
}

Result<void> make_sense_of(const PrintChoices& choices) {
  if (auto order = read_print_order(choices.sort); !order) {
    Diagnostics faults = std::move(order.error());
    for (Diagnostic& fault : faults) fault.code = "options.sort";  // the command line is at fault, not a letter
    return fail(std::move(faults));
  }
  if (choices.output.ends_with(".pdf") && choices.output != "-") return {};
  return fail(error("options.output", {}, fmt::format("\"{}\" names no file for the printer", choices.output),
                    {"name one that ends in .pdf"}));
}

Result<void> may_print(const Session& session, const PrintChoices& choices) {
  if (auto setup = setup_of(session, choices); !setup) return fail(std::move(setup.error()));
  const std::filesystem::path output(choices.output);
  if (!choices.force && session.world().kind_of(output) != World::Kind::nothing)
    return fail(error("print.exists", {}, fmt::format("{} is there already", choices.output),
                      {"print to another name, or move it away"}));
  const std::filesystem::path folder = output.has_parent_path() ? output.parent_path() : ".";
  if (session.world().kind_of(folder) == World::Kind::directory) return {};
  return fail(error("world.unwritable", {},
                    fmt::format("cannot write {}: there is no folder {}", choices.output, folder.string()),
                    {fmt::format("make the folder {} first, or choose another place", folder.string())}));
}

Result<void> print_letters(Program& program, Report& report, const std::vector<std::string>& folders,
                           const PrintChoices& choices, const KeyOptions& key) {
  const Session session(program.world, program.options);
  auto setup = setup_of(session, choices);
  if (!setup) return fail(std::move(setup.error()));
  auto order = read_print_order(choices.sort);
  if (!order) return fail(std::move(order.error()));
  const std::vector<RunFolder> runs(folders.begin(), folders.end());
  auto letters = RunLetters::open(program.world, runs);
  if (!letters) return fail(std::move(letters.error()));
  const Department& department = letters->department();
  const auto midnight = midnight_in(letters->identity().today, department.zone);
  const auto run = PrintRun::make(
      letters->items(), std::move(*setup),
      {.sort = std::move(*order),
       .duplex = !choices.simplex,
       .sheets = choices.sheets,
       .from = choices.from,
       .to = choices.to},
      department.style.geometry,
      {.title = {},
       .author = department.name,
       .subject = {},
       .language = letters->language(),
       .date = midnight.value_or(Timestamp{.instant = std::chrono::sys_seconds(letters->identity().today.days())})});
  if (!run) return fail(run.error());
  const OpenInk open_ink = ink_opener(session, key);
  const auto printed =
      write_print_run(program.world, *run, [&](std::size_t item) { return letters->pages(item, open_ink); },
                      {.style = &department.style, .fonts = &letters->workbench().equipment.fonts},
                      {.output = choices.output, .overwrite = choices.force});
  if (!printed) return fail(printed.error());
  report_printed(report, *run, *printed);
  return {};
}

void add_print_command(Program& program) {
  const auto options = std::make_shared<PrintCommand>();
  CLI::App* print = program.add("print-run", "Letters of a run as one stream for the printer, sheet by sheet",
                                "engross print-run /srv/letters/night -o night.pdf --sort postcode --sheets 2500");
  print->add_option("DIR", options->folders, "Folders that engross batch wrote into: all shards of one run")
      ->required()
      ->check(named());
  print
      ->add_option("-o,--output", options->choices.output,
                   "File to write; FILE-001.pdf and on when there are several jobs")
      ->type_name("FILE.pdf")
      ->required();
  add_print_options(print, options->choices);
  print->add_option("--from", options->choices.from, "Print again from this sequence number")
      ->type_name("N")
      ->check(from_one());
  print->add_option("--to", options->choices.to, "Print again up to this sequence number")
      ->type_name("N")
      ->check(from_one());
  add_key_options(print, options->key, "The key that opens the letters' ink, if they bear any");
  print->add_flag("--force", options->choices.force, "Overwrite files of an earlier print run");
  print->callback([&program, options] {
    program.chosen = [&program, options] {
      Report report(program.options);
      if (auto sense = make_sense_of(options->choices); !sense) return report.refuse(sense.error());
      if (auto printed = print_letters(program, report, options->folders, options->choices, options->key); !printed)
        return report.refuse(printed.error());
      return report.finish();
    };
  });
}

}  // namespace engross::cli
