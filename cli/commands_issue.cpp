// issue: from a case or a draft to the letter, signed or not, and its record.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "approvals_file.hpp"
#include "assemble/issue.hpp"
#include "base/zone.hpp"
#include "commands.hpp"
#include "department/bundle.hpp"
#include "inputs.hpp"
#include "option_checks.hpp"
#include "output.hpp"
#include "record/store_lock.hpp"
#include "signing.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

struct IssueCommand {
  std::string input, output, approvals;
  std::string of_signing;  // an option that only signed letters have, as it was given
  ReplyOptions reply;
  SigningOptions signing;
  bool force = false, unsigned_ = false, reissue = false, gives_reason = false;
};

std::string count_of_pages(std::size_t pages) {
  return pages == 1 ? "one page" : fmt::format("{} pages", pages);
}

std::string signature_words(const Record& record) {
  if (!record.seal) return "unsigned";
  return fmt::format("signed by {} ({}, level {})", record.seal->signer, record.seal->method, record.seal->level);
}

Diagnostics without_errors(Diagnostics found) {
  std::erase_if(found, [](const Diagnostic& d) { return d.severity == Severity::error; });
  return found;
}

// What can be said of the options alone.
Result<void> make_sense(const IssueCommand& command) {
  if (command.output == "-")
    return fail(error("issue.output", {}, "a letter is issued to a file, not to standard output",
                      {"name it with -o FILE.pdf"}));
  std::vector<std::string> read{command.input, command.reply.case_path};
  if (takes_standard_input(command.signing.key.secrets)) read.emplace_back("-");
  if (auto once = standard_input_once(read); !once) return once;
  if (command.gives_reason && !command.reissue && command.reply.allow.empty())
    return fail(
        error("options.because", {},
              "--because says why a letter is issued again or a paragraph may stand past its dates, and neither "
              "--reissue nor --allow was said",
              {"say --reissue or --allow ID as well, or leave --because out"}));
  if (command.signing.sign_as.empty()) return without_hand(command.of_signing);
  if (!command.unsigned_) return {};
  return fail(error("options.sign-as", {}, "--sign-as and --unsigned were both said", {"say one of them"}));
}

// A run's folder can be read where a store can, but its records are its own.
Result<void> is_no_run(const Session& session) {
  const RunFolder folder(session.store().root());
  if (!is_run(folder)) return {};
  return fail(error("options.store", {},
                    fmt::format("{} is the folder of a run: it takes no other letter", folder.root().string()),
                    {"name another folder: --store DIR", "or leave --store out to issue into the usual store"}));
}

Result<IssueOrder> order_for(Session& session, const IssueCommand& command, const Opened& opened,
                             const SourceRef& approvals) {
  const auto at = session.at();
  if (!at) return fail(at.error());
  const auto shared = session.shared();
  if (!shared) return fail(shared.error());
  return IssueOrder{.output = command.output,
                    .at = in_zone(*at, opened.workbench->department->zone).value_or(*at),
                    .shared_bundle = to_bundle(shared->resources),
                    .unsigned_ = command.unsigned_,
                    .again = command.reissue ? Store::Again::reissue : Store::Again::refuse,
                    .because = command.reissue ? command.reply.because : std::string(),
                    .approvals = approvals,
                    .overwrite = command.force};
}

// The key is opened last: nobody types a passphrase for a letter that may not go out.
Result<Issued> issue_letter(Session& session, Report& report, const IssueCommand& command, Opened& opened,
                            IssueOrder order) {
  Store store = session.store();
  if (auto may = may_go_out(store, *opened.workbench, opened.reply, order); !may) return fail(std::move(may.error()));
  OpenedHand hand;
  if (const std::string& id = command.signing.sign_as; !id.empty()) {
    if (auto theirs = is_signatory_of(id, opened.reply, *opened.workbench->department); !theirs)
      return fail(std::move(theirs.error()));
    auto made = open_hand(session, command.signing, *opened.workbench->department);
    if (!made) return fail(std::move(made.error()));
    hand = std::move(*made);
    report.note(hand.notes);
    order.hand = &hand.hand;
  }
  const auto lock = StoreLock::to_issue(store.root());
  if (!lock) return fail(lock.error());
  return issue(session.world(), store, *opened.workbench, opened.reply, order);
}

