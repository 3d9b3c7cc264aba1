// deadline: when a reply is due by a named policy, by which days that was counted, and what another policy says.
#include <fmt/format.h>

#include <memory>

#include "commands.hpp"
#include "deadline_words.hpp"
#include "option_checks.hpp"

namespace engross::cli {
namespace {

struct DeadlineCommand {
  std::string policy, received;
  std::vector<std::string> diff;
  bool explain = false, list = false;
};

// What counts: the department's policies and calendar, or those that all share.
struct Counter {
  std::shared_ptr<const Deadlines> deadlines;
  std::string usual;  // the department's policy; empty: none
  std::string zone = "Europe/London";
};

Result<Counter> counter_for(const Session& session) {
  if (session.options().department.empty()) {
    auto shared = session.shared();
    if (!shared) return fail(std::move(shared.error()));
    return Counter{.deadlines = std::move(shared->deadlines), .usual = {}};
  }
  auto department = session.open_department(session.options().department);
  if (!department) return fail(std::move(department.error()));
  return Counter{
      .deadlines = (*department)->deadlines, .usual = (*department)->deadline_policy, .zone = (*department)->zone};
}

Diagnostic wrong(std::string message, std::string hint) {
  return error("options.deadline", {}, std::move(message), {std::move(hint)});
}

// One policy, or the two that --diff compares.
Result<std::vector<std::string>> wanted_policies(const DeadlineCommand& command, const Counter& counter) {
  if (command.diff.size() == 2) {
    if (!command.policy.empty())
      return fail(wrong("--policy and two policies of --diff are three policies", "say --diff P Q alone"));
    return command.diff;
  }
  const std::string& first = command.policy.empty() ? counter.usual : command.policy;
  if (first.empty())
    return fail(wrong("which policy?",
                      "say --policy P, or --department ID of one that names a policy; engross deadline "
                      "--list lists them"));
  std::vector<std::string> wanted{first};
  wanted.insert(wanted.end(), command.diff.begin(), command.diff.end());
  return wanted;
}

Result<Date> day_of_receipt(const DeadlineCommand& command) {
  if (command.received.empty()) return fail(wrong("when was it received?", "say --received DATE, such as 2026-03-02"));
  if (const auto day = Date::parse(command.received)) return *day;
  return fail(wrong(fmt::format("--received {} is not a day", command.received), "write it as 2026-03-02"));
}

Result<CountedDeadline> counted(const Counter& counter, const std::string& id, const Date& received,
                                const Date& today) {
  const auto policy = counter.deadlines->find(id);
  if (!policy) return fail(policy.error());
  auto days = counter.deadlines->days_of(**policy);
  if (!days) return fail(std::move(days.error()));
  auto dates = counter.deadlines->count(**policy, received);
  if (!dates) return fail(std::move(dates.error()));
  const auto left = days_left(**days, dates->due, today);
  return CountedDeadline{
      .policy = *policy, .days = std::move(*days), .dates = std::move(*dates), .today = today, .left = left};
}

Result<std::vector<CountedDeadline>> all_counted(const Session& session, const Counter& counter,
                                                 const DeadlineCommand& command) {
  const auto wanted = wanted_policies(command, counter);
  if (!wanted) return fail(wanted.error());
  const auto received = day_of_receipt(command);
  if (!received) return fail(received.error());
  const auto today = session.today(counter.zone);
  if (!today) return fail(today.error());
  std::vector<CountedDeadline> all;
  Diagnostics faults;
  for (const std::string& id : *wanted) {
    if (auto one = counted(counter, id, *received, *today))
      all.push_back(std::move(*one));
    else
      append_new(faults, one.error());
  }
  if (!faults.empty()) return fail(std::move(faults));
  return all;
}

int list_policies(Report& report, const Counter& counter) {
  report.show(in_words(counter.deadlines->policies()));
  Value list = Value::array();
  for (const DeadlinePolicy& policy : counter.deadlines->policies()) list.push_back(to_value(policy));
  report.set("policies", std::move(list));
  if (const BankHolidays* holidays = counter.deadlines->bank_holidays()) {
    report.say(fmt::format("Bank holidays are known from {} to {}: {}", holidays->first().iso(), holidays->last().iso(),
                           holidays->file()));
    report.set("calendar", to_value(*holidays));
  }
  return report.finish();
}

int run_deadline(Program& program, const DeadlineCommand& command) {
  Report report(program.options);
  const Session session(program.world, program.options);
  const auto counter = counter_for(session);
  if (!counter) return report.refuse(counter.error());
  if (command.list) return list_policies(report, *counter);
  const auto all = all_counted(session, *counter, command);
  if (!all) return report.refuse(all.error());
  const CountedDeadline& first = all->front();
  report.show(in_words(first));
  for (Member& member : to_members(first)) report.set(std::move(member.key), std::move(member.value));
  report.set("calendar", to_value(first.days->holidays()));
  if (command.explain) {
    report.show("\n" + days_in_words(first));
    report.set("days", days_to_value(first));
  }
  if (all->size() == 2) {
    report.show("\n" + difference_in_words(first, all->back()));
    report.set("diff", difference_to_value(first, all->back()));
  }
  return report.finish();
}

}  // namespace

void add_deadline_command(Program& program) {
  const auto options = std::make_shared<DeadlineCommand>();
  CLI::App* deadline = program.add("deadline", "When a reply is due, by a named policy and the bank holidays",
                                   "engross deadline --policy foi-20 --received 2026-03-02 --explain");
  deadline->add_option("--policy", options->policy, "How the days are counted; by default as the department says")
      ->type_name("POLICY")
      ->check(named());
  deadline->add_option("--received", options->received, "The day on which the letter came")->type_name("DATE");
  deadline->add_flag("--explain", options->explain, "Each day from receipt on, its number, or why it does not count");
  deadline->add_option("--diff", options->diff, "Another policy, or two: what tells them apart")
      ->type_name("POLICY")
      ->expected(1, 2)
      ->check(named());
  deadline->add_flag("--list", options->list, "The policies that there are, with their sources");
  deadline->callback(
      [&program, options] { program.chosen = [&program, options] { return run_deadline(program, *options); }; });
}

}  // namespace engross::cli
