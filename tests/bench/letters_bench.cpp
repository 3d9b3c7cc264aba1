// How many letters a CPU-second makes, the sample case with varied fields, in one process; where the time goes; and beside
// it, in the same run, a libharu program with its line breaks already made.
//
//   bench_letters [LETTERS]
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "assemble/issue.hpp"
#include "assemble/reply.hpp"
#include "bench/plain_libharu.hpp"
#include "support/process.hpp"

namespace engross {
namespace {

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_kib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}", print(result.error()));
  std::exit(1);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// The sample case under another reference, for other people in other places, on other days.
std::string varied(const std::string& sample, int i) {
  constexpr std::array<const char*, 8> surnames{"Watling", "Okafor", "Pritchard", "Llŷr", "Singh", "O’Brien", "Małecka", "Fry"};
  constexpr std::array<const char*, 5> towns{"Telford", "Wrexham", "Bexhill-on-Sea", "Ely", "Newcastle upon Tyne"};
  const auto pick = [i](const auto& names, int by) { return std::string(names[static_cast<std::size_t>(i / by) % names.size()]); };
  std::string text = replaced(sample, "2016-0046030", fmt::format("2016-{:07}", 46030 + i));
  text = replaced(text, "Watling", fmt::format("{}-{}", pick(surnames, 1), i));
  text = replaced(text, "Telford", pick(towns, 3));
  text = replaced(text, "2016-09-30", fmt::format("2016-09-{:02}", 1 + i % 30));
  return replaced(text, "2016-10-24", fmt::format("2016-10-{:02}", 1 + i % 25));
}

std::unique_ptr<Workbench> workbench(const SystemWorld& world, FontEmbedding embedding) {
  const std::string root = ENGROSS_SOURCE_DIR;
  const SharedResources shared = must(SharedResources::read(world, root + "/templates"));
  auto department = std::make_shared<Department>(
      *must(Department::from(must(read_directory(world, root + "/plugins/dfe")), shared)));
  department->style.embedding = embedding;
  Equipment equipment = must(equip(*department, fonts_in(world, {"/usr/share/fonts/truetype"})));
  return std::make_unique<Workbench>(std::move(department), std::move(equipment));
}

struct Stage {
  std::string name;
  double seconds = 0;
};

struct Run {
  double cpu = 0;
  std::size_t bytes = 0;
  std::size_t pages = 0;
};

void write_plainly(const std::string& path, const std::string& bytes) { test::write_file(path, bytes); }

// One letter after another: read the case, prepare, finish, make the record, write both.
Run make_letters(Workbench& bench, const std::vector<std::string>& cases, const std::string& folder) {
  const Calendar calendar{.today = *Date::parse("2016-10-26"), .letter_date = std::nullopt};
  IssueOrder order;
  order.at = *Timestamp::parse("2016-10-26T09:00:00Z");
  Run run;
  const double before = cpu_seconds();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Reply reply = must(prepare(bench, must(Case::from(make_source("case.json", cases[i]))), calendar));
    const Finished finished = must(finish(bench, reply, Purpose::letter));
    Record record = record_of(bench, reply, order, finished);
    write_plainly(fmt::format("{}/{:06}.pdf", folder, i), finished.pdf);
    write_plainly(fmt::format("{}/{:06}.json", folder, i), to_json(to_value(record), false));
    run.bytes += finished.pdf.size();
    run.pages += finished.pages;
  }
  run.cpu = cpu_seconds() - before;
  return run;
}

void print_run(std::string_view name, const Run& run, std::size_t letters) {
  const auto n = static_cast<double>(letters);
  fmt::print("{:<44} {:>8.0f} letters/CPU-s {:>7.0f} us {:>8.0f} bytes {:>5.2f} pages\n", name, n / run.cpu, run.cpu / n * 1e6,
             static_cast<double>(run.bytes) / n, static_cast<double>(run.pages) / n);
}

