// draft, check, render, issue: from a case or a draft to a draft, findings, a proof, the letter.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "approvals_file.hpp"
#include "assemble/issue.hpp"
#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "base/zone.hpp"
#include "commands.hpp"
#include "compose/draft.hpp"
#include "department/bundle.hpp"
#include "inputs.hpp"
#include "letter/text_copy.hpp"
#include "next_command.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "signing.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

Diagnostics only(const Diagnostics& diagnostics, bool errors) {
  Diagnostics chosen;
  std::ranges::copy_if(diagnostics, std::back_inserter(chosen),
                       [&](const Diagnostic& d) { return (d.severity == Severity::error) == errors; });
  return chosen;
}

std::string stem_of(const std::string& input) {
  return input == "-" || input.starts_with("/dev/") ? "letter" : fs::path(input).stem().string();
}

std::string count_of_pages(std::size_t pages) {
  return pages == 1 ? "one page" : fmt::format("{} pages", pages);
}

struct LetterCommand {
  std::string input, output, template_name, case_path, as = "pdf", because, approvals;
  std::vector<std::string> inputs;
  bool force = false, detached = false, unsigned_ = false, reissue = false, gives_reason = false;
  SigningOptions signing;

  ReplyOptions reply_options() const {
    return {.template_name = template_name, .case_path = case_path, .detached = detached};
  }
};

