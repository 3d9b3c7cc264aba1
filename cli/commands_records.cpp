// records list, show, remake: the store's records, and issued letters made again.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "assemble/issue.hpp"
#include "assemble/remake.hpp"
#include "commands.hpp"
#include "data/read.hpp"
#include "inputs.hpp"
#include "next_command.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "signing.hpp"
#include "signing/signatory_store.hpp"

namespace engross::cli {
namespace {

struct RecordsCommand {
  std::string name, output;
  std::optional<int> issue;
  bool force = false;
  KeyOptions key;
};

// "  purged on 2024-01-02: kept for seven years"
std::string purge_words(const std::string& at, const std::string& because) {
  return "  purged on " + at.substr(0, 10) + (because.empty() ? "" : ": " + because);
}

std::string line_of(const Record& record) {
  return fmt::format("{}  issue {}  {}  {}  {} page(s)  {}{}\n", record.reference, record.issue,
                     record.at ? record.at->rfc3339() : "-", record.department, record.pages, record.signature(),
                     record.purged ? purge_words(record.purged->at.rfc3339(), record.purged->because) : "");
}

std::string line_of(const LedgerLetter& letter, const RunIdentity& run) {
  return fmt::format("{}  row {}  {}  {} page(s)  {}  {}{}\n", letter.key, letter.row, run.department, letter.pages,
                     name_of(letter.state), letter.file,
                     letter.purged_at.empty() ? "" : purge_words(letter.purged_at, letter.purged_because));
}

Value value_of(const LedgerLetter& letter) {
  Value value = Value::object();
  value.set("key", text(letter.key));
  value.set("row", number(letter.row));
  value.set("state", text(name_of(letter.state)));
  value.set("file", text(letter.file));
  value.set("sha256", text(letter.sha256));
  value.set("pages", number(letter.pages));
  if (!letter.purged_at.empty()) value.set("purged_at", text(letter.purged_at));
  return value;
}

// A run's letters when its folder is what was asked for; one line for each run that a store knows.
Result<Value> list_run(Report& report, const RegisteredRuns::Opened& run, bool with_letters) {
  const auto counts = run.ledger.counts();
  if (!counts) return fail(counts.error());
  Value value = Value::object();
  value.set("directory", text(run.folder.root().string()));
  value.set("issued", number(counts->issued));
  value.set("withdrawn", number(counts->withdrawn));
  value.set("purged", number(counts->purged));
  if (!with_letters) {
    report.show(fmt::format("run {}: {} letter(s) issued, {} withdrawn{}; list them: engross records list --store {}\n",
                            run.folder.root().string(), counts->issued, counts->withdrawn,
                            counts->purged > 0 ? fmt::format(", {} purged", counts->purged) : std::string(),
                            shell_word(run.folder.root().string())));
    return value;
  }
  Value letters = Value::array();
  auto listed = run.ledger.each_letter([&](const LedgerLetter& letter) -> Result<void> {
    report.show(line_of(letter, run.ledger.identity()));
    letters.push_back(value_of(letter));
    return {};
  });
  if (!listed) return fail(std::move(listed.error()));
  value.set("letters", std::move(letters));
  return value;
}

// Of a record that was read, so its JSON reads again.
Value value_of(const Record& record) {
  const auto document = read_json(make_source(record.reference, to_json(record)));
  return document ? document->root : Value();
}

int run_list(Program& program) {
  Report report(program.options);
  Session session(program.world, program.options);
  const Store store = session.store();
  const auto all = store.records();
  if (!all) return report.refuse(all.error());
  Value list = Value::array();
  for (const Record& record : all->records) {
    report.show(line_of(record));
    list.push_back(value_of(record));
  }
  Value runs = Value::array();
  for (const RegisteredRuns::Opened& run : session.runs().runs()) {
    auto listed = list_run(report, run, run.folder.root() == store.root());
    if (!listed) return report.refuse(listed.error());
    runs.push_back(std::move(*listed));
  }
  Diagnostics faults = all->damaged;
  append(faults, session.runs().faults());
  if (all->records.empty() && runs.items().empty() && faults.empty())
    report.say(fmt::format("No letter was issued into {}", store.root().string()));
  report.set("records", std::move(list));
  report.set("runs", std::move(runs));
  return report.refuse(faults);
}

int run_show(Program& program, const RecordsCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto found = open_record(session, command.name, command.issue);
  if (!found) return report.refuse(found.error());
  report.show(to_json(found->record) + "\n");
  report.set("record", value_of(found->record));
  return report.refuse(found->notes);
}

int run_remake(Program& program, const RecordsCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto found = open_record(session, command.name, command.issue);
  if (!found) return report.refuse(found.error());
  const Record& record = found->record;
  const Output output{.path = command.output.empty() ? record.reference + ".remade.pdf" : command.output,
                      .may_hold = "another letter",
                      .suggestion = record.reference + ".pdf",
                      .overwrite = command.force};
  std::vector<std::filesystem::path> inputs = files_of(command.key);
  inputs.emplace_back(command.name);
  if (auto may = may_write(session, output, inputs); !may) return report.refuse(may.error());
  OpenInk open_with_key;
  if (!command.key.key.empty())
    open_with_key = [&](std::string_view closed) -> Result<std::string> {
      const auto key = open_key(session, command.key);
      if (!key) return fail(key.error());
      return open_ink(closed, *key);
    };
  const auto finished = remake(*found->kept, record, open_with_key);
  if (!finished) return report.refuse(finished.error());
  if (auto written = write_output(session, output, finished->pdf); !written) return report.refuse(written.error());
  report.set("output", Value::string(output.path));
  report.set("sha256", Value::string(record.output_sha256));
  if (output.path != "-")
    report.say(fmt::format("Remade {}: the same {} bytes as issued", output.path, finished->pdf.size()));
  return report.refuse(found->notes);
}

void add_which(CLI::App* command, RecordsCommand& options) {
  command->add_option("REFERENCE|FILE.pdf", options.name, "Which letter")->required();
  command->add_option("--issue", options.issue, "Which issue of a letter that was issued again; else the latest")
      ->type_name("N")
      ->check(from_one());
}

}  // namespace

void add_record_commands(Program& program) {
  const auto options = std::make_shared<RecordsCommand>();
  CLI::App* records = program.app.add_subcommand("records", "The records of issued letters");
  records->require_subcommand(1);
  records->footer("Example: engross records list");
  records->fallthrough();
  CLI::App* list = program.add_to(records, "list", "Every issued letter", "engross records list");
  list->callback([&program] { program.chosen = [&program] { return run_list(program); }; });
  CLI::App* show = program.add_to(records, "show", "One record, whole", "engross records show 2016-0046030 --issue 1");
  add_which(show, *options);
  show->callback([&program, options] { program.chosen = [&program, options] { return run_show(program, *options); }; });
  CLI::App* remake = program.add_to(records, "remake", "Make an issued letter again, byte for byte",
                                    "engross records remake 2016-0046030 -o again.pdf");
  add_recall_command(program, records);
  add_purge_command(program, records);
  add_which(remake, *options);
  remake->add_option("-o,--output", options->output, "File to write, or - for standard output")
      ->type_name("FILE.pdf")
      ->check(named());
  add_key_options(remake, options->key, "The key that opens the letter's ink, if it bears any");
  remake->add_flag("--force", options->force, "Overwrite the output file");
  remake->callback(
      [&program, options] { program.chosen = [&program, options] { return run_remake(program, *options); }; });
}

}  // namespace engross::cli
