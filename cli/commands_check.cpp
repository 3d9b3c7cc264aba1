// check: everything that is wrong with letters, mended where that is sure.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "commands.hpp"
#include "fix_draft.hpp"
#include "inputs.hpp"
#include "window_check.hpp"

namespace engross::cli {
namespace {

struct CheckCommand {
  std::vector<std::string> inputs;
  ReplyOptions reply;
  WindowChoices windows;
  bool fix = false, dry_run = false;
  std::string spelling = "typed";
};

Diagnostics misspelt_in(const Opened& opened, const std::string& spelling) {
  if (spelling == "off") return {};
  Speller speller;
  const Workbench& bench = *opened.workbench;
  return bench.checker.check_spelling(opened.reply.letter(), opened.reply.case_, *bench.department,
                                      spelling == "all" ? SpelledWords::all : SpelledWords::typed, speller);
}

// The letter, mended in memory if that is wanted.
Result<FixedDraft> open_to_check(Session& session, const CheckCommand& command, const std::string& input) {
  if (command.fix) return fix_draft(session, input, command.reply);
  auto opened = open_reply(session, input, command.reply);
  if (!opened) return fail(std::move(opened.error()));
  return FixedDraft{.opened = std::move(*opened), .before = {}, .after = {}};
}

// Writes one mended draft and tells how it differs.
Result<void> write_and_tell(Session& session, Report& report, const CheckCommand& command, const std::string& input,
                            const FixedDraft& fixed, Value& told) {
  if (fixed.fixes > 0 && !command.dry_run)
    if (auto written = write_fixed(session, input, fixed); !written) return written;
  const std::string difference = difference_of(input, fixed);
  report.show(difference);
  const std::string_view done_to = command.dry_run ? "can be mended" : "mended";
  report.say(fixed.fixes == 0   ? fmt::format("{}: nothing that can be mended surely", input)
             : fixed.fixes == 1 ? fmt::format("{}: one place {}", input, done_to)
                                : fmt::format("{}: {} places {}", input, fixed.fixes, done_to));
  Value one = Value::object();
  one.set("draft", text(input));
  one.set("fixes", number(fixed.fixes));
  one.set("written", Value::boolean(fixed.fixes > 0 && !command.dry_run));
  one.set("difference", text(difference));
  told.push_back(std::move(one));
  return {};
}

int run_check(Program& program, const CheckCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  std::vector<std::string> read = command.inputs;
  read.insert(read.end(), command.inputs.size(), command.reply.case_path);  // each draft reads the case
  if (auto once = standard_input_once(read); !once) return report.refuse(once.error());
  if (auto sense = make_sense_of(command.windows, command.inputs.size()); !sense) return report.refuse(sense.error());
  WindowCheck windows(session, command.windows);
  Value fixes = Value::array();
  int exit_code = done;
  for (const std::string& input : command.inputs) {
    const auto letter = open_to_check(session, command, input);
    Diagnostics findings = letter ? windows.look_at(input, letter->opened) : letter.error();
    if (exit_code_of(findings) == usage) return report.refuse(findings);  // nothing is written for a command in error
    if (letter && command.fix)
      if (auto told = write_and_tell(session, report, command, input, *letter, fixes); !told)
        append(findings, told.error());
    if (letter) {
      const Opened& opened = letter->opened;
      append_new(findings, findings_of(*opened.workbench, opened.reply));  // windows say some of them with a hint
      append(findings, misspelt_in(opened, command.spelling));
    }
    report.note(findings);
    exit_code = std::max(exit_code, exit_code_of(findings));
    if (findings.empty()) report.say(fmt::format("{}: nothing found", input));
  }
  windows.report_to(report);
  if (command.fix) report.set("fixed", std::move(fixes));
  return report.finish(exit_code);
}

}  // namespace

void add_check_command(Program& program) {
  const auto options = std::make_shared<CheckCommand>();
  CLI::App* check =
      program.add("check", "Say everything that is wrong with a letter",
                  "engross check reply.md\n"
                  "--fix mends what is surely wrong in a draft: double spaces, doubled words, the form of dates and "
                  "postcodes, eg and "
                  "ie.\nExample: engross check reply.md --envelope uk-dl-bs4264,uk-c5 --picture window.png");
  check->add_option("CASE|DRAFT", options->inputs, "Cases or drafts")->required();
  CLI::Option* fix =
      check->add_flag("--fix", options->fix, "Mend in the drafts what can be mended surely, and show the difference");
  check->add_flag("--dry-run", options->dry_run, "With --fix: show the difference, and write nothing")->needs(fix);
  check
      ->add_option("--spelling", options->spelling,
                   "Words whose spelling is looked at: typed for this letter, all, off")
      ->check(CLI::IsMember({"typed", "all", "off"}));
  add_reply_options(check, options->reply);
  add_window_options(check, options->windows);
  check->callback(
      [&program, options] { program.chosen = [&program, options] { return run_check(program, *options); }; });
}

}  // namespace engross::cli