// Everything that is wrong with the letter, its pages included.
Diagnostics findings_of(const Opened& opened) {
  Diagnostics findings = opened.reply.findings;
  const auto finished = finish(*opened.workbench, opened.reply, Purpose::letter);
  append(findings, finished ? finished->notes : finished.error());
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

int run_draft(Program& program, LetterCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (command.output.empty()) command.output = stem_of(command.input) + ".draft.md";
  const Output output{.path = command.output,
                      .may_hold = "somebody's edits",
                      .suggestion = stem_of(command.input) + ".draft.md",
                      .overwrite = command.force};
  const auto opened = open_only_case(session, command.input, command.reply_options());
  if (!opened) return report.refuse(opened.error());
  if (auto may = may_write(session, output, opened->inputs); !may) return report.refuse(may.error());
  const Reply& reply = opened->reply;
  const Department& department = *opened->workbench->department;
  const DraftHead head{.case_path = case_path_in_draft(program.world, command.input, command.output),
                       .case_sha256 = sha256_hex(reply.case_.document.source->text),
                       .department = department.id,
                       .department_sha256 = department.bundle_sha256,
                       .version = department.version,
                       .template_name = reply.letter().template_name,
                       .language = reply.letter().language,
                       .date = reply.date.iso()};
  if (auto written = write_output(session, output, write_draft(reply.composed, head)); !written)
    return report.refuse(written.error());
  const std::string again =
      command.output == "-"
          ? next_command(program.options, {"check", command.input}, command.reply_options())
          : next_command(program.options, {"check", command.output},
                         {.template_name = {}, .case_path = is_stream(program.world, command.input) ? "FILE" : ""});
  note_findings(report, findings_of(*opened), again);
  report.set("draft", text(command.output));
  if (command.output != "-") report.say(fmt::format("Drafted {}. Edit it, then: {}", command.output, again));
  return report.finish();
}

int run_check(Program& program, const LetterCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  std::vector<std::string> read = command.inputs;
  read.insert(read.end(), command.inputs.size(), command.case_path);  // each draft reads the case
  if (auto once = standard_input_once(read); !once) return report.refuse(once.error());
  int exit_code = done;
  for (const std::string& input : command.inputs) {
    const auto opened = open_reply(session, input, command.reply_options());
    const Diagnostics findings = opened ? findings_of(*opened) : opened.error();
    report.note(findings);
    exit_code = std::max(exit_code, exit_code_of(findings));
    if (findings.empty()) report.say(fmt::format("{}: nothing found", input));
  }
  return report.finish(exit_code);
}

int run_render(Program& program, LetterCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const bool as_text = command.as == "text";
  if (auto once = standard_input_once({command.input, command.case_path}); !once) return report.refuse(once.error());
  if (command.output.empty()) command.output = as_text ? "-" : stem_of(command.input) + ".proof.pdf";
  const auto opened = open_reply(session, command.input, command.reply_options());
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
    notes = findings_of(*opened);
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
      note_findings(report, notes, next_command(program.options, {"check", command.input}, command.reply_options()));
  report.set("output", text(command.output));
  if (command.output != "-")
    report.say(fmt::format("Rendered {}: {}{}", command.output, as_text ? "a text copy" : "a proof",
                           issuable ? "" : " of a letter that cannot be issued like this"));
  return report.finish();
}

std::string signature_words(const Record& record) {
  if (!record.seal) return "unsigned";
  return fmt::format("signed by {} ({}, level {})", record.seal->signer, record.seal->method, record.seal->level);
}

// Signed or not: exactly one of them is said, and nothing about a key is said in vain.
Result<void> signed_or_not(const LetterCommand& command) {
  if (command.signing.sign_as.empty()) return without_hand(command.signing);
  if (!command.unsigned_) return {};
  return fail(error("options.sign-as", {}, "--sign-as and --unsigned were both said", {"say one of them"}));
}

int run_issue(Program& program, LetterCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (command.output == "-")
    return report.refuse({error("issue.output", {}, "a letter is issued to a file, not to standard output",
                                {"name it with -o FILE.pdf"})});
  std::vector<std::string> read{command.input, command.case_path};
  if (takes_standard_input(command.signing.key.secrets)) read.emplace_back("-");
  if (auto once = standard_input_once(read); !once) return report.refuse(once.error());
  if (command.gives_reason && !command.reissue)
    return report.refuse(
        {error("options.because", {}, "--because says why a letter is issued again, and --reissue was not said",
               {"say --reissue as well, or leave --because out"})});
  if (auto said = signed_or_not(command); !said) return report.refuse(said.error());
  const auto opened = open_reply(session, command.input, command.reply_options());
  if (!opened) return report.refuse(opened.error());
  if (command.output.empty()) command.output = opened->reply.letter().reference + ".pdf";
  report.note(only(opened->reply.findings, false));
  const Output output{.path = command.output,
                      .may_hold = "an issued letter",
                      .suggestion = opened->reply.letter().reference + ".pdf",
                      .overwrite = command.force};
  const auto approvals = approvals_for(session, command.input, command.approvals);
  if (!approvals) return report.refuse(approvals.error());
  std::vector<fs::path> inputs = opened->inputs;
  if (*approvals) inputs.emplace_back((*approvals)->name);
  if (auto may = may_write(session, output, inputs); !may) return report.refuse(may.error());
  OpenedHand hand;
  if (!command.signing.sign_as.empty()) {
    auto made = open_hand(session, command.signing, *opened->workbench->department);
    if (!made) return report.refuse(made.error());
    hand = std::move(*made);
  }
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  const auto shared = session.shared();
  if (!shared) return report.refuse(shared.error());
  Store store = session.store();
  const IssueOrder order{.output = command.output,
                         .at = in_zone(*at, opened->workbench->department->zone).value_or(*at),
                         .shared_bundle = to_bundle(shared->resources),
                         .hand = hand.signer ? &hand.hand : nullptr,
                         .unsigned_ = command.unsigned_,
                         .again = command.reissue ? Store::Again::reissue : Store::Again::refuse,
                         .because = command.because,
                         .approvals = *approvals,
                         .overwrite = command.force};
  const auto issued = issue(session.world(), store, *opened->workbench, opened->reply, order);
  if (!issued) return report.refuse(about(output, issued.error()));
  report.note(issued->finished.notes);
  report.set("output", text(command.output));
  report.set("reference", text(issued->record.reference));
  report.set("issue", number(static_cast<std::size_t>(issued->record.issue)));
  report.set("pages", number(issued->finished.pages));
  report.set("sha256", text(issued->record.output_sha256));
  report.set("signature", text(issued->record.signature()));
  report.say(fmt::format("Issued {}: reference {}, {}, {} bytes, {}", command.output, issued->record.reference,
                         count_of_pages(issued->finished.pages), issued->finished.pdf.size(),
                         signature_words(issued->record)));
  return report.finish();
}

void add_reply_options(CLI::App* command, LetterCommand& options) {
  command->add_option("--template", options.template_name, "Letter skeleton instead of the case's")->type_name("NAME");
  command->add_option("--case", options.case_path, "Where the draft's case lies now")->type_name("FILE");
  command->add_flag("--detached", options.detached,
                    "Go on with the case as it is now, though it has changed since the draft; warns of each value that "
                    "the draft prints otherwise");
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
  draft->add_option("--template", options->template_name, "Letter skeleton instead of the case's")->type_name("NAME");
  draft->add_flag("--force", options->force, "Overwrite a draft");
  choose(draft, [&program, options] { return run_draft(program, *options); });

  CLI::App* check = program.add("check", "Say everything that is wrong with a letter", "engross check reply.md");
  check->add_option("CASE|DRAFT", options->inputs, "Cases or drafts")->required();
  add_reply_options(check, *options);
  choose(check, [&program, options] { return run_check(program, *options); });

  CLI::App* render = program.add("render", "Make a proof: marked on each page, no ink, no record",
                                 "engross render reply.md -o proof.pdf" + at_once);
  render->add_option("CASE|DRAFT", options->input, "Case or draft, or - for standard input")->required();
  render->add_option("-o,--output", options->output, "File to write, or - for standard output")
      ->type_name("FILE")
      ->check(named());
  render->add_flag("--force", options->force, "Overwrite a file that is not a proof");
  render->add_option("--as", options->as, "pdf, or text for a clean copy")->check(CLI::IsMember({"pdf", "text"}));
  add_reply_options(render, *options);
  choose(render, [&program, options] { return run_render(program, *options); });

  CLI::App* issue = program.add("issue", "Issue the letter and keep its record",
                                "engross issue --sign-as denise-clavery --key clavery.p12 reply.md -o letter.pdf");
  issue->add_option("CASE|DRAFT", options->input, "Case or draft, or - for standard input")->required();
  issue->add_option("-o,--output", options->output, "Letter to write")->type_name("FILE.pdf")->check(named());
  add_signing_options(issue, options->signing);
  issue->add_flag("--unsigned", options->unsigned_, "Without a digital signature, where the department allows it");
  issue->add_flag("--reissue", options->reissue, "Issue a reference again");
  issue->add_option("--because", options->because, "Why it is issued again")->type_name("WORDS");
  issue
      ->add_option("--approvals", options->approvals,
                   "Where its approvals are kept, instead of beside the draft: <draft>.approvals.json")
      ->type_name("FILE")
      ->check(named());
  issue->add_flag("--force", options->force, "Overwrite the output file");
  add_reply_options(issue, *options);
  choose(issue, [&program, options, issue] {
    options->gives_reason = issue->count("--because") > 0;
    return run_issue(program, *options);
  });
}

}  // namespace engross::cli
