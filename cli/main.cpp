// In: the command line. Out: one command run, its exit code. Nothing else happens here.
// Refuses: words and options that are not there, with exit code 2 and the usage.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <sstream>
#include <string_view>

#include "commands.hpp"
#include "option_checks.hpp"
#include "streams.hpp"
#include "usage.hpp"

namespace engross::cli {
namespace {

void add_common_options(CLI::App& app, CommonOptions& options) {
  app.add_option("--department", options.department, "Department by ID, or its directory or library")
      ->type_name("ID|DIR");
  app.add_option("--department-path", options.department_path, "Folder of departments, before the installed ones")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--lock", options.lock, "Which departments may be used, instead of departments.lock beside them")
      ->type_name("FILE")
      ->check(named());
  app.add_option("--lock-trust", options.lock_trust, "Roots that whoever signed the lock must come from")
      ->type_name("ROOT.pem")
      ->allow_extra_args(false)
      ->check(named());
  app.add_option("--store", options.store, "Where records and inputs of issued letters are kept")->type_name("DIR");
  app.add_option("--today", options.today, "The day to judge review dates by")->type_name("DATE");
  app.add_option("--at", options.at, "The moment of issue, or that signatures are judged by (RFC 3339)")
      ->type_name("TIME");
  app.add_flag("--json", options.json, "Print one JSON object for programs");
  app.add_flag("-q,--quiet", options.quiet, "Print results and errors only");
  app.add_flag("--no-colour", options.no_colour, "Never colour; nor does NO_COLOR=1");
}

// A word without an option bears its name already: "CASE", and not "CASE TEXT".
void name_values(CLI::App& app) {
  for (CLI::Option* word : app.get_options([](const CLI::Option* any) { return !any->nonpositional(); }))
    if (word->get_type_name() == "TEXT") word->type_name("");
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) name_values(*command);
}

// As people tell every program: NO_COLOR (no-color.org), and terminals that can do nothing.
bool wants_no_colour(const World& world) {
  return !world.environment("NO_COLOR").value_or("").empty() || world.environment("TERM").value_or("") == "dumb";
}

// The options were not read to their end, so --json is looked for by hand.
int refuse_usage(CLI::App& app, const CLI::ParseError& wrong, int argc, char** argv) {
  CommonOptions for_programs;
  for_programs.json = true;
  if (std::find(argv, argv + argc, std::string_view("--json")) != argv + argc)
    return Report(for_programs).refuse({usage_of(app, wrong)});
  app.exit(wrong);
  return usage;
}

int run(int argc, char** argv) {
  CommonOptions options;
  SystemWorld world;
  CLI::App app{"engross drafts and issues official letters.", "engross"};
  app.set_version_flag("--version", std::string("engross ") + ENGROSS_VERSION);
  app.require_subcommand(1);
  app.failure_message(explain_usage);
  app.footer(
      "Example: engross issue --unsigned case.json -o letter.pdf\n"
      "Exit codes: 0 done, 1 refused, 2 usage, 3 environment, 4 some cases of a batch refused, 130 interrupted.");
  add_common_options(app, options);
  Program program{.app = app, .world = world, .options = options, .chosen = {}};
  add_letter_commands(program);
  add_check_command(program);
  add_issue_command(program);
  add_approve_commands(program);
  add_batch_command(program);
  add_print_command(program);
  add_explain_commands(program);
  add_follow_command(program);
  add_department_commands(program);
  add_deadline_command(program);
  add_doctor_command(program);
  add_record_commands(program);
  add_reconcile_command(program);
  add_withdraw_command(program);
  add_signatory_commands(program);
  add_verify_command(program);
  add_manual_commands(program);
  add_watch_command(program);
  name_values(app);
  try {
    app.parse(argc, argv);
    if (wants_no_colour(world)) options.no_colour = true;
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream said;
    const int code = app.exit(help_or_version, said, said);
    Report(options).show(said.str());  // so that flush_results() knows what became of it
    return code;
  } catch (const CLI::ParseError& wrong) {
    return refuse_usage(app, wrong, argc, argv);
  }
  return program.chosen ? program.chosen() : int{usage};
}

}  // namespace

CLI::App* Program::add(const std::string& name, const std::string& what, const std::string& example) {
  return add_to(&app, name, what, example);
}

CLI::App* Program::add_to(CLI::App* family, const std::string& name, const std::string& what,
                          const std::string& example) {
  CLI::App* command = family->add_subcommand(name, what);
  command->fallthrough();
  if (!example.empty()) command->footer("Example: " + example);
  return command;
}

}  // namespace engross::cli

int main(int argc, char** argv) {
  engross::cli::fill_closed_streams();
  try {
    return engross::cli::flush_results(engross::cli::run(argc, argv));
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "engross: internal error: %s\nPlease report it with the command that you ran.\n", bug.what());
    return engross::cli::environment;
  }
}
