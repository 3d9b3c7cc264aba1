// paragraphs list and show, department list and show: what departments there are, and what their libraries offer.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/suggest.hpp"
#include "chosen_department.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "next_command.hpp"

namespace engross::cli {
namespace {

struct DepartmentCommand {
  std::string name, topic, owner, as_of;
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string day(const std::optional<Date>& date) {
  return date ? date->iso() : "";
}

Value value_of(const Paragraph& paragraph) {
  Value value = Value::object();
  value.set("id", text(paragraph.id));
  value.set("language", text(paragraph.language));
  value.set("title", text(paragraph.title));
  value.set("part", text(name_of(paragraph.part)));
  Value topics = Value::array();
  for (const std::string& topic : paragraph.topics) topics.push_back(text(topic));
  value.set("topics", std::move(topics));
  value.set("when", text(paragraph.when ? paragraph.when->span().text() : ""));
  value.set("owner", text(paragraph.owner));
  value.set("revision", Value::number(std::to_string(paragraph.revision)));
  value.set("valid_from", text(day(paragraph.valid_from)));
  value.set("review_by", text(day(paragraph.review_by)));
  value.set("expires", text(day(paragraph.expires)));
  value.set("from", text(paragraph.from));
  return value;
}

std::set<std::string> topics_of(const Department& department) {
  std::set<std::string> topics;
  for (const Paragraph& paragraph : department.paragraphs)
    topics.insert(paragraph.topics.begin(), paragraph.topics.end());
  return topics;
}

Diagnostics check_filters(const Department& department, const DepartmentCommand& command) {
  Diagnostics problems;
  std::set<std::string> owners;
  for (const Paragraph& paragraph : department.paragraphs) owners.insert(paragraph.owner);
  const std::set<std::string> topics = topics_of(department);
  require_one_of("topic", command.topic, {topics.begin(), topics.end()}, problems);
  require_one_of("owner", command.owner, {owners.begin(), owners.end()}, problems);
  return problems;
}

std::string name_with_language(const Paragraph& paragraph) {
  return paragraph.id + (paragraph.language.empty() ? "" : " (" + paragraph.language + ")");
}

// The library that is asked about: as it is, or as it was.
struct AskedLibrary {
  std::shared_ptr<const Department> department;
  std::optional<Date> as_of;
};

Result<AskedLibrary> asked_library(const Session& session, Report& report, const DepartmentCommand& command) {
  const auto day = as_of_day(command.as_of);
  if (!day) return fail(day.error());
  if (!*day) {
    auto department = chosen_department(session);
    if (!department) return fail(std::move(department.error()));
    return AskedLibrary{.department = std::move(*department), .as_of = std::nullopt};
  }
  auto past = past_library(session, **day);
  if (!past) return fail(std::move(past.error()));
  report.say(words_of(*past, **day));
  report.set("as_of", to_value(*past));
  return AskedLibrary{.department = std::move(past->department), .as_of = *day};
}

// Whether a letter of that day could have had it.
bool is_offered(const Paragraph& paragraph, const std::optional<Date>& as_of) {
  return !as_of || ((!paragraph.valid_from || *as_of >= *paragraph.valid_from) &&
                    (!paragraph.expires || *as_of < *paragraph.expires));
}

int run_paragraphs_list(Program& program, const DepartmentCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto asked = asked_library(session, report, command);
  if (!asked) return report.refuse(asked.error());
  const Department& department = *asked->department;
  if (const Diagnostics problems = check_filters(department, command); !problems.empty())
    return report.refuse(problems);
  constexpr const char* row = "{:<8} {:<34} {:>8}  {}";
  report.say(fmt::format(row, "part", "id", "revision", "title"));
  Value list = Value::array();
  std::size_t not_offered = 0;
  for (const Paragraph& paragraph : department.paragraphs) {
    const bool topic =
        command.topic.empty() || std::ranges::find(paragraph.topics, command.topic) != paragraph.topics.end();
    if (!topic || (!command.owner.empty() && paragraph.owner != command.owner)) continue;
    if (!is_offered(paragraph, asked->as_of)) {
      ++not_offered;
      continue;
    }
    report.show(
        fmt::format(row, name_of(paragraph.part), name_with_language(paragraph), paragraph.revision, paragraph.title) +
        (paragraph.from.empty() ? "" : fmt::format(" (from {})", paragraph.from)) + "\n");
    list.push_back(value_of(paragraph));
  }
  if (not_offered > 0) report.say(fmt::format("{} more had expired by then, or were not valid yet", not_offered));
  report.set("paragraphs", std::move(list));
  return report.finish();
}

std::string described(const Paragraph& paragraph) {
  std::string out = fmt::format("{}: {}\n  file      {}\n  part      {}\n  revision  {}\n  owner     {}\n",
                                name_with_language(paragraph), paragraph.title, paragraph.source->name,
                                name_of(paragraph.part), paragraph.revision, paragraph.owner);
  const auto add = [&](std::string_view what, std::string_view value) {
    if (!value.empty()) out += fmt::format("  {:<8}  {}\n", what, value);
  };
  if (paragraph.chosen_by != ChosenBy::rules)
    add("chosen by", paragraph.chosen_by == ChosenBy::code ? "the department's code" : "an officer");
  add("from", paragraph.from);
  add("topics", joined(paragraph.topics));
  for (const auto& [name, rule] : paragraph.lets) add("let", fmt::format("{}: {}", name, rule.span().text()));
  add("when", paragraph.when ? paragraph.when->span().text() : "");
  add("valid", day(paragraph.valid_from));
  add("review", day(paragraph.review_by));
  add("expires", day(paragraph.expires));
  add("yields", joined(paragraph.yields_to));
  const std::string& file = paragraph.source->text;
  const std::size_t body = file.find("\n---", 3);
  out +=
      "\n" + (body == std::string::npos ? file : file.substr(std::min(file.find('\n', body + 1), file.size() - 1) + 1));
  return out;
}

// Ids that hold the word, and those of its topic, for somebody who remembers half a name.
std::vector<std::string> paragraphs_about(const Department& department, const std::string& word) {
  std::vector<std::string> ids;
  for (const Paragraph& paragraph : department.paragraphs) {
    const bool topic = std::ranges::find(paragraph.topics, word) != paragraph.topics.end();
    if (paragraph.language.empty() && (topic || paragraph.id.find(word) != std::string::npos))
      ids.push_back(paragraph.id);
  }
  return ids;
}

// What became of a paragraph that was renamed or withdrawn; its new id is shown then.
Value value_of(const ForwardingWay& way) {
  Value list = Value::array();
  for (const ForwardingNote* note : way) {
    Value item = Value::object();
    item.set("id", text(note->id));
    item.set(note->withdrawn() ? "withdrawn" : "since", text(note->since.iso()));
    if (!note->withdrawn()) item.set("to", text(note->to));
    item.set("because", text(note->because));
    list.push_back(std::move(item));
  }
  return list;
}

int run_paragraphs_show(Program& program, const DepartmentCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto asked = asked_library(session, report, command);
  if (!asked) return report.refuse(asked.error());
  const Department& department = *asked->department;
  const ForwardingWay way = department.forwarding.follow(command.name);
  if (!way.empty()) {
    report.show(told(way) + "\n");
    report.set("forwarded", value_of(way));
    if (way.back()->withdrawn()) {
      report.set("paragraphs", Value::array());
      return report.finish();
    }
    report.show("\n");
  }
  const std::string& id = way.empty() ? command.name : way.back()->to;
  Value list = Value::array();
  for (const Paragraph& paragraph : department.paragraphs) {
    if (paragraph.id != id) continue;
    report.show((list.items().empty() ? "" : "\n") + described(paragraph));
    list.push_back(value_of(paragraph));
  }
  if (list.items().empty()) {
    std::vector<std::string> hints{"list what there is: " + next_command(program.options, {"paragraphs", "list"})};
    if (const auto about = paragraphs_about(department, command.name); !command.name.empty() && !about.empty())
      hints.insert(hints.begin(), fmt::format("about that: {}", joined(about)));
    else if (std::string near = did_you_mean(command.name, department.paragraph_ids()); !near.empty())
      hints.insert(hints.begin(), std::move(near));
    return report.refuse(
        {error("paragraphs.unknown", {}, fmt::format("{} has no paragraph \"{}\"", department.id, command.name),
               std::move(hints))});
  }
  report.set("paragraphs", std::move(list));
  return report.finish();
}

// A department that does not say who it is keeps nobody from using the others.
Diagnostics as_warnings(Diagnostics faults) {
  for (Diagnostic& fault : faults) fault.severity = Severity::warning;
  return faults;
}

int run_department_list(Program& program) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  Diagnostics refused_locks;
  Value list = Value::array();
  for (const FoundDepartment& found : session.departments()) {
    const LockStanding standing = session.locks().standing_of(found.path, *at);
    report.show(fmt::format("{:<12} {}{}\n", found.id, found.path.string(), remark_on(standing.state)));
    report.note(as_warnings(found.faults));
    if (standing.state == LockState::refused && found.faults.empty()) append(refused_locks, standing.why);
    Value item = Value::object();
    item.set("id", text(found.id));
    item.set("path", text(found.path.string()));
    item.set("lock", text(name_of(standing.state)));
    list.push_back(std::move(item));
  }
  report.note(as_warnings(std::move(refused_locks)));
  report.note(session.path_faults());
  if (list.items().empty()) report.say("No department was found; name a folder with --department-path DIR");
  report.set("departments", std::move(list));
  return report.finish();
}

// Whom a letter needs before it goes out, and who they may be.
std::string approvals_shown(const Department& department) {
  std::string out;
  if (!department.policies.approvals.empty())
    out += fmt::format("  approvals   {}; the letter's date: {}\n", joined(department.policies.approvals),
                       department.policies.date == DatePolicy::fixed ? "fixed" : "at issue");
  for (const Approver& person : department.approvers)
    out += fmt::format("  approver    {}: {}\n", person.name, joined(person.roles));
  for (const Certificate& root : department.trust.roots)
    out += fmt::format("  root        {}, until {}\n", root.subject(), shown_time(root.not_after()));
  return out;
}

// "locked in /path/departments.lock, signed by Ada Quay": how it stands.
std::string lock_shown(const Session& session, const Department& department, const LockStanding& standing,
                       const Timestamp& at) {
  constexpr std::string_view not_issued = ", so nothing is issued from it";
  if (!standing.lender.empty())
    return fmt::format("{}, which it extends, is not locked as it is{}", standing.lender, not_issued);
  const LockState state = standing.state;
  const auto lock = session.locks().of(department.resources.origin, at);
  if (state == LockState::none || !lock || !*lock)
    return fmt::format("nothing is locked: there is no {}",
                       session.locks().file_for(department.resources.origin).string());
  const std::string file = (*lock)->file.string();
  if (state == LockState::changed) return fmt::format("changed since it was locked in {}{}", file, not_issued);
  if (state != LockState::locked) return fmt::format("not locked in {}{}", file, not_issued);
  if (!(*lock)->signer) return fmt::format("locked in {}", file);
  return fmt::format("locked in {}, signed by {}{}", file, (*lock)->signer->certificate.name(),
                     (*lock)->signer->trusted ? "" : " (nobody vouches for them: say --lock-trust)");
}

int run_department_show(Program& program, const DepartmentCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto opened = session.open_department(command.name);
  if (!opened) return report.refuse(opened.error());
  const Department& department = **opened;
  std::string out = fmt::format("{}: {}\n  version     {}\n  from        {}\n  sha256      {}\n  languages   {}\n",
                                department.id, department.name, department.version, department.resources.origin,
                                department.bundle_sha256, joined(department.languages));
  for (const Lender& lender : department.resources.lenders)
    out += fmt::format("  extends     {} {}{}\n", lender.id, lender.version,
                       lender.origin.empty() ? "" : ", from " + lender.origin);
  const std::set<std::string> topics = topics_of(department);
  out += fmt::format("  paragraphs  {}\n  topics      {}\n  window      {}\n", department.paragraphs.size(),
                     joined({topics.begin(), topics.end()}), department.style.geometry.name);
  out += fmt::format("  policies    expired paragraphs: {}; letters without a signature: {}\n",
                     name_of(department.policies.expiry), department.policies.allow_unsigned ? "allowed" : "refused");
  for (const Signatory& signatory : department.signatories)
    out += fmt::format("  signatory   {}: {}\n", signatory.id, joined(signatory.lines));
  out += approvals_shown(department);
  const LockStanding standing = session.standing_of(department);
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  out += fmt::format("  lock        {}\n", lock_shown(session, department, standing, *at));
  report.show(out);
  Value value = Value::object();
  value.set("id", text(department.id));
  value.set("name", text(department.name));
  value.set("version", text(department.version));
  value.set("from", text(department.resources.origin));
  value.set("sha256", text(department.bundle_sha256));
  value.set("paragraphs", number(department.paragraphs.size()));
  value.set("lock", text(name_of(standing.state)));
  value.set("extends", text(department.extends));
  report.set("department", std::move(value));
  return report.finish();
}

void add_as_of(CLI::App* command, DepartmentCommand& options) {
  command->add_option("--as-of", options.as_of, "The library as letters of that day were made with it")
      ->type_name("DATE");
}

}  // namespace

void add_department_commands(Program& program) {
  const auto options = std::make_shared<DepartmentCommand>();
  const auto choose = [&program](CLI::App* command, std::function<int()> run) {
    command->callback([&program, run = std::move(run)] { program.chosen = run; });
  };
  const auto family = [&program](const std::string& name, const std::string& what) {
    CLI::App* app = program.app.add_subcommand(name, what);
    app->footer("Example: engross " + name + " list");
    app->require_subcommand(1);
    app->fallthrough();
    return app;
  };
  CLI::App* paragraphs = family("paragraphs", "The paragraphs of a department's library");
  CLI::App* list =
      program.add_to(paragraphs, "list", "Every paragraph, a line each", "engross paragraphs list --topic pshe");
  list->add_option("--topic", options->topic, "Only those of a topic")->type_name("TOPIC");
  list->add_option("--owner", options->owner, "Only those of a unit")->type_name("UNIT");
  add_as_of(list, *options);
  choose(list, [&program, options] { return run_paragraphs_list(program, *options); });
  CLI::App* show =
      program.add_to(paragraphs, "show", "One paragraph, whole", "engross paragraphs show pshe-curriculum");
  show->add_option("PARAGRAPH", options->name, "Which paragraph, by its id")->required();
  add_as_of(show, *options);
  choose(show, [&program, options] { return run_paragraphs_show(program, *options); });
  add_search_command(program, paragraphs);

  CLI::App* department = family("department", "The departments that are installed");
  CLI::App* departments =
      program.add_to(department, "list", "Every department that is found", "engross department list");
  choose(departments, [&program] { return run_department_list(program); });
  CLI::App* one = program.add_to(department, "show", "What one department is", "engross department show dfe");
  one->add_option("ID|DIR|FILE.so", options->name, "Which department")->required();
  choose(one, [&program, options] { return run_department_show(program, *options); });
  add_lock_command(program, department);
  add_department_check(program, department);
  add_book_command(program, department);
  add_compare_command(program, department);
  add_scaffold_command(program, department);
}

}  // namespace engross::cli
