// draft, check, render: from a case or a draft to a draft, findings, a proof.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "assemble/take_draft.hpp"
#include "base/shown.hpp"
#include "commands.hpp"
#include "compose/draft.hpp"
#include "fix_draft.hpp"
#include "inputs.hpp"
#include "letter/text_copy.hpp"
#include "next_command.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "pick.hpp"
#include "pick_text.hpp"
#include "window_check.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

std::string stem_of(const std::string& input) {
  return input == "-" || input.starts_with("/dev/") ? "letter" : fs::path(input).stem().string();
}

struct LetterCommand {
  std::string input, output, as = "pdf", answers;
  std::vector<std::string> inputs;
  ReplyOptions reply;
  WindowChoices windows;  // check
  bool force = false, pick = false;
  bool fix = false, dry_run = false;
  std::string spelling = "typed";
};

// Everything that is wrong with the letter, its spelling included.
Diagnostics findings_and_spelling_of(const Opened& opened, const std::string& spelling) {
  Diagnostics findings = findings_of(*opened.workbench, opened.reply);
  if (spelling == "off") return findings;
  Speller speller;
  const Workbench& bench = *opened.workbench;
  append(findings, bench.checker.check_spelling(opened.reply.letter(), opened.reply.case_, *bench.department,
                                                spelling == "all" ? SpelledWords::all : SpelledWords::typed, speller));
  return findings;
}

// A draft and a proof are made of a faulty letter too, to see what is wrong: there a fault is a warning, and the last
// one says that the letter cannot be issued like this.
bool note_findings(Report& report, const Diagnostics& findings, const std::string& check) {
  Diagnostics shown = findings;
  std::size_t faults = 0;
  for (Diagnostic& finding : shown) {
    if (finding.severity != Severity::error) continue;
    finding.severity = Severity::warning;
    ++faults;
  }
  if (faults > 0)
    shown.push_back(
        warning("letter.not-issuable", {},
                fmt::format("the letter cannot be issued like this: {}",
                            faults == 1 ? "one of these is an error to `check` and `issue`"
                                        : fmt::format("{} of these are errors to `check` and `issue`", faults)),
                {"see which: " + check}));
  report.note(shown);
  report.set("issuable", Value::boolean(faults == 0));
  return faults == 0;
}

// What the draft's front matter calls its case: seen from the draft, and with no symbolic link on the way, which ".."
// would leave by another door.
std::string case_path_in_draft(const World& world, const std::string& case_path, const std::string& draft_path) {
  if (is_stream(world, case_path)) return std::string(standard_input);
  if (draft_path == "-") return shown(case_path);
  std::error_code code;
  const fs::path from = fs::canonical(fs::absolute(draft_path).parent_path(), code);
  const fs::path folder = code ? fs::path() : fs::canonical(fs::absolute(case_path).parent_path(), code);
  const fs::path file = fs::path(case_path).filename();
  return shown(code ? fs::absolute(case_path).generic_string()
                    : (folder / file).lexically_relative(from).generic_string());
}

// Steps beside the draft say that it is an officer's own, who goes on with it.
bool goes_on(const Session& session, const LetterCommand& command) {
  return session.world().kind_of(command.output + ".steps") == World::Kind::file;
}

