// approve, approvals: a person's signed yes to a letter as it is, and who has said so.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "approvals_file.hpp"
#include "assemble/approval.hpp"
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
  report.set("letter_sha256", text(said.letter_sha256));
  report.set("pages_sha256", text(said.pages_sha256));
  report.set("needed", texts(needed));
  report.say(fmt::format("Approved {} as {}: {}, reference {}, kept in {}{}", command.input, said.role, said.person,
                         said.reference, path,
                         needed.empty() ? "" : fmt::format(". Still needed: {}", fmt::join(needed, ", "))));
}

Result<void> check_options(const ApproveCommand& command) {
  std::vector<std::string> read{command.input, command.reply.case_path};
  if (takes_standard_input(command.key.secrets)) read.emplace_back("-");
  return standard_input_once(read);
}

int run_approve(Program& program, const ApproveCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (auto once = check_options(command); !once) return report.refuse(once.error());
  const auto path = approvals_path(program.world, command.input, command.approvals);
  if (!path) return report.refuse(path.error());
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  const auto opened = open_reply(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  const Department& department = *opened->workbench->department;
  if (const Diagnostics& against = opened->workbench->against_issue; !against.empty()) return report.refuse(against);
  if (auto known = role_is_known(department, command.role); !known) return report.refuse(known.error());
  const auto approved = look_at(report, *opened);
  if (!approved) return report.refuse(approved.error());
  const auto file = approvals_at(session, *path);
  if (!file) return report.refuse(file.error());
  auto so_far = approvals_in(*file, *path);
  if (!so_far) return report.refuse(so_far.error());
  const auto key = open_key(session, command.key);
  if (!key) return report.refuse(key.error());
  const auto made =
      approve(department, *approved, *key, {.role = command.role, .at = *at, .anew = command.anew}, std::move(*so_far));
  if (!made) return report.refuse(made.error());
  report.note(made->dropped);
  if (auto written = write_approvals_at(session, *path, *file, made->approvals); !written)
    return report.refuse(written.error());
  tell(report, command, *path, department, made->approvals);
  return report.finish();
}

// One line for what holds; what does not is told with its reason.
std::string line_of(const ApprovalStatement& said, const Diagnostics& faults) {
  std::string line =
      fmt::format("{}  {}  {}  {}\n", said.role, said.person, said.time, faults.empty() ? "holds" : "does not hold");
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

void list(Report& report, const Department& department, const Approved& approved, const Approvals& approvals,
          const Timestamp& at) {
  Value all = Value::array();
  for (const Approval& approval : approvals.all) {
    const Diagnostics faults = faults_of(approval, department, approved, at);
    report.show(line_of(approval.statement, faults));
    all.push_back(value_of(approval, faults));
  }
  const auto complete = check_approvals(department, approved, approvals, at);
  const std::vector<std::string>& roles = department.policies.approvals;
  if (roles.empty())
    report.say(fmt::format("{} issues letters without approvals", department.name));
  else if (complete)
    report.say(fmt::format("The letter has the approvals that it needs: {}", fmt::join(roles, ", ")));
  else
    for (const Diagnostic& fault : complete.error())
      if (fault.code == "approvals.missing" || fault.code == "approvals.same-person") report.say(fault.message);
  report.set("approvals", std::move(all));
  report.set("required", texts(roles));
  report.set("complete", Value::boolean(complete.has_value()));
}

int run_approvals(Program& program, const ApproveCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (auto once = check_options(command); !once) return report.refuse(once.error());
  const auto path = approvals_path(program.world, command.input, command.approvals);
  if (!path) return report.refuse(path.error());
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  const auto opened = open_reply(session, command.input, command.reply);
  if (!opened) return report.refuse(opened.error());
  const auto approved = look_at(report, *opened);
  if (!approved) return report.refuse(approved.error());
  const auto file = approvals_at(session, *path);
  if (!file) return report.refuse(file.error());
  const auto approvals = approvals_in(*file, *path);
  if (!approvals) return report.refuse(approvals.error());
  list(report, *opened->workbench->department, *approved, *approvals, *at);
  return report.finish();
}

void add_input(CLI::App* command, ApproveCommand& options) {
  command->add_option("CASE|DRAFT", options.input, "Case or draft, or - for standard input")->required();
  command
      ->add_option("--approvals", options.approvals,
                   "Where approvals are kept, instead of beside the draft: <draft>.approvals.json")
      ->type_name("FILE")
      ->check(named());
  add_reply_options(command, options.reply);
}

}  // namespace

void add_approve_commands(Program& program) {
  const auto options = std::make_shared<ApproveCommand>();
  CLI::App* approve = program.add("approve", "Approve a letter as it is, with your key",
                                  "engross approve reply.md --as checker --key me.p12");
  add_input(approve, *options);
  approve->add_option("--as", options->role, "In which role")->type_name("ROLE")->required();
  add_key_options(approve, options->key);
  approve->add_flag("--anew", options->anew, "Drop approvals of others that no longer hold");
  approve->callback(
      [&program, options] { program.chosen = [&program, options] { return run_approve(program, *options); }; });
  CLI::App* approvals =
      program.add("approvals", "Who has approved a letter, and whether that holds", "engross approvals reply.md");
  add_input(approvals, *options);
  approvals->callback(
      [&program, options] { program.chosen = [&program, options] { return run_approvals(program, *options); }; });
}

}  // namespace engross::cli
