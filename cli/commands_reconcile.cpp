// reconcile: whether the ledgers of a run, its files, its records and its export agree, each case once.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "batch_source.hpp"
#include "commands.hpp"
#include "ledger/reconcile.hpp"
#include "option_checks.hpp"

namespace engross::cli {
namespace {

struct ReconcileCommand {
  std::vector<std::string> folders;
  ExportChoices cases;  // --export FILE; not looked at without
};

Value texts_of(const std::vector<std::string>& of) {
  Value list = Value::array();
  for (const std::string& one : of) list.push_back(text(one));
  return list;
}

void set_counts(Value& value, const LedgerCounts& counts) {
  value.set("issued", number(counts.issued));
  value.set("withdrawn", number(counts.withdrawn));
  value.set("refused", number(counts.refused));
  value.set("prepared", number(counts.prepared));
  value.set("purged", number(counts.purged));
  value.set("pages", number(counts.pages));
  value.set("bytes", number(counts.bytes));
}

Value value_of(const ReconciledRun& run) {
  Value value = Value::object();
  value.set("directory", text(run.folder));
  value.set("shard", number(run.shard));
  value.set("shards", number(run.shards));
  set_counts(value, run.counts);
  return value;
}

Value value_of(const Disagreement& one) {
  Value value = Value::object();
  value.set("code", text(one.code));
  value.set("message", text(one.message));
  value.set("count", number(one.count));
  value.set("examples", texts_of(one.examples));
  return value;
}

// Kind, how often, and the first places.
Diagnostic told(const Disagreement& one) {
  std::vector<std::string> hints = one.examples;
  if (one.count > hints.size()) hints.push_back(fmt::format("and {} more", one.count - hints.size()));
  return error(one.code, {}, fmt::format("{}: {}", one.message, one.count), std::move(hints));
}

std::string words_of(const Reconciliation& found) {
  const LedgerCounts& total = found.total;
  const std::string rows =
      found.rows ? fmt::format("{} row(s) of the export", *found.rows) : "an export not read to its end";
  return fmt::format("{} folder(s), {}: {} letter(s) issued, {} withdrawn, {} refused, {} page(s), {} bytes{}",
                     found.runs.size(), rows, total.issued, total.withdrawn, total.refused, total.pages, total.bytes,
                     total.purged > 0 ? fmt::format("; {} purged", total.purged) : std::string());
}

int run_reconcile(Program& program, const ReconcileCommand& command) {
  Report report(program.options);
  std::vector<RunFolder> folders;
  for (const std::string& folder : command.folders) folders.emplace_back(folder);
  ReadExportAgain read_export;
  std::optional<ExportSource> source;
  if (!command.cases.path.empty()) {
    auto opened = ExportSource::find(Session(program.world, program.options), command.cases);
    if (!opened) return report.refuse(opened.error());
    source = std::move(*opened);
    read_export = [&source](const TakeRow& take) { return source->each_row(take); };
  }
  const auto found = reconcile(program.world, folders, read_export);
  if (!found) return report.refuse(found.error());
  Value runs = Value::array();
  for (const ReconciledRun& run : found->runs) runs.push_back(value_of(run));
  Value disagreements = Value::array();
  Diagnostics faults;
  for (const Disagreement& one : found->disagreements) {
    disagreements.push_back(value_of(one));
    faults.push_back(told(one));
  }
  report.set("agrees", Value::boolean(found->agrees()));
  if (found->rows) report.set("rows", number(*found->rows));
  Value total = Value::object();
  set_counts(total, found->total);
  report.set("total", std::move(total));
  report.set("folders", std::move(runs));
  report.set("disagreements", std::move(disagreements));
  report.show(fmt::format("{}; {}\n", words_of(*found), found->agrees() ? "all agree" : "not all agree"));
  return report.refuse(faults);
}

}  // namespace

void add_reconcile_command(Program& program) {
  const auto options = std::make_shared<ReconcileCommand>();
  CLI::App* reconcile =
      program.add("reconcile", "Prove that ledger, letters and records of a run agree, each case once",
                  "engross reconcile /srv/letters/night\n"
                  "Name the folders of all shards of a run together.\nExit codes: 0 all agree, 1 not all agree.");
  reconcile->add_option("DIR", options->folders, "Folders that engross batch wrote into")->required()->check(named());
  reconcile->add_option("--export", options->cases.path, "The export once more: each of its rows has exactly one end")
      ->type_name("FILE")
      ->check(named());
  add_export_options(reconcile, options->cases);
  reconcile->callback(
      [&program, options] { program.chosen = [&program, options] { return run_reconcile(program, *options); }; });
}

}  // namespace engross::cli
