// department check: the cases that a department must pass, each in a process of its own.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <thread>

#include "base/suggest.hpp"
#include "commands.hpp"
#include "conformance/conformance_case.hpp"
#include "conformance/run_apart.hpp"
#include "option_checks.hpp"
#include "output.hpp"

namespace engross::cli {
namespace {
namespace fs = std::filesystem;

struct CheckCommand {
  std::string path, source, coverage, keep;
  std::vector<std::string> only;
  int bound = 1000;
  int deadline = 300;
  bool list = false, strict = false, refresh = false, in_process = false, as_child = false;
};

std::vector<std::string> wanted_cases(const CheckCommand& command) {
  if (command.only.empty()) return case_names();
  std::vector<std::string> names;
  for (const std::string& name : case_names())
    if (std::ranges::find(command.only, name) != command.only.end()) names.push_back(name);
  return names;
}

Diagnostics check_names(const CheckCommand& command) {
  Diagnostics problems;
  for (const std::string& name : command.only) {
    if (case_named(name) != nullptr) continue;
    std::vector<std::string> hints{"engross department check --list shows them all"};
    if (std::string near = did_you_mean(name, case_names()); !near.empty())
      hints.insert(hints.begin(), std::move(near));
    problems.push_back(error("options.only", {}, fmt::format("there is no case \"{}\"", name), std::move(hints)));
  }
  return problems;
}

bool runs_branches(const CheckCommand& command) {
  return command.only.empty() || std::ranges::find(command.only, "all-branches") != command.only.end();
}

Diagnostics check_wishes(const CheckCommand& command) {
  Diagnostics problems;
  for (const auto& [option, value] : {std::pair{"--coverage", &command.coverage}, std::pair{"--keep", &command.keep}})
    if (!value->empty() && !runs_branches(command))
      problems.push_back(error(
          "options.only", {}, fmt::format("{} writes what all-branches finds, and --only leaves that case out", option),
          {"add --only all-branches", fmt::format("or leave {} out", option)}));
  return problems;
}

// All-branches was to run, and had nothing to write.
Diagnostics unwritten(const CheckCommand& command, const std::vector<CaseResult>& results) {
  Diagnostics notes;
  for (const CaseResult& result : results)
    if (result.name == "all-branches" && result.data.is_null())
      for (const std::string* path : {&command.coverage, &command.keep})
        if (!path->empty())
          notes.push_back(warning("conformance.not-written", {},
                                  fmt::format("{} is not written: all-branches is {}", *path, name_of(result.status)),
                                  {"mend what keeps it from running, and check again"}));
  return notes;
}

Diagnostics check_paths(const World& world, const CheckCommand& command) {
  Diagnostics problems;
  if (world.kind_of(command.path) == World::Kind::nothing)
    problems.push_back(error("world.no-such-file", {}, fmt::format("there is no {}", command.path),
                             {"name a department's directory, or the library that was built of it"}));
  if (!command.source.empty() && world.kind_of(command.source) != World::Kind::directory)
    problems.push_back(error("options.source", {}, fmt::format("--source {} is no directory", command.source),
                             {"name the directory that the library was built of"}));
  if (command.refresh && command.source.empty() && world.kind_of(command.path) == World::Kind::file)
    problems.push_back(error("options.source", {},
                             "--refresh writes into the department's directory, and which it is was not said",
                             {"add --source DIR"}));
  return problems;
}

std::string source_of(const World& world, const CheckCommand& command) {
  if (!command.source.empty()) return command.source;
  return world.kind_of(command.path) == World::Kind::directory ? command.path : std::string();
}

// A library that its lock does not admit is not used here either; a directory may be checked, locked or not.
Result<OpenLockRef> admitting_lock(const Session& session, const CheckCommand& command) {
  const auto at = session.at();
  if (!at) return fail(at.error());
  auto lock = session.locks().of(command.path, *at);
  if (!lock || !*lock || session.world().kind_of(command.path) == World::Kind::directory) return lock;
  LockStanding standing = session.locks().standing_of(command.path, *at);
  if (standing.state != LockState::locked) return fail(std::move(standing.why));
  return lock;
}

Result<CheckOptions> subject_options(const Session& session, const CheckCommand& command) {
  const auto today = session.today("Europe/London");
  if (!today) return fail(today.error());
  const auto lock = admitting_lock(session, command);
  if (!lock) return fail(lock.error());
  CheckOptions options{.path = command.path,
                       .source = source_of(session.world(), command),
                       .child_program = session.paths().child_program,
                       .probe_program = session.paths().probe_program,
                       .fonts = fonts_in(session.world(), session.paths().font_folders),
                       .dictionaries = dictionaries_in(session.world(), session.paths().dictionary_folders),
                       .today = *today,
                       .branches = {},
                       .refresh = command.refresh};
  if (*lock) options.lock = {*lock, &(*lock)->lock};
  options.locate = [&session](const std::string& id, std::span<const fs::path> heirs) {
    return session.locate_lender(id, heirs);
  };
  options.branches.a_paragraph = options.branches.letters = static_cast<std::size_t>(command.bound);
  return options;
}

Result<std::vector<CaseResult>> run_here(const Session& session, const CheckCommand& command,
                                         const std::function<void(const CaseResult&)>& tell) {
  const auto shared = session.shared();
  if (!shared) return fail(shared.error());
  auto options = subject_options(session, command);
  if (!options) return fail(std::move(options.error()));
  CheckedDepartment subject(session.world(), *shared, std::move(*options));
  std::vector<CaseResult> results;
  for (const std::string& name : wanted_cases(command)) {
    results.push_back(run_case(*case_named(name), subject));
    tell(results.back());
  }
  return results;
}

// An installation that is broken is no department's fault.
Result<void> is_whole(const Session& session, const CheckCommand& command) {
  if (const auto shared = session.shared(); !shared) return fail(shared.error());
  const World& world = session.world();
  if (world.kind_of(command.path) == World::Kind::directory) return {};
  for (const fs::path& program : {session.paths().child_program, session.paths().probe_program})
    if (world.kind_of(program) != World::Kind::file)
      return fail(error("isolation.start", {},
                        fmt::format("there is no {}, which a library is checked with", program.string()),
                        {"install engross again; engross doctor says what else is missing"}));
  return {};
}

// What decides what a department finds on this machine, and what the sanitizers need.
std::vector<std::string> kept_environment(const World& world) {
  std::vector<std::string> kept;
  for (const char* name : {"ENGROSS_DEPARTMENT_PATH", "ENGROSS_FONT_PATH", "ENGROSS_HYPHEN_PATH", "HOME",
                           "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "GCOV_PREFIX"})
    if (const auto value = world.environment(name)) kept.push_back(fmt::format("{}={}", name, *value));
  return kept;
}

Result<std::vector<CaseResult>> run_in_children(const Session& session, const CheckCommand& command,
                                                const std::function<void(const CaseResult&)>& tell) {
  if (auto whole = is_whole(session, command); !whole) return fail(std::move(whole.error()));
  const CommonOptions& common = session.options();
  const auto options = subject_options(session, command);
  if (!options) return fail(options.error());
  Apart how{.program = fs::read_symlink("/proc/self/exe"),
            .arguments = {"department", "check", command.path, "--in-process", "--as-child", "--today",
                          options->today.iso(), "--bound", std::to_string(command.bound)},
            .environment = kept_environment(session.world()),
            .deadline_seconds = command.deadline,
            .at_once = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 2)};
  if (!command.source.empty()) how.arguments.insert(how.arguments.end(), {"--source", command.source});
  if (command.refresh) how.arguments.emplace_back("--refresh");
  if (!common.at.empty()) how.arguments.insert(how.arguments.end(), {"--at", common.at});
  if (!common.lock.empty()) how.arguments.insert(how.arguments.end(), {"--lock", common.lock});
  for (const std::string& folder : common.department_path)
    how.arguments.insert(how.arguments.end(), {"--department-path", folder});
  for (const std::string& root : common.lock_trust) how.arguments.insert(how.arguments.end(), {"--lock-trust", root});
  how.arguments.emplace_back("--only");
  std::vector<CaseResult> results;
  run_apart(wanted_cases(command), how, [&](CaseResult result) {
    results.push_back(std::move(result));
    tell(results.back());
  });
  return results;
}

using Results = Result<std::vector<CaseResult>>;

// The wanted cases, and with --only those besides that tell why the department does not open: else nobody would, and
// all that was asked for would count as skipped.
Results run_wanted(CheckCommand command, const std::function<Results(const CheckCommand&)>& run) {
  std::vector<std::string> ran = wanted_cases(command);
  Results results = run(command);
  for (std::size_t next = 0; results && next < results->size(); ++next) {
    const std::string teller = (*results)[next].told_by;
    if (teller.empty() || std::ranges::find(ran, teller) != ran.end()) continue;
    ran.push_back(teller);
    command.only = {teller};
    Results more = run(command);
    if (!more) return more;
    std::ranges::move(*more, std::back_inserter(*results));
  }
  return results;
}

// ---- What people see

std::string coloured(CaseStatus status, bool colour) {
  constexpr std::array<std::string_view, 5> words{"Success", "Warning", "Failed", "Crashed", "Skipped"};
  constexpr std::array<std::string_view, 5> codes{"32", "33", "31;1", "31;1", "2"};
  const std::string word = fmt::format("{:<8}", words[static_cast<std::size_t>(status)]);
  return colour ? fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(status)], word) : word;
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += fmt::format("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

void tell_case(const Report& report, const CaseResult& result) {
  constexpr std::size_t most_findings = 30;
  const bool good = result.status == CaseStatus::success || result.status == CaseStatus::skipped;
  std::string line = fmt::format("{} {:<20}", coloured(result.status, report.colours_results()), result.name);
  if (!result.reason.empty()) line += " " + result.reason;
  if (result.reason.empty() && !result.said.empty()) line += " " + result.said.front();
  if (good)
    report.say(line);
  else
    report.show(line + "\n");
  std::size_t shown = 0, notes = 0;
  for (const Finding& finding : result.findings) {
    if (finding.severity == Severity::note)
      ++notes;
    else if (++shown <= most_findings)
      report.show(indented(finding.shown));
  }
  if (shown > most_findings) report.show(indented(fmt::format("and {} more; --json has them", shown - most_findings)));
  if (notes > 0) report.say(fmt::format("    and {} notes; --json has them", notes));
  for (std::size_t i = 1; i < result.said.size(); ++i) report.say("    " + result.said[i]);
}

Value without_bytes(CaseResult result) {
  result.files.clear();
  for (Finding& finding : result.findings) finding.shown.clear();
  return to_value(result);
}

int tell_all(Report& report, const std::vector<CaseResult>& results, bool strict) {
  std::array<std::size_t, 5> counts{};
  Value list = Value::array();
  for (const CaseResult& result : results) {
    ++counts[static_cast<std::size_t>(result.status)];
    list.push_back(without_bytes(result));
  }
  Value summary = Value::object();
  std::string line = fmt::format("{} cases:", results.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::string_view name = name_of(static_cast<CaseStatus>(i));
    summary.set(std::string(name), number(counts[i]));
    line += fmt::format("{} {} {}", i == 0 ? "" : ",", counts[i], name);
  }
  report.say(line);
  report.set("cases", std::move(list));
  report.set("summary", std::move(summary));
  const auto count = [&](CaseStatus status) { return counts[static_cast<std::size_t>(status)]; };
  const std::size_t bad =
      count(CaseStatus::failed) + count(CaseStatus::crashed) + (strict ? count(CaseStatus::warning) : 0);
  return report.finish(bad > 0 ? refused : done);
}

// ---- What is written

Result<void> write_files(World& world, const CheckCommand& command, const std::vector<CaseResult>& results) {
  for (const CaseResult& result : results) {
    for (const auto& [path, bytes] : result.files) {
      if (auto made = world.make_directories(fs::path(path).parent_path()); !made) return made;
      if (auto written = world.write_file(path, bytes); !written) return written;
    }
    if (result.name != "all-branches" || result.data.is_null()) continue;
    if (!command.coverage.empty())
      if (auto written = world.write_file(command.coverage, to_json(result.data) + "\n"); !written) return written;
    const Value* kept = command.keep.empty() ? nullptr : result.data.find("kept");
    if (kept == nullptr) continue;
    if (auto made = world.make_directories(command.keep); !made) return made;
    for (const Value& one : kept->items())
      if (auto written =
              world.write_file(fs::path(command.keep) / one.find("name")->text(), to_json(*one.find("case")) + "\n");
          !written)
        return written;
  }
  return {};
}

int list_cases(Report& report) {
  Value list = Value::array();
  for (const ConformanceCase& one : conformance_cases()) {
    report.show(fmt::format("{:<20} {}\n", one.name, one.sentence));
    Value value = Value::object();
    value.set("case", text(one.name));
    value.set("sentence", text(one.sentence));
    list.push_back(std::move(value));
  }
  report.set("cases", std::move(list));
  return report.finish();
}

// One result for the process that started this one.
int answer_parent(Report& report, const std::vector<CaseResult>& results) {
  for (const CaseResult& result : results) report.show(to_json(to_value(result), false) + "\n");
  return done;
}

int run_check(Program& program, const CheckCommand& command) {
  Report report(program.options);
  if (command.list) return list_cases(report);
  if (command.path.empty())
    return report.refuse({error("options.usage", {}, "which department is to be checked?",
                                {"engross department check DIR, or FILE.so"})});
  Diagnostics problems = check_names(command);
  append(problems, check_wishes(command));
  append(problems, check_paths(program.world, command));
  if (!problems.empty()) return report.refuse(problems);
  const Session session(program.world, program.options);
  const auto quiet = [](const CaseResult&) {};
  const auto aloud = [&](const CaseResult& result) { tell_case(report, result); };
  if (command.as_child) {
    const auto results = run_here(session, command, quiet);
    return results ? answer_parent(report, *results) : report.refuse(results.error());
  }
  auto results = run_wanted(command, [&](const CheckCommand& wanted) {
    return command.in_process ? run_here(session, wanted, aloud) : run_in_children(session, wanted, aloud);
  });
  if (!results) return report.refuse(results.error());
  if (auto written = write_files(program.world, command, *results); !written) return report.refuse(written.error());
  report.note(unwritten(command, *results));
  return tell_all(report, *results, command.strict);
}

}  // namespace

void add_department_check(Program& program, CLI::App* department) {
  const auto options = std::make_shared<CheckCommand>();
  CLI::App* check = program.add_to(department, "check", "The cases that a department must pass",
                                   "engross department check build/departments/housing.so --source housing");
  check->add_option("DIR|FILE.so", options->path, "The department's directory, or the library built of it");
  check->add_option("--source", options->source, "The directory with samples/, tests/ and expected/ of a library")
      ->type_name("DIR");
  check->add_option("--only", options->only, "Only this case; may be said again")
      ->type_name("CASE")
      ->allow_extra_args(false);
  check->add_flag("--list", options->list, "List the cases, a sentence each");
  check->add_flag("--strict", options->strict, "Refuse warnings too");
  check->add_option("--coverage", options->coverage, "Write the branches that were taken, as JSON")->type_name("FILE");
  check->add_option("--keep", options->keep, "Write the cases of broken letters into this directory")->type_name("DIR");
  check->add_flag("--refresh", options->refresh, "Write the golden letters of expected/ instead of comparing");
  check->add_option("--bound", options->bound, "Most cases that all-branches tries for a paragraph, and for letters")
      ->type_name("N")
      ->check(from_one());
  check->add_option("--deadline", options->deadline, "Seconds that one case may take")
      ->type_name("SECONDS")
      ->check(from_one());
  check->add_flag("--in-process", options->in_process, "Run the cases in this process, for a debugger");
  check->add_flag("--as-child", options->as_child)->group("");
  check->callback(
      [&program, options] { program.chosen = [&program, options] { return run_check(program, *options); }; });
}

}  // namespace engross::cli
