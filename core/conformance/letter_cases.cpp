// The cases that make letters of the department's own samples and rules tests.
#include <fmt/format.h>

#include <algorithm>

#include "assemble/decide.hpp"
#include "base/date.hpp"
#include "base/shell_word.hpp"
#include "conformance/cases.hpp"
#include "conformance/golden.hpp"

namespace engross::cases {
namespace {
namespace fs = std::filesystem;

struct Made {
  Reply reply;
  LaidOut laid;
};

// The sample as a letter, on its own day: what it says must not change while it lies there.
Result<Made> letter_of(CheckedDepartment& subject, Workbench& bench, const Sample& sample) {
  auto case_ = Case::from(sample.source);
  if (!case_) return fail(std::move(case_.error()));
  const Date day = case_->date.value_or(subject.options().today);
  auto reply = prepare(bench, std::move(*case_), {.today = day, .letter_date = day});
  if (!reply) return fail(std::move(reply.error()));
  auto laid = lay_out_reply(bench, *reply, Purpose::letter);
  if (!laid) return fail(std::move(laid.error()));
  return Made{std::move(*reply), std::move(*laid)};
}

// Warnings and errors; notes are for the officer.
void add_findings(const Diagnostics& from, Findings& found) {
  for (const Diagnostic& d : from)
    if (d.severity != Severity::note) found.list.push_back(d);
}

void render(CheckedDepartment& subject, Workbench& bench, const Sample& sample, Findings& found) {
  const auto made = letter_of(subject, bench, sample);
  if (!made) return append(found.list, made.error());
  add_findings(made->reply.findings, found);
  add_findings(made->laid.notes, found);
  if (auto finished = finish(bench, made->reply, Purpose::letter); !finished) append(found.list, finished.error());
}

std::optional<std::vector<Sample>> samples_of(CheckedDepartment& subject, Findings& found) {
  auto samples = subject.samples();
  if (!samples) {
    append(found.list, samples.error());
    return std::nullopt;
  }
  found.skipped = subject.needs_code();
  if (!found.skipped.empty()) return std::nullopt;
  if (!samples->empty()) return std::move(*samples);
  found.skipped = subject.without("samples/*.json");
  return std::nullopt;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("[{}]", fmt::join(words, ", "));
}

void run_row(CheckedDepartment& subject, const RulesRow& row, ComposeCache& cache, Findings& found) {
  const auto say = [&](const Diagnostics& faults) {
    for (Diagnostic fault : faults) {
      fault.message = fmt::format("the row \"{}\": {}", row.name, fault.message);
      if (!fault.span.source || fault.span.source->name == row.name) fault.span = row.place;
      found.list.push_back(std::move(fault));
    }
  };
  auto case_ = Case::from(make_source(row.name, to_json(row.case_)));
  if (!case_) return say(case_.error());
  const Date day = case_->date.value_or(subject.options().today);
  const Department& department = **subject.department();
  auto decided = decide(department, subject.code(), *case_, day, day);
  if (!decided) return say(decided.error());
  const ComposeInput input{.case_ = &*case_,
                           .department = &department,
                           .date = day,
                           .today = day,
                           .language = {},
                           .derived = std::move(decided->derived),
                           .decisions = &decided->decisions};
  const auto composed = compose_in_each_language(input, cache);
  if (!composed) return say(composed.error());
  std::vector<std::string> ids;
  for (const Chosen& chosen : composed->selection.chosen)
    if (chosen.original != nullptr) ids.push_back(chosen.original->id);
  if (ids == row.letter) return;
  say({error("conformance.rules-test", row.place,
             fmt::format("expected {}, but the letter is {}", joined(row.letter), joined(ids)),
             {"correct the rule, or the row"})});
}

// What writes expected/ as this check would have it. Of a library, that is asked again: its directory may lack its
// code.
std::string refresh_command(const CheckOptions& options) {
  std::string line = "engross department check " + shell_word(options.path.generic_string());
  if (options.source != options.path) line += " --source " + shell_word(options.source.generic_string());
  return line + " --only golden-letters --refresh";
}

// Files of expected/ that no sample makes any more.
void find_orphans(const World& world, const fs::path& folder, const std::vector<Sample>& samples, Findings& found) {
  const auto files = world.list_files(folder);
  if (!files) return append(found.list, files.error());
  for (const std::string& file : *files) {
    if (!file.ends_with(".txt")) continue;
    const std::string name = file.substr(0, file.size() - 4);
    if (std::ranges::none_of(samples, [&](const Sample& sample) { return sample.name == name; }))
      found.list.push_back(warning("conformance.golden", {},
                                   fmt::format("{} is the letter of no sample", (folder / file).generic_string()),
                                   {"delete it, or put the sample back"}));
  }
}

void compare_golden(const World& world, const fs::path& file, const std::string& now, const std::string& refresh,
                    Findings& found) {
  if (world.kind_of(file) != World::Kind::file) {
    found.list.push_back(warning("conformance.golden", {},
                                 fmt::format("there is no {} to compare with", file.generic_string()), {refresh}));
    return;
  }
  const auto kept = world.read_file(file, 16U << 20U);
  if (!kept) return append(found.list, kept.error());
  const FirstDifference difference = first_difference(*kept, now);
  if (difference.line == 0) return;
  found.list.push_back(error("conformance.golden", {},
                             fmt::format("{}:{}: the letter has changed: it was \"{}\" and is \"{}\"",
                                         file.generic_string(), difference.line, difference.before, difference.after),
                             {"if that is what was meant: " + refresh}));
}

}  // namespace

void samples_render(CheckedDepartment& subject, Findings& found) {
  const auto samples = samples_of(subject, found);
  if (!samples) return;
  Workbench& bench = **subject.workbench();
  for (const Sample& sample : *samples) render(subject, bench, sample, found);
  found.said.push_back(fmt::format("{} samples", samples->size()));
}

void rules_tests(CheckedDepartment& subject, Findings& found) {
  const auto rows = subject.rules_table();
  if (!rows) return append(found.list, rows.error());
  if (!*rows) {
    found.skipped = subject.without("tests/rules.yaml");
    return;
  }
  if (found.skipped = subject.needs_code(); !found.skipped.empty()) return;
  ComposeCache cache;
  for (const RulesRow& row : **rows) run_row(subject, row, cache, found);
  found.said.push_back(fmt::format("{} rows", (*rows)->size()));
}

void golden_letters(CheckedDepartment& subject, Findings& found) {
  const fs::path folder = subject.options().source / "expected";
  const bool refresh = subject.options().refresh;
  if (found.skipped = subject.needs_code(); !found.skipped.empty()) return;
  if (subject.options().source.empty() || (!refresh && subject.world().kind_of(folder) != World::Kind::directory)) {
    found.skipped = subject.without("expected/") +
                    (subject.options().source.empty() ? "" : "; this writes it: " + refresh_command(subject.options()));
    return;
  }
  const auto samples = samples_of(subject, found);
  if (!samples) return;
  Workbench& bench = **subject.workbench();
  const std::string command = refresh_command(subject.options());
  std::size_t count = 0;
  for (const Sample& sample : *samples) {
    const auto made = letter_of(subject, bench, sample);
    if (!made) {
      found.list.push_back(
          error("conformance.golden", {sample.source, 0, 0},
                fmt::format("the sample {} makes no letter: {}", sample.name, made.error().front().message),
                {"engross department check --only samples-render says all of it"}));
      continue;
    }
    ++count;
    const std::string now = golden_text(made->reply.letter(), made->laid.pages);
    const fs::path file = folder / (sample.name + ".txt");
    if (refresh)
      found.files.emplace_back(file.string(), now);
    else if (!made->reply.case_.date)
      found.list.push_back(warning("conformance.golden", {sample.source, 0, 0},
                                   "this sample has no date, so that its letter changes every day",
                                   {"give it a \"date\""}));
    else
      compare_golden(subject.world(), file, now, command, found);
  }
  if (!refresh) find_orphans(subject.world(), folder, *samples, found);
  found.said.push_back(fmt::format("{} letters", count));
}

}  // namespace engross::cases
