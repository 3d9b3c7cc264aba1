// approve, approvals: a person's signed yes to a letter or a batch as it is, and who has said so.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "approvals_file.hpp"
#include "approve_batch.hpp"
#include "assemble/approval.hpp"
#include "batch_approvals.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "option_checks.hpp"
#include "signing.hpp"

namespace engross::cli {
namespace {

struct ApproveCommand {
  std::string input, role, approvals;
  ReplyOptions reply;
  KeyOptions key;
  BatchChoices batch;
  bool anew = false;
};

Result<Approvals> approvals_in(const SourceRef& file, const std::string& path) {
  if (!file) return Approvals{.name = path, .all = {}};
  return read_approvals(file);
}

std::vector<std::string> still_needed(const Department& department, const Approvals& approvals) {
  std::vector<std::string> roles = department.policies.approvals;
  std::erase_if(roles, [&](const std::string& role) {
    return std::ranges::any_of(approvals.all, [&](const Approval& one) { return one.statement.role == role; });
  });
  return roles;
}

// The letter that a person says yes to must be one that can be issued.
Result<Approved> look_at(Report& report, const Opened& opened) {
  Diagnostics remarks = opened.reply.findings;
  std::erase_if(remarks, [](const Diagnostic& d) { return d.severity == Severity::error; });
  report.note(remarks);
  if (has_errors(opened.reply.findings)) return approved_of(*opened.workbench, opened.reply);
  const auto finished = finish(*opened.workbench, opened.reply, Purpose::letter);
  if (!finished) return fail(finished.error());
  report.note(finished->notes);
  return approved_of(*opened.workbench, opened.reply);
}

// Somebody else may have approved while this person typed a passphrase.
Result<void> write_approvals_at(const Session& session, const std::string& path, const SourceRef& before,
                                const Approvals& approvals) {
  const auto now = approvals_at(session, path);
  if (!now) return fail(now.error());
  const bool same = *now && before ? (*now)->text == before->text : !*now && !before;
  if (!same)
    return fail(error("approvals.changed", {}, fmt::format("{} was changed by somebody else just now", path),
                      {"run the command again"}));
  return session.world().write_file(path, write_approvals(approvals));
}

Value value_of(const ApprovalStatement& statement) {
  Value value = Value::object();
  value.set("role", text(statement.role));
  value.set("person", text(statement.person));
  value.set("certificate", text(statement.certificate));
  value.set("time", text(statement.time));
  return value;
}

Value texts(const std::vector<std::string>& all) {
  Value list = Value::array();
  for (const std::string& one : all) list.push_back(text(one));
  return list;
}

void tell(Report& report, const ApproveCommand& command, const std::string& path, const Department& department,
          const Approvals& approvals) {
  const ApprovalStatement& said = approvals.all.back().statement;
  const std::vector<std::string> needed = still_needed(department, approvals);
  report.set("approvals", text(path));
  report.set("approval", value_of(said));
  if (command.batch.chosen) {
    report.set("batch", value_of_batch(said));
  } else {
    report.set("letter_sha256", text(said.letter_sha256));
    report.set("pages_sha256", text(said.pages_sha256));
  }
  report.set("needed", texts(needed));
  const std::string what = command.batch.chosen ? words_of_batch(said) : "reference " + said.reference;
  report.say(fmt::format("Approved {} as {}: {}, {}, kept in {}{}", command.input, said.role, said.person, what, path,
                         needed.empty() ? "" : fmt::format(". Still needed: {}", fmt::join(needed, ", "))));
}

Result<void> check_options(const ApproveCommand& command) {
  std::vector<std::string> read{command.input, command.reply.case_path, command.batch.cases.mapping};
  if (takes_standard_input(command.key.secrets)) read.emplace_back("-");
  return standard_input_once(read);
}

// Where the approvals lie, and when they are given or judged.
struct Occasion {
  std::string path;
  Timestamp at;
};

Result<Occasion> occasion_of(const Session& session, const ApproveCommand& command) {
  if (auto once = check_options(command); !once) return fail(std::move(once.error()));
  auto path = approvals_path(session.world(), command.input, command.approvals);
  if (!path) return fail(std::move(path.error()));
  const auto at = session.at();
  if (!at) return fail(at.error());
  return Occasion{.path = std::move(*path), .at = *at};
}

// The key is opened when nothing else stands against it.
template <class Subject>
int say_yes(Report& report, const Session& session, const ApproveCommand& command, const Occasion& occasion,
            const Department& department, const Subject& approved) {
  const auto file = approvals_at(session, occasion.path);
  if (!file) return report.refuse(file.error());
  auto so_far = approvals_in(*file, occasion.path);
  if (!so_far) return report.refuse(so_far.error());
  const auto key = open_key(session, command.key);
  if (!key) return report.refuse(key.error());
  const auto made = approve(department, approved, *key, {.role = command.role, .at = occasion.at, .anew = command.anew},
                            std::move(*so_far));
  if (!made) return report.refuse(made.error());
  report.note(made->dropped);
  if (auto written = write_approvals_at(session, occasion.path, *file, made->approvals); !written)
    return report.refuse(written.error());
  tell(report, command, occasion.path, department, made->approvals);
  return report.finish();
}

int approve_letter(Report& report, Session& session, const ApproveCommand& command, const Occasion& occasion) {
  const auto opened = open_reply(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  const Department& department = *opened->workbench->department;
  if (const Diagnostics& against = opened->workbench->against_issue; !against.empty()) return report.refuse(against);
  if (auto known = role_is_known(department, command.role); !known) return report.refuse(known.error());
  const auto approved = look_at(report, *opened);
  if (!approved) return report.refuse(approved.error());
  return say_yes(report, session, command, occasion, department, *approved);
}

int approve_batch(Report& report, Session& session, const ApproveCommand& command, const Occasion& occasion) {
  if (auto said = says_how_many(session, command.input, command.batch); !said) return report.refuse(said.error());
  auto setup = open_batch(session, command.input, command.batch);
  if (!setup) return report.refuse(setup.error());
  const Department& department = *setup->workbench->department;
  if (auto known = role_is_known(department, command.role); !known) return report.refuse(known.error());
  const auto batch = sampled_batch(report, session, *setup, command.input, command.batch);
  if (!batch) return report.refuse(batch.error());
  return say_yes(report, session, command, occasion, department, *batch);
}

int run_approve(Program& program, const ApproveCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto occasion = occasion_of(session, command);
  if (!occasion) return report.refuse(occasion.error());
  return command.batch.chosen ? approve_batch(report, session, command, *occasion)
                              : approve_letter(report, session, command, *occasion);
}

// One line for what holds; what does not is told with its reason.
std::string line_of(const ApprovalStatement& said, const Diagnostics& faults) {
  const std::string seen = said.kind == "batch" ? "  " + words_of_batch(said) : "";
  std::string line = fmt::format("{}  {}  {}{}  {}\n", said.role, said.person, said.time, seen,
                                 faults.empty() ? "holds" : "does not hold");
  for (const Diagnostic& fault : faults) line += fmt::format("  {} [{}]\n", fault.message, fault.code);
  return line;
}

Value value_of(const Approval& approval, const Diagnostics& faults) {
  Value value = value_of(approval.statement);
  value.set("holds", Value::boolean(faults.empty()));
  Value reasons = Value::array();
  for (const Diagnostic& fault : faults) {
    Value reason = Value::object();
    reason.set("code", text(fault.code));
    reason.set("message", text(fault.message));
    reasons.push_back(std::move(reason));
  }
  value.set("reasons", std::move(reasons));
  return value;
}

// `further`: what else stands against letters that were seen.
template <class Subject>
void list(Report& report, const Department& department, const Subject& approved, const Approvals& approvals,
          const Timestamp& at, std::string_view noun, const Diagnostics& further = {}) {
  Value all = Value::array();
  for (const Approval& approval : approvals.all) {
    const Diagnostics faults = faults_of(approval, department, approved, at);
    report.show(line_of(approval.statement, faults));
    all.push_back(value_of(approval, faults));
  }
  const auto complete = check_approvals(department, approved, approvals, at);
  const std::vector<std::string>& roles = department.policies.approvals;
  for (const Diagnostic& fault : further) report.show(fmt::format("{} [{}]\n", fault.message, fault.code));
  if (roles.empty())
    report.say(fmt::format("{} issues letters without approvals", department.name));
  else if (complete && further.empty())
    report.say(fmt::format("The {} has the approvals that it needs: {}", noun, fmt::join(roles, ", ")));
  else if (!complete)
    for (const Diagnostic& fault : complete.error())
      if (fault.code == "approvals.missing" || fault.code == "approvals.same-person") report.say(fault.message);
  report.set("approvals", std::move(all));
  report.set("required", texts(roles));
  report.set("complete", Value::boolean(complete.has_value() && further.empty()));
}

int list_of_letter(Report& report, Session& session, const ApproveCommand& command, const Occasion& occasion) {
  const auto opened = open_reply(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  const auto approved = look_at(report, *opened);
  if (!approved) return report.refuse(approved.error());
  const auto file = approvals_at(session, occasion.path);
  if (!file) return report.refuse(file.error());
  const auto approvals = approvals_in(*file, occasion.path);
  if (!approvals) return report.refuse(approvals.error());
  list(report, *opened->workbench->department, *approved, *approvals, occasion.at, "letter");
  return report.finish();
}

int list_of_batch(Report& report, Session& session, const ApproveCommand& command, const Occasion& occasion) {
  auto setup = open_batch(session, command.input, command.batch);
  if (!setup) return report.refuse(setup.error());
  const auto file = approvals_at(session, occasion.path);
  if (!file) return report.refuse(file.error());
  const auto approvals = approvals_in(*file, occasion.path);
  if (!approvals) return report.refuse(approvals.error());
  const auto batch = batch_to_approve(*setup);
  if (!batch) return report.refuse(batch.error());
  const auto same = are_as_they_were_seen(*setup, seen_by_approvers(*setup, *batch, *approvals, occasion.at));
  list(report, *setup->workbench->department, *batch, *approvals, occasion.at, "batch",
       same ? Diagnostics() : same.error());
  return report.finish();
}

int run_approvals(Program& program, const ApproveCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto occasion = occasion_of(session, command);
  if (!occasion) return report.refuse(occasion.error());
  return command.batch.chosen ? list_of_batch(report, session, command, *occasion)
                              : list_of_letter(report, session, command, *occasion);
}

void add_input(CLI::App* command, ApproveCommand& options) {
  command->add_option("CASE|DRAFT|EXPORT", options.input, "Case or draft, or - for standard input; or an export")
      ->required();
  command
      ->add_option("--approvals", options.approvals,
                   "Where approvals are kept, instead of beside the draft or export: <draft>.approvals.json")
      ->type_name("FILE")
      ->check(named());
  add_reply_options(command, options.reply);
  add_batch_choices(command, options.batch);
}

}  // namespace

void add_approve_commands(Program& program) {
  const auto options = std::make_shared<ApproveCommand>();
  CLI::App* approve = program.add("approve", "Approve a letter or a batch as it is, with your key",
                                  "engross approve reply.md --as checker --key me.p12");
  add_input(approve, *options);
  approve->add_option("--as", options->role, "In which role")->type_name("ROLE")->required();
  add_sample_option(approve, options->batch);
  add_key_options(approve, options->key);
  approve->add_flag("--anew", options->anew, "Drop approvals of others that no longer hold");
  approve->callback(
      [&program, options] { program.chosen = [&program, options] { return run_approve(program, *options); }; });
  CLI::App* approvals = program.add("approvals", "Who has approved a letter or a batch, and whether that holds",
                                    "engross approvals reply.md");
  add_input(approvals, *options);
  approvals->callback(
      [&program, options] { program.chosen = [&program, options] { return run_approvals(program, *options); }; });
}

}  // namespace engross::cli
