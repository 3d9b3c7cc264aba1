// follow: the case of the next letter of a correspondence, from an issued one.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cases/follow.hpp"
#include "commands.hpp"
#include "data/read.hpp"
#include "inputs.hpp"
#include "next_command.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "record/purge_record.hpp"

namespace engross::cli {
namespace {

struct FollowCommand {
  std::string letter, output, reference, template_name = "reply";
  std::optional<int> issue;
  bool force = false;
};

EarlierLetter earlier_of(const Record& record) {
  EarlierLetter letter{.reference = record.reference,
                       .date = record.letter_date,
                       .template_name = record.template_name,
                       .paragraphs = {}};
  for (const RecordedParagraph& paragraph : record.paragraphs)
    if (paragraph.why.kind == Provenance::Kind::paragraph &&
        std::ranges::find(letter.paragraphs, paragraph.why.id) == letter.paragraphs.end())
      letter.paragraphs.push_back(paragraph.why.id);
  return letter;
}

// The first of REFERENCE-2, REFERENCE-3 … that the store has not issued. Errors: those of looking into the store.
Result<std::string> next_reference(const Store& store, const std::string& reference) {
  for (int n = 2;; ++n) {
    std::string next = fmt::format("{}-{}", reference, n);
    const auto may = store.may_add(next, Store::Again::refuse);
    if (may) return next;
    if (may.error().front().code != "store.issued-before") return fail(may.error());
  }
}

Result<Value> earlier_case(const FoundRecord& found) {
  const Record& record = found.record;
  if (record.purged) return fail(Diagnostics{purged_letter(record)});
  const RecordedFile* file = record.file("case");
  if (file == nullptr)
    return fail(error("record.damaged", {}, fmt::format("the record of {} names no case", record.reference),
                      {"restore the record from a backup; the store is written only by engross"}));
  auto bytes = found.kept->object(file->sha256);
  if (!bytes) return fail(std::move(bytes.error()));
  auto read = read_json(make_source("the case of " + record.reference, std::move(*bytes)));
  if (!read) return fail(std::move(read.error()));
  return std::move(read->root);
}

// What was made is a case that can be drafted; a reference that was named is read as every case's is.
Result<void> is_case(const std::string& bytes, const std::string& name) {
  const auto made = Case::from(make_source(name, bytes));
  return made ? Result<void>() : fail(made.error());
}

int run_follow(Program& program, FollowCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto found = open_record(session, command.letter, command.issue);
  if (!found) return report.refuse(found.error());
  report.note(found->notes);
  const auto before = earlier_case(*found);
  if (!before) return report.refuse(before.error());
  const Record& record = found->record;
  if (command.reference.empty()) {
    auto next = next_reference(session.store(), record.reference);
    if (!next) return report.refuse(next.error());
    command.reference = std::move(*next);
  }
  if (command.output.empty()) command.output = command.reference + ".json";
  const Output output{.path = command.output,
                      .may_hold = "somebody's case",
                      .suggestion = command.reference + ".json",
                      .overwrite = command.force};
  if (auto may = may_write(session, output, {}); !may) return report.refuse(may.error());
  const std::string bytes = to_json(case_that_follows(*before, {.letter = earlier_of(record),
                                                                .reference = command.reference,
                                                                .template_name = command.template_name})) +
                            "\n";
  if (auto good = is_case(bytes, command.output); !good) return report.refuse(good.error());
  if (auto written = write_output(session, output, bytes); !written) return report.refuse(written.error());
  report.set("case", text(command.output));
  report.set("reference", text(command.reference));
  report.set("follows", text(record.reference));
  if (command.output != "-")
    report.say(fmt::format("Wrote {}, which follows the {} {} of {}. Draft it: {}", command.output,
                           record.template_name == "reply" ? "letter" : record.template_name, record.reference,
                           record.letter_date.iso(), next_command(program.options, {"draft", command.output})));
  return report.finish();
}

}  // namespace

void add_follow_command(Program& program) {
  const auto options = std::make_shared<FollowCommand>();
  CLI::App* follow = program.add("follow", "Begin the next letter of a correspondence: its case, from an issued letter",
                                 "engross follow 2016-0046030 -o case.json\n"
                                 "People, incoming letter, topics and facts are taken over, and the letter stands in "
                                 "the history. A holding reply becomes the full one.");
  follow->add_option("REFERENCE|FILE.pdf", options->letter, "The letter that went before")->required();
  follow->add_option("-o,--output", options->output, "Case to write, or - for standard output; else NEW.json")
      ->type_name("CASE.json")
      ->check(named());
  follow
      ->add_option("--reference", options->reference,
                   "Of the new letter; else that of the earlier one with -2 behind it, or the next number that is free")
      ->type_name("REFERENCE")
      ->check(named());
  follow->add_option("--template", options->template_name, "Letter skeleton of the new letter; reply unless told")
      ->type_name("TEMPLATE")
      ->check(named());
  follow->add_option("--issue", options->issue, "Which issue of a letter that was issued again; else the latest")
      ->type_name("N")
      ->check(from_one());
  follow->add_flag("--force", options->force, "Overwrite the output file");
  follow->callback(
      [&program, options] { program.chosen = [&program, options] { return run_follow(program, *options); }; });
}

}  // namespace engross::cli