// Each stage alone, on the same letters, caches warm.
void where_the_time_goes(Workbench& bench, const std::vector<std::string>& cases) {
  const Calendar calendar{.today = *Date::parse("2016-10-26"), .letter_date = std::nullopt};
  std::vector<Stage> stages{{"read the case"}, {"select, merge, compose"}, {"check"}, {"lay out"}, {"draw"}, {"record"}};
  const auto timed = [](Stage& stage, auto&& work) {
    const double before = cpu_seconds();
    auto result = work();
    stage.seconds += cpu_seconds() - before;
    return result;
  };
  const Department& department = *bench.department;
  for (const std::string& text : cases) {
    Case case_ = timed(stages[0], [&] { return must(Case::from(make_source("case.json", text))); });
    const ComposeInput input{.case_ = &case_, .department = &department, .date = *case_.date, .today = calendar.today,
                             .language = {}, .derived = {}};
    const Composed composed = timed(stages[1], [&] { return must(compose(input, bench.compose_cache)); });
    timed(stages[2], [&] { return bench.checker.check(composed.letter, case_); });
    const LayoutInput layout{.letter = &composed.letter, .style = &department.style, .fonts = &bench.equipment.fonts,
                             .logo = bench.equipment.logo, .ink = bench.equipment.ink, .proof_mark = {}};
    const Pages pages = timed(stages[3], [&] { return must(lay_out(layout, bench.layout_cache)); });
    const DocumentInfo info{.title = "t", .author = "a", .subject = "s", .language = "en-GB",
                            .date = *Timestamp::parse("2016-10-26T00:00:00Z"), .producer = "engross"};
    timed(stages[4], [&] { return must(draw(pages, info, {.embedding = department.style.embedding}, bench.draw_cache)); });
    timed(stages[5], [&] { return record_paragraphs(composed.letter); });
  }
  for (const Stage& stage : stages)
    fmt::print("  {:<42} {:>30.0f} us\n", stage.name, stage.seconds / static_cast<double>(cases.size()) * 1e6);
}

void cold_proof() {
  const std::string sample = std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json";
  test::TemporaryDirectory folder;
  std::vector<double> wall;
  for (int i = 0; i < 21; ++i) {
    const auto before = std::chrono::steady_clock::now();
    const test::Outcome outcome = test::run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "render", sample, "-o",
                                             folder / "proof.pdf", "--today", "2016-10-26", "--quiet"});
    wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    if (outcome.exit_code != 0) fmt::print(stderr, "{}", outcome.err);
  }
  std::ranges::sort(wall);
  fmt::print("{:<44} {:>8.1f} ms wall, median of {} ({:.1f} to {:.1f}); floor 40\n", "one proof, cold process, plugin included",
             wall[wall.size() / 2], wall.size(), wall.front(), wall.back());
}

int run(int letters) {
  const SystemWorld world;
  const std::string sample =
      must(world.read_file(std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json", 1U << 20U));
  std::vector<std::string> cases;
  for (int i = 0; i < letters; ++i) cases.push_back(varied(sample, i));
  const std::vector<std::string> warm_up(cases.begin(), cases.begin() + std::min<std::ptrdiff_t>(letters, 20));

  for (const auto& [name, embedding] : {std::pair{"engross, tiered fonts", FontEmbedding::tiered},
                                        std::pair{"engross, exact fonts", FontEmbedding::exact}}) {
    const test::TemporaryDirectory folder;
    const auto bench = workbench(world, embedding);
    make_letters(*bench, warm_up, folder.path());
    print_run(name, make_letters(*bench, cases, folder.path()), cases.size());
    if (embedding == FontEmbedding::tiered) where_the_time_goes(*bench, cases);
  }
  const test::TemporaryDirectory folder;
  Run plain;
  const int few = std::min(letters, 200);
  const double before = cpu_seconds();
  for (int i = 0; i < few; ++i) {
    const std::string bytes = test::plain_libharu_letter(i);
    write_plainly(fmt::format("{}/{:06}.pdf", folder.path(), i), bytes);
    plain.bytes += bytes.size();
  }
  plain.cpu = cpu_seconds() - before;
  plain.pages = static_cast<std::size_t>(few) * 2;
  print_run("plain libharu, lines already broken, untagged", plain, static_cast<std::size_t>(few));
  cold_proof();
  fmt::print("peak memory {} KiB\n", peak_kib());
  return 0;
}

}  // namespace
}  // namespace engross

int main(int argc, char** argv) { return engross::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 2000); }
