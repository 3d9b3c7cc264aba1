// draft, render: from a case or a draft to a draft, to a proof.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "assemble/take_draft.hpp"
#include "base/shown.hpp"
#include "commands.hpp"
#include "compose/draft.hpp"
#include "inputs.hpp"
#include "letter/text_copy.hpp"
#include "next_command.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "pick.hpp"
#include "pick_text.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

std::string stem_of(const std::string& input) {
  return input == "-" || input.starts_with("/dev/") ? "letter" : fs::path(input).stem().string();
}

struct LetterCommand {
  std::string input, output, as = "pdf", answers;
  ReplyOptions reply;
  bool force = false, pick = false;
};

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
  add_history_option(draft, options->reply);
  draft->add_flag("--force", options->force, "Overwrite a draft");
  draft->add_flag("--pick", options->pick,
                  "Ask paragraph by paragraph; each step is saved, and the same command goes on");
  draft->add_option("--answers", options->answers, "With --pick: a file of commands, one a line")
      ->type_name("FILE")
      ->check(named());
  choose(draft, [&program, options] { return run_draft(program, *options); });

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