int run_pick(Program& program, Session& session, const LetterCommand& command, const Output& output) {
  Report report(program.options);
  if (command.output == "-" || (command.answers.empty() && program.options.json))
    return report.refuse({error("options.pick", {}, "--pick saves each step in a file, and asks on standard output",
                                {"name a draft: -o DRAFT.md", "with --json give the answers too: --answers FILE"})});
  if (command.answers.empty() && is_stream(program.world, command.input))
    return report.refuse({error("options.pick", {}, "the case came where the answers are typed",
                                {"name a file with the case, or give the answers: --answers FILE"})});
  auto opened = open_only_case(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  if (!goes_on(session, command))
    if (auto may = may_write(session, output, opened->inputs); !may) return report.refuse(may.error());
  const PickOrder order{.output = output,
                        .case_path = case_path_in_draft(program.world, command.input, command.output),
                        .answers = command.answers};
  auto picked = pick(session, *opened, order, report);
  if (!picked) return report.refuse(picked.error());
  report.set("draft", text(command.output));
  report.set("done", Value::boolean(picked->done));
  report.set("steps", number(picked->steps));
  if (!picked->done) {
    report.show(fmt::format(
        "Stopped after {}. Go on: {}\n", counted(picked->steps, "step"),
        next_command(program.options, {"draft", command.input, "--pick", "-o", command.output}, command.reply)));
    return report.finish();
  }
  opened->reply = std::move(picked->reply);
  const std::string again = next_command(program.options, {"check", command.output});
  note_findings(report, findings_of(*opened->workbench, opened->reply), again);
  report.show(fmt::format("Drafted {}. Look at it: {}\n", command.output,
                          next_command(program.options, {"render", command.output})));
  return report.finish();
}

int run_draft(Program& program, LetterCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (command.output.empty()) command.output = stem_of(command.input) + ".draft.md";
  const Output output{.path = command.output,
                      .may_hold = "somebody's edits",
                      .suggestion = stem_of(command.input) + ".draft.md",
                      .overwrite = command.force};
  if (command.pick || !command.answers.empty()) return run_pick(program, session, command, output);
  const auto opened = open_only_case(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  if (auto may = may_write(session, output, opened->inputs); !may) return report.refuse(may.error());
  const Reply& reply = opened->reply;
  const DraftHead head =
      head_of(reply, *opened->workbench->department, case_path_in_draft(program.world, command.input, command.output));
  if (auto written = write_output(session, output, write_draft(reply.composed, head)); !written)
    return report.refuse(written.error());
  const std::string again =
      command.output == "-"
          ? next_command(program.options, {"check", command.input}, command.reply)
          : next_command(program.options, {"check", command.output},
                         {.template_name = {}, .case_path = is_stream(program.world, command.input) ? "FILE" : ""});
  note_findings(report, findings_of(*opened->workbench, opened->reply), again);
  report.set("draft", text(command.output));
  if (command.output != "-") report.say(fmt::format("Drafted {}. Edit it, then: {}", command.output, again));
  return report.finish();
}

// Mends one draft and tells how it differs; what is left is told as ever.
Result<Diagnostics> mend(Session& session, Report& report, const LetterCommand& command, const std::string& input,
                         Value& told) {
  const auto fixed = fix_draft(session, input, command.reply);
  if (!fixed) return fail(fixed.error());
  if (fixed->fixes > 0 && !command.dry_run)
    if (auto written = write_fixed(session, input, *fixed); !written) return fail(std::move(written.error()));
  report.show(difference_of(input, *fixed));
  const std::string_view done_to = command.dry_run ? "can be mended" : "mended";
  report.say(fixed->fixes == 0   ? fmt::format("{}: nothing that can be mended surely", input)
             : fixed->fixes == 1 ? fmt::format("{}: one place {}", input, done_to)
                                 : fmt::format("{}: {} places {}", input, fixed->fixes, done_to));
  Value one = Value::object();
  one.set("draft", text(input));
  one.set("fixes", number(fixed->fixes));
  one.set("written", Value::boolean(fixed->fixes > 0 && !command.dry_run));
  one.set("difference", text(difference_of(input, *fixed)));
  told.push_back(std::move(one));
  return findings_and_spelling_of(fixed->opened, command.spelling);
}

int run_fix(Program& program, const LetterCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  int exit_code = done;
  Value told = Value::array();
  for (const std::string& input : command.inputs) {
    const auto mended = mend(session, report, command, input, told);
    const Diagnostics findings = mended ? *mended : mended.error();
    report.note(findings);
    exit_code = std::max(exit_code, exit_code_of(findings));
  }
  report.set("fixed", std::move(told));
  return report.finish(exit_code);
}

int run_check(Program& program, const LetterCommand& command) {
  if (command.fix) return run_fix(program, command);
  Report report(program.options);
  Session session(program.world, program.options);
  std::vector<std::string> read = command.inputs;
  read.insert(read.end(), command.inputs.size(), command.reply.case_path);  // each draft reads the case
  if (auto once = standard_input_once(read); !once) return report.refuse(once.error());
  if (auto sense = make_sense_of(command.windows, command.inputs.size()); !sense) return report.refuse(sense.error());
  WindowCheck windows(session, command.windows);
  int exit_code = done;
  for (const std::string& input : command.inputs) {
    const auto opened = open_reply(session, input, command.reply);
    Diagnostics findings = opened ? windows.look_at(input, *opened) : opened.error();
    if (exit_code_of(findings) == usage) return report.refuse(findings);
    // What the layout says too, the windows say with a hint.
    if (opened) append_new(findings, findings_and_spelling_of(*opened, command.spelling));
    report.note(findings);
    exit_code = std::max(exit_code, exit_code_of(findings));
    if (findings.empty()) report.say(fmt::format("{}: nothing found", input));
  }
  windows.report_to(report);
  return report.finish(exit_code);
}

int run_render(Program& program, LetterCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const bool as_text = command.as == "text";
  if (auto once = standard_input_once({command.input, command.reply.case_path}); !once)
    return report.refuse(once.error());
  if (command.output.empty()) command.output = as_text ? "-" : stem_of(command.input) + ".proof.pdf";
  const auto opened = open_reply(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  const Output output{.path = command.output,
                      .may_hold = "an issued letter",
                      .suggestion = stem_of(command.input) + (as_text ? ".txt" : ".proof.pdf"),
                      .overwrite = command.force || (!as_text && holds_proof(session, command.output))};
  if (auto may = may_write(session, output, opened->inputs); !may) return report.refuse(may.error());
  std::string bytes;
  Diagnostics notes;
  if (as_text) {
    bytes = write_text(opened->reply.letter());
    notes = findings_of(*opened->workbench, opened->reply);
  } else {
    auto finished = finish(*opened->workbench, opened->reply, Purpose::proof);
    if (!finished) return report.refuse(finished.error());
    bytes = std::move(finished->pdf);
    notes = opened->reply.findings;
    append(notes, finished->notes);
    report.set("pages", number(finished->pages));
  }
  if (auto written = write_output(session, output, bytes); !written) return report.refuse(written.error());
  const bool issuable =
      note_findings(report, notes, next_command(program.options, {"check", command.input}, command.reply));
  report.set("output", text(command.output));
  if (command.output != "-")
    report.say(fmt::format("Rendered {}: {}{}", command.output, as_text ? "a text copy" : "a proof",
                           issuable ? "" : " of a letter that cannot be issued like this"));
  return report.finish();
}

}  // namespace

void add_letter_commands(Program& program) {
  const auto options = std::make_shared<LetterCommand>();
  const auto choose = [&program](CLI::App* command, auto run) {
    command->callback([&program, run] { program.chosen = run; });
  };

  const std::string at_once =
      "\nA letter with faults is written too, with a warning for each: `engross check` exits 1 for them, and `engross "
      "issue`\nrefuses them. With --json, \"issuable\" says whether there are none.";

  CLI::App* draft = program.add("draft", "Draft a reply as Markdown", "engross draft case.json -o reply.md" + at_once);
  draft->add_option("CASE", options->input, "Case (JSON), or - for standard input")->required();
  draft->add_option("-o,--output", options->output, "Draft to write, or - for standard output")
      ->type_name("DRAFT.md")
      ->check(named());
  draft->add_option("--template", options->reply.template_name, "Letter skeleton instead of the case's")
      ->type_name("NAME");
  add_leave_options(draft, options->reply);
  draft->add_flag("--force", options->force, "Overwrite a draft");
  draft->add_flag("--pick", options->pick,
                  "Ask paragraph by paragraph; each step is saved, and the same command goes on");
  draft->add_option("--answers", options->answers, "With --pick: a file of commands, one a line")
      ->type_name("FILE")
      ->check(named());
  choose(draft, [&program, options] { return run_draft(program, *options); });

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
  choose(check, [&program, options] { return run_check(program, *options); });

  CLI::App* render = program.add("render", "Make a proof: marked on each page, no ink, no record",
                                 "engross render reply.md -o proof.pdf" + at_once);
  render->add_option("CASE|DRAFT", options->input, "Case or draft, or - for standard input")->required();
  render->add_option("-o,--output", options->output, "File to write, or - for standard output")
      ->type_name("FILE")
      ->check(named());
  render->add_flag("--force", options->force, "Overwrite a file that is not a proof");
  render->add_option("--as", options->as, "pdf, or text for a clean copy")->check(CLI::IsMember({"pdf", "text"}));
  add_reply_options(render, options->reply);
  choose(render, [&program, options] { return run_render(program, *options); });
}

}  // namespace engross::cli
