// In: an export. Out: what is wrong with its cases and what a run would take, or proofs of some of its letters.
// Refuses nothing: every case is tried.
#include "batch_trial.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <map>

#include "batch/approved_cases.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t first_errors = 20;
// Which letters are laid out and drawn, in memory, to know how large they are: the first, then one in a hundred.
constexpr std::size_t measured_first = 50, measured_each = 100;

struct Kind {
  std::size_t count = 0;
  std::string example;  // "row 12 (line 14), column "Postcode": …"
};

struct Found {
  std::size_t cases = 0, refused = 0, warned = 0;
  std::map<std::string, Kind> errors, warnings;  // by code
  Diagnostics first;
  std::size_t measured = 0;
  std::uint64_t pages = 0, bytes = 0, microseconds = 0;
};

void count(Found& found, const Diagnostics& said) {
  bool refused = false, warned = false;
  for (const Diagnostic& each : said) {
    if (each.severity == Severity::note) continue;
    const bool is_error = each.severity == Severity::error;
    (is_error ? refused : warned) = true;
    Kind& kind = (is_error ? found.errors : found.warnings)[each.code];
    if (++kind.count == 1) kind.example = each.message;
    if (is_error && found.first.size() < first_errors) found.first.push_back(each);
  }
  found.refused += refused ? 1 : 0;
  found.warned += warned && !refused ? 1 : 0;
}

// Every case of the docket. `order_of` says what is done with one, nothing when it is passed over; `seen` is told what
// became of each that was not.
struct Trial {
  Docket& docket;
  Crew& crew;
  std::function<std::optional<CaseOrder>(const TakenCase&)> order_of;
  std::function<void(const TakenCase&, const CaseOutcome&)> seen;

  Result<void> run() {
    std::map<std::uint64_t, TakenCase> open;
    for (bool at_end = false; !at_end || !open.empty();) {
      while (!at_end && crew.has_room()) {
        auto taken = docket.next();
        if (!taken) return fail(std::move(taken.error()));
        at_end = !taken->has_value();
        if (!at_end) begin(open, std::move(**taken));
      }
      auto outcomes = crew.wait(std::chrono::milliseconds(100));
      if (!outcomes) return fail(std::move(outcomes.error()));
      for (CaseOutcome& outcome : *outcomes) {
        const auto found = open.find(outcome.row);
        if (found == open.end()) continue;
        const TakenCase taken = std::move(found->second);
        open.erase(found);
        outcome.said = taken.exported.places.translate(std::move(outcome.said));
        if (outcome.kind == CaseOutcome::Kind::environment) return fail(std::move(outcome.said));
        seen(taken, outcome);
      }
    }
    return {};
  }

 private:
  void begin(std::map<std::uint64_t, TakenCase>& open, TakenCase taken) {
    if (!taken.against.empty())
      return seen(taken, {.kind = CaseOutcome::Kind::refused, .row = taken.exported.row, .said = taken.against});
    auto order = order_of(taken);
    if (!order) return;
    order->row = taken.exported.row;
    order->case_ = taken.exported.text;
    order->key = taken.exported.key;
    crew.give(std::move(*order));
    open.emplace(taken.exported.row, std::move(taken));
  }
};

std::string percent(std::size_t part, std::size_t of) {
  return fmt::format("{:.1f}%", of == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(of));
}

void report_kinds(Report& report, std::string_view title, const char* name, const std::map<std::string, Kind>& kinds) {
  Value list = Value::object();
  if (!kinds.empty()) report.say(fmt::format("{}:", title));
  for (const auto& [code, kind] : kinds) {
    report.say(fmt::format("  {:>9}  {:<28} {}", with_commas(kind.count), code, kind.example));
    list.set(code, number(kind.count));
  }
  report.set(name, std::move(list));
}

std::string size_words(double bytes) {
  for (const auto& [size, unit] : {std::pair(1e9, "GB"), std::pair(1e6, "MB"), std::pair(1e3, "kB")})
    if (bytes >= size) return fmt::format("{:.1f} {}", bytes / size, unit);
  return fmt::format("{:.0f} bytes", bytes);
}

// A file takes whole blocks; records, the ledger and the manifest take some more.
void report_estimate(Report& report, const Found& found, std::size_t workers, bool is_signed) {
  if (found.measured == 0) return;
  constexpr double block = 4096, around_a_letter = 6000;
  const auto letters = static_cast<double>(found.cases - found.refused);
  const auto mean = [&](std::uint64_t sum) { return static_cast<double>(sum) / static_cast<double>(found.measured); };
  const double pages = letters * mean(found.pages);
  const double disk = letters * (std::ceil(mean(found.bytes) / block) * block + around_a_letter);
  const double seconds = letters * mean(found.microseconds) / 1e6 / static_cast<double>(workers);
  report.say(fmt::format(
      "A run would make {} letters, about {} pages, {} on the disk, in about {} with {} worker{} (measured on {} of "
      "them{}).",
      with_commas(static_cast<std::uint64_t>(letters)), with_commas(static_cast<std::uint64_t>(std::round(pages))),
      size_words(disk), span_words(std::chrono::seconds(static_cast<long>(std::ceil(seconds)))), workers,
      workers == 1 ? "" : "s", found.measured, is_signed ? ", without their signatures" : ""));
  Value estimate = Value::object();
  estimate.set("letters", number(found.cases - found.refused));
  estimate.set("pages", number(static_cast<std::size_t>(std::round(pages))));
  estimate.set("bytes", number(static_cast<std::size_t>(disk)));
  estimate.set("seconds", Value::number(fmt::format("{:.1f}", seconds)));
  estimate.set("measured", number(found.measured));
  report.set("estimate", std::move(estimate));
}