int report_issued(Report& report, const std::string& output, const Issued& issued) {
  report.note(issued.finished.notes);
  report.set("output", text(output));
  report.set("reference", text(issued.record.reference));
  report.set("issue", number(static_cast<std::size_t>(issued.record.issue)));
  report.set("pages", number(issued.finished.pages));
  report.set("sha256", text(issued.record.output_sha256));
  report.set("signature", text(issued.record.signature()));
  report.say(fmt::format("Issued {}: reference {}, {}, {} bytes, {}", output, issued.record.reference,
                         count_of_pages(issued.finished.pages), issued.finished.pdf.size(),
                         signature_words(issued.record)));
  return report.finish();
}

int run_issue(Program& program, IssueCommand command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (auto sense = make_sense(command); !sense) return report.refuse(sense.error());
  if (auto store = is_no_run(session); !store) return report.refuse(store.error());
  report.note(session.runs().faults());
  auto opened = open_reply(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  if (command.output.empty()) command.output = opened->reply.letter().reference + ".pdf";
  report.note(without_errors(opened->reply.findings));
  const Output output{.path = command.output,
                      .may_hold = "an issued letter",
                      .suggestion = opened->reply.letter().reference + ".pdf",
                      .overwrite = command.force};
  const auto approvals = approvals_for(session, command.input, command.approvals);
  if (!approvals) return report.refuse(approvals.error());
  std::vector<fs::path> inputs = opened->inputs;
  if (*approvals) inputs.emplace_back((*approvals)->name);
  for (fs::path& file : files_of(command.signing.key)) inputs.push_back(std::move(file));
  for (const std::string& file : command.signing.tsa_trust) inputs.emplace_back(file);
  if (auto may = may_write(session, output, inputs); !may) return report.refuse(may.error());
  auto order = order_for(session, command, *opened, *approvals);
  if (!order) return report.refuse(order.error());
  const auto issued = issue_letter(session, report, command, *opened, std::move(*order));
  if (!issued) return report.refuse(about(output, issued.error()));
  return report_issued(report, command.output, *issued);
}

}  // namespace

void add_issue_command(Program& program) {
  const auto options = std::make_shared<IssueCommand>();
  CLI::App* issue = program.add("issue", "Issue the letter and keep its record",
                                "engross issue --sign-as denise-clavery --key clavery.p12 reply.md -o letter.pdf");
  issue->add_option("CASE|DRAFT", options->input, "Case or draft, or - for standard input")->required();
  issue->add_option("-o,--output", options->output, "Letter to write")->type_name("FILE.pdf")->check(named());
  add_signing_options(issue, options->signing);
  issue->add_flag("--unsigned", options->unsigned_, "Without a digital signature, where the department allows it");
  issue->add_flag("--reissue", options->reissue, "Issue a reference again");
  issue
      ->add_option("--because", options->reply.because,
                   "Why it is issued again, or why paragraphs may stand past their dates; the record keeps it")
      ->type_name("WORDS");
  issue
      ->add_option("--approvals", options->approvals,
                   "Where its approvals are kept, instead of beside the draft: <draft>.approvals.json")
      ->type_name("FILE")
      ->check(named());
  issue->add_flag("--force", options->force, "Overwrite the output file");
  add_draft_options(issue, options->reply);
  add_allow_option(issue, options->reply);
  add_history_option(issue, options->reply);
  issue->callback([&program, options, issue] {
    options->gives_reason = issue->count("--because") > 0;
    options->of_signing = signing_option_of(*issue);
    program.chosen = [&program, options] { return run_issue(program, *options); };
  });
}

}  // namespace engross::cli
