// records list, show, remake: the store's records, and issued letters made again.
#include <fmt/format.h>

#include <memory>

#include "assemble/issue.hpp"
#include "commands.hpp"
#include "inputs.hpp"

namespace engross::cli {
namespace {

struct RecordsCommand {
  std::string name, output;
};

std::string line_of(const Record& record) {
  return fmt::format("{}  issue {}  {}  {}  {} page(s)  {}\n", record.reference, record.issue,
                     record.at ? record.at->rfc3339() : "-", record.department, record.pages, record.signature);
}

int run_list(Program& program) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto records = session.store().records();
  if (!records) return report.refuse(records.error());
  Value list = Value::array();
  for (const Record& record : *records) {
    report.show(line_of(record));
    list.push_back(to_value(record));
  }
  if (records->empty()) report.say(fmt::format("No letter was issued into {}", session.store().root().string()));
  report.set("records", std::move(list));
  return report.finish();
}

int run_show(Program& program, const RecordsCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto record = open_record(session, command.name);
  if (!record) return report.refuse(record.error());
  Value value = to_value(*record);
  report.show(to_json(value) + "\n");
  report.set("record", std::move(value));
  return report.finish();
}

int run_remake(Program& program, RecordsCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto record = open_record(session, command.name);
  if (!record) return report.refuse(record.error());
  if (command.output.empty()) command.output = record->reference + ".remade.pdf";
  const auto finished = remake(session.store(), *record);
  if (!finished) return report.refuse(finished.error());
  if (auto written = write_output(session, command.output, finished->pdf); !written)
    return report.refuse(written.error());
  report.set("output", Value::string(command.output));
  report.set("sha256", Value::string(record->output_sha256));
  if (command.output != "-")
    report.say(fmt::format("Remade {}: the same {} bytes as issued", command.output, finished->pdf.size()));
  return report.finish();
}

}  // namespace

void add_record_commands(Program& program) {
  const auto options = std::make_shared<RecordsCommand>();
  CLI::App* records = program.app.add_subcommand("records", "The records of issued letters");
  records->require_subcommand(1);
  records->fallthrough();
  CLI::App* list = program.add_to(records, "list", "Every issued letter", "engross records list");
  list->callback([&program] { program.chosen = [&program] { return run_list(program); }; });
  CLI::App* show = program.add_to(records, "show", "One record, whole", "engross records show 2016-0046030");
  show->add_option("REFERENCE|FILE.pdf", options->name, "Which letter")->required();
  show->callback([&program, options] { program.chosen = [&program, options] { return run_show(program, *options); }; });
  CLI::App* remake = program.add_to(records, "remake", "Make an issued letter again, byte for byte",
                                    "engross records remake 2016-0046030 -o again.pdf");
  remake->add_option("REFERENCE|FILE.pdf", options->name, "Which letter")->required();
  remake->add_option("-o,--output", options->output, "File to write, or - for standard output")->type_name("FILE.pdf");
  remake->callback(
      [&program, options] { program.chosen = [&program, options] { return run_remake(program, *options); }; });
}

}  // namespace engross::cli
