// department diff: two editions of a library, for whoever signs the new wording off.
#include <fmt/format.h>

#include <memory>

#include "commands.hpp"
#include "department/bundle.hpp"
#include "library/department_diff.hpp"
#include "next_command.hpp"
#include "output.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

struct CompareCommand {
  std::string before, after, samples, output;
  std::string as = "text";
  bool exit_code = false, force = false;
};

constexpr std::string_view bundle_head = "engross bundle 1\n";

// A bundle out of a store: it is whole, and its code is not in it.
std::optional<std::string> bundle_at(const Session& session, const std::string& name) {
  if (session.world().kind_of(name) != World::Kind::file) return std::nullopt;
  auto bytes = session.world().read_file(name, 512U << 20U);
  if (!bytes || !bytes->starts_with(bundle_head)) return std::nullopt;
  return std::move(*bytes);
}

Result<OpenedDepartment> open_edition(const Session& session, const std::string& name) {
  const auto bundle = bundle_at(session, name);
  if (!bundle) return session.open(name);
  auto resources = from_bundle(name, *bundle);
  if (!resources) return fail(std::move(resources.error()));
  const auto shared = session.shared();
  if (!shared) return fail(shared.error());
  auto department = Department::from(std::move(*resources), *shared);
  if (!department) return fail(std::move(department.error()));
  return OpenedDepartment{.department = std::move(*department), .code = nullptr};
}

// The cases in a folder of samples, by name; drafts there are left alone.
Result<std::vector<SourceRef>> samples_in(const Session& session, const fs::path& folder) {
  const auto names = session.world().list_files(folder);
  if (!names) return fail(names.error());
  std::vector<SourceRef> samples;
  for (const std::string& name : *names) {
    if (!name.ends_with(".json")) continue;
    auto text = session.world().read_file(folder / name, 64U << 20U);
    if (!text) return fail(text.error());
    samples.push_back(make_source(name, std::move(*text)));
  }
  return samples;
}

// --samples, else samples/ of the new edition when that is a directory.
std::optional<fs::path> folder_of_samples(const Session& session, const CompareCommand& command,
                                          const Department& after) {
  if (!command.samples.empty()) return command.samples;
  const fs::path beside = fs::path(after.resources.origin) / "samples";
  const bool there = after.resources.directory && session.world().kind_of(beside) == World::Kind::directory;
  return there ? std::optional(beside) : std::nullopt;
}

// A letter of one edition, as far as it can be made.
struct Made {
  std::optional<Reply> reply;
  std::size_t pages = 0;
  Diagnostics refused;
};

Made make(const Session& session, Workbench& workbench, const SourceRef& sample) {
  Made made;
  const auto refuse = [&](Diagnostics faults) {
    made.refused = std::move(faults);
    return std::move(made);
  };
  auto case_ = Case::from(sample);
  if (!case_) return refuse(case_.error());
  const auto today = session.today(workbench.department->zone);
  if (!today) return refuse(today.error());
  auto reply = prepare(workbench, std::move(*case_), {.today = *today, .letter_date = std::nullopt});
  if (!reply) return refuse(reply.error());
  const auto laid = lay_out_reply(workbench, *reply, Purpose::proof);
  if (!laid) return refuse(laid.error());
  made.pages = laid->pages.pages.size();
  made.reply = std::move(*reply);
  return made;
}

LetterChange compare(Made before, Made after, const std::string& sample) {
  LetterChange change{.sample = sample,
                      .refused_before = std::move(before.refused),
                      .refused_after = std::move(after.refused),
                      .pages_before = before.pages,
                      .pages_after = after.pages,
                      .letter = {}};
  if (before.reply) change.language_before = before.reply->letter().language;
  if (after.reply) change.language_after = after.reply->letter().language;
  if (before.reply && after.reply) change.letter = diff(before.reply->letter(), after.reply->letter());
  return change;
}

Result<void> compare_letters(const Session& session, OpenedDepartment before, OpenedDepartment after,
                             const fs::path& folder, DepartmentDiff& to) {
  const auto samples = samples_in(session, folder);
  if (!samples) return fail(samples.error());
  auto old_bench = session.workbench_of(std::move(before));
  auto new_bench = session.workbench_of(std::move(after));
  Diagnostics faults;
  if (!old_bench) append(faults, old_bench.error());
  if (!new_bench) append(faults, new_bench.error());
  if (!faults.empty()) return fail(std::move(faults));
  for (const SourceRef& sample : *samples)
    to.letters.push_back(compare(make(session, **old_bench, sample), make(session, **new_bench, sample), sample->name));
  judge_letters(to);
  return {};
}

Result<void> show(const Session& session, const Report& report, const CompareCommand& command,
                  const DepartmentDiff& found) {
  std::string text;
  if (command.as == "html")
    text = write_html(found);
  else if (command.as == "json")
    text = to_json(to_value(found)) + "\n";
  else
    text = print(found, {.colour = command.output.empty() && report.colours_results()});
  if (command.output.empty()) {
    report.show(text);
    return {};
  }
  const Output output{.path = command.output,
                      .may_hold = "an earlier comparison",
                      .suggestion = "wording.html",
                      .overwrite = command.force};
  if (auto may = may_write(session, output, {found.before.from, found.after.from}); !may) return may;
  return write_output(session, output, text);
}

int run_compare(Program& program, const CompareCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  auto before = open_edition(session, command.before);
  auto after = open_edition(session, command.after);
  if (!before || !after) {
    Diagnostics wrong;
    if (!before) append(wrong, before.error());
    if (!after) append(wrong, after.error());
    return report.refuse(wrong);
  }
  DepartmentDiff found = diff_departments(*before->department, *after->department);
  if (const auto folder = folder_of_samples(session, command, *after->department)) {
    auto compared = compare_letters(session, std::move(*before), std::move(*after), *folder, found);
    if (!compared) return report.refuse(compared.error());
  } else {
    report.say("no letters are compared: name a folder of cases with --samples DIR");
  }
  report.note(found.findings);
  if (auto shown = show(session, report, command, found); !shown) return report.refuse(shown.error());
  if (found.same()) report.say("nothing differs");
  report.set("diff", to_value(found));
  return report.finish(command.exit_code && !found.same() ? refused : done);
}

}  // namespace

void add_compare_command(Program& program, CLI::App* department) {
  const auto options = std::make_shared<CompareCommand>();
  CLI::App* compare = program.add_to(
      department, "diff", "What differs between two editions of a library, and what that does to its letters",
      "engross department diff plugins/dfe-1.0 plugins/dfe --as html -o wording.html\n"
      "Exit codes: 0 whether or not they differ, unless --exit-code; 1 refused.");
  compare->add_option("OLD", options->before, "Directory, library, id, or a bundle out of a store")->required();
  compare->add_option("NEW", options->after, "The same, compared with OLD")->required();
  compare->add_option("--samples", options->samples, "Cases to make letters of; else samples/ of NEW")
      ->type_name("DIR");
  compare->add_option("--as", options->as, "text, html (one page, side by side) or json")
      ->type_name("FORM")
      ->check(CLI::IsMember({"text", "html", "json"}));
  compare->add_option("-o,--output", options->output, "Where to write it; else standard output")->type_name("FILE");
  compare->add_flag("--force", options->force, "Overwrite the output file");
  compare->add_flag("--exit-code", options->exit_code, "End with 1 when they differ");
  compare->callback(
      [&program, options] { program.chosen = [&program, options] { return run_compare(program, *options); }; });
}

}  // namespace engross::cli