Result<std::unique_ptr<Crew>> start_crew(Program& program, const BatchCommand& command, WorkerKit& kit) {
  auto crew = make_crew(program, command, kit);
  if (!crew) return crew;
  if (auto started = (*crew)->start(); !started) return fail(std::move(started.error()));
  return crew;
}

DocketOptions docket_options(Program& program, const BatchSetup& setup) {
  return {.shard = setup.shard,
          .names = setup.names,
          .recipients = setup.recipients == Repeated::allow ? Repeated::warn : setup.recipients,
          .may_issue = [store = Session(program.world, program.options).store()](const std::string& reference) {
            return store.may_add(reference, Store::Again::refuse);
          }};
}

}  // namespace

int check_batch(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup) {
  WorkerKit kit = kit_of(program, command, setup, false);
  auto crew = start_crew(program, command, kit);
  if (!crew) return report.refuse(crew.error());
  auto cases = setup.source.open();
  if (!cases) return report.refuse(cases.error());
  report.note((*cases)->notes());
  auto docket = Docket::open(**cases, nullptr, fs::temp_directory_path(), docket_options(program, setup));
  if (!docket) return report.refuse(docket.error());
  Found found;
  Trial trial{.docket = *docket,
              .crew = **crew,
              .order_of =
                  [&](const TakenCase& taken) {
                    const bool measured =
                        taken.exported.row <= measured_first || taken.exported.row % measured_each == 0;
                    return CaseOrder{.task = measured ? Task::measure : Task::check};
                  },
              .seen =
                  [&](const TakenCase& taken, const CaseOutcome& outcome) {
                    ++found.cases;
                    Diagnostics said = taken.notes;
                    append(said, outcome.said);
                    count(found, said);
                    if (outcome.kind != CaseOutcome::Kind::made || outcome.pages == 0) return;
                    ++found.measured;
                    found.pages += outcome.pages;
                    found.bytes += outcome.bytes;
                    found.microseconds += outcome.microseconds;
                  }};
  if (auto run = trial.run(); !run) return report.refuse(run.error());
  report.set("cases", number(found.cases));
  report.set("refused", number(found.refused));
  report.say(fmt::format("{} case{}: {} could be issued, {} ({}) would be refused, {} have warnings.",
                         with_commas(found.cases), found.cases == 1 ? "" : "s",
                         with_commas(found.cases - found.refused), with_commas(found.refused),
                         percent(found.refused, found.cases), with_commas(found.warned)));
  report_kinds(report, "Errors", "errors", found.errors);
  report_kinds(report, "Warnings", "warnings", found.warnings);
  report_estimate(report, found, (*crew)->workers(), !command.signing.sign_as.empty());
  if (found.refused == 0) return report.finish();
  if (found.first.size() == first_errors) report.say("The first errors:");
  return report.refuse(found.first);
}

int make_proofs(Program& program, Report& report, const BatchCommand& command, BatchSetup& setup) {
  std::size_t rows = 0;
  auto counted = setup.source.each_row([&](std::size_t, const std::string&, const std::string&) -> Result<void> {
    ++rows;
    return {};
  });
  if (!counted) return report.refuse(counted.error());
  if (auto made = program.world.make_directories(command.out); !made) return report.refuse(made.error());
  WorkerKit kit = kit_of(program, command, setup, false);
  auto crew = start_crew(program, command, kit);
  if (!crew) return report.refuse(crew.error());
  auto cases = setup.source.open();
  if (!cases) return report.refuse(cases.error());
  DocketOptions options = docket_options(program, setup);
  options.may_issue = {};  // a proof may be made of anything
  auto docket = Docket::open(**cases, nullptr, fs::temp_directory_path(), std::move(options));
  if (!docket) return report.refuse(docket.error());
  const auto chosen = [&](std::size_t row) { return is_sampled(row, *command.proofs, rows); };
  std::size_t made = 0;
  Diagnostics against;
  const auto path_of = [&](const TakenCase& taken) {
    return (fs::path(command.out) / fs::path(taken.file).stem()).string() + ".proof.pdf";
  };
  Trial trial{.docket = *docket,
              .crew = **crew,
              .order_of = [&](const TakenCase& taken) -> std::optional<CaseOrder> {
                if (!chosen(taken.exported.row)) return std::nullopt;
                return CaseOrder{.task = Task::proof, .path = path_of(taken)};
              },
              .seen =
                  [&](const TakenCase& taken, const CaseOutcome& outcome) {
                    if (!chosen(taken.exported.row)) return;
                    if (outcome.kind != CaseOutcome::Kind::made) return append(against, outcome.said);
                    ++made;
                    report.note(outcome.said);
                    report.say(fmt::format("{}  row {}, {} pages", path_of(taken), taken.exported.row, outcome.pages));
                  }};
  if (auto run = trial.run(); !run) return report.refuse(run.error());
  report.set("proofs", number(made));
  report.say(fmt::format("{} proof{} of {} cases in {}", made, made == 1 ? "" : "s", with_commas(rows), command.out));
  return report.refuse(against);
}

}  // namespace engross::cli
