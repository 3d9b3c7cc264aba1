// How many letters a CPU-second makes, the sample case with varied fields, in one process; where the time goes; beside
// it, in the same run, a libharu program with its line breaks already made; and how long a cold proof takes.
//
//   bench_letters [LETTERS]          exit 1 when a floor is missed
//   bench_letters LETTERS profile    only case to files, for a profiler
//
// Files are judged in memory, and shown on the disk too.
#include <chrono>
#include <functional>

#include "assemble/issue.hpp"
#include "base/sha256.hpp"
#include "bench/letters.hpp"
#include "bench/plain_libharu.hpp"
#include "data/json_writer.hpp"
#include "ledger/record_line.hpp"

namespace engross::bench {
namespace {

constexpr double rate_floor = 2500;     // letters a CPU-second, files and records written
constexpr double cold_limit = 40;       // milliseconds, a cold proof
constexpr double exact_limit = 30'000;  // bytes a letter
constexpr double tiered_limit = 55'000;

struct Stage {
  std::string name;
  double seconds = 0;
};

void case_to_bytes(Run& run, Workbench& bench, const std::vector<std::string>& cases) {
  time_round(run, cases.size(),
             [&](std::size_t i) { count(run, must(finish(bench, prepared(bench, cases[i]), Purpose::letter))); });
}

IssueOrder at_nine() {
  IssueOrder order;
  order.at = *Timestamp::parse("2016-10-26T09:00:00Z");
  return order;
}

std::string record_line(const Workbench& bench, const Reply& reply, const Finished& finished) {
  JsonWriter writer(false);
  write_json(writer, record_of(bench, reply, at_nine(), finished));
  return writer.take() + "\n";
}

// The same with the letters and their records written to files.
void case_to_files(Run& run, Workbench& bench, const std::vector<std::string>& cases, const std::string& parent) {
  BatchFolder folder(parent);
  time_round(run, cases.size(), [&](std::size_t i) {
    const Reply reply = prepared(bench, cases[i]);
    const Finished finished = must(finish(bench, reply, Purpose::letter));
    folder.add(i, finished.pdf, record_line(bench, reply, finished));
    count(run, finished);
  });
}

// What this machine takes to write such files when nothing has to be made.
void files_alone(Run& run, Workbench& bench, const std::vector<std::string>& cases) {
  const Reply reply = prepared(bench, cases.front());
  const Finished finished = must(finish(bench, reply, Purpose::letter));
  const std::string record = record_line(bench, reply, finished);
  BatchFolder folder(memory());
  time_round(run, cases.size(), [&](std::size_t i) {
    folder.add(i, finished.pdf, record);
    count(run, finished);
  });
}

void plain_libharu(Run& run, std::size_t letters) {
  time_round(run, letters, [&](std::size_t i) {
    run.bytes += test::plain_libharu_letter(static_cast<int>(i)).size();
    run.pages += 2;
  });
}

// Each stage alone, on the same letters, caches warm.
void where_the_time_goes(Workbench& bench, const std::vector<std::string>& cases) {
  std::vector<Stage> stages{
      {"read the case"},     {"select, merge, compose"}, {"check"}, {"lay out"}, {"draw"}, {"hash of the file, record"},
      {"hash of the words"}, {"line of the record"}};
  const auto timed = [](Stage& stage, auto&& work) {
    const double before = cpu_seconds();
    auto result = work();
    stage.seconds += cpu_seconds() - before;
    return result;
  };
  const Department& department = *bench.department;
  for (const std::string& text : cases) {
    Case case_ = timed(stages[0], [&] { return must(Case::from(make_source("case.json", text))); });
    const ComposeInput input{.case_ = &case_,
                             .department = &department,
                             .date = *case_.date,
                             .today = calendar().today,
                             .language = {},
                             .derived = {}};
    const Composed composed = timed(stages[1], [&] { return must(compose(input, bench.compose_cache)); });
    timed(stages[2], [&] { return bench.checker.check(composed.letter, case_); });
    const LayoutInput layout{.letter = &composed.letter,
                             .style = &department.style,
                             .fonts = &bench.equipment.fonts,
                             .logo = bench.equipment.logo,
                             .fields = {},
                             .proof_mark = {}};
    const Pages pages = timed(stages[3], [&] { return must(lay_out(layout, bench.layout_cache)); });
    const DocumentInfo info{.title = "t",
                            .author = "a",
                            .subject = "s",
                            .language = "en-GB",
                            .date = *Timestamp::parse("2016-10-26T00:00:00Z"),
                            .producer = "engross"};
    Finished finished;
    finished.pdf = timed(stages[4], [&] {
      return must(draw(pages, info, {.embedding = department.style.embedding}, bench.draw_cache));
    });
    Reply reply{.case_ = std::move(case_),
                .draft = {},
                .composed = composed,
                .decided = {},
                .drafted = {},
                .changes = {},
                .date = input.date,
                .today = input.today,
                .findings = {}};
    Record record = timed(stages[5], [&] { return record_of(bench, reply, at_nine(), finished); });
    const std::string words = timed(stages[6], [&] { return sha256_hex(dump(composed.letter)); });
    record.files = {{"case", "case.json", words}, {"letter", record.reference, words}};
    timed(stages[7], [&] {
      return must(write_record_line(record.reference, 1, "letters/0000/x.pdf", record, {{words, text}}));
    });
  }
  for (const Stage& stage : stages)
    fmt::print("  {:<42} {:>30.0f} us\n", stage.name, stage.seconds / static_cast<double>(cases.size()) * 1e6);
}

double cold_proof() {
  const std::string sample = std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json";
  const test::TemporaryDirectory folder;
  std::vector<double> wall;
  for (int i = 0; i < 21; ++i) {
    const auto before = std::chrono::steady_clock::now();
    const test::Outcome outcome = test::run({std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "render", sample, "-o",
                                             folder / "proof.pdf", "--today", "2016-10-26", "--quiet"});
    wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    if (outcome.exit_code == 0) continue;
    fmt::print(stderr, "{}", outcome.err);
    std::exit(1);
  }
  std::ranges::sort(wall);
  fmt::print("{:<46} {:>6.1f} ms wall, median of {} {:.1f}, limit {:.0f}\n", "one proof, cold process, plugin included",
             wall.front(), wall.size(), wall[wall.size() / 2], cold_limit);
  return wall.front();
}

void profile(int letters) {
  const SystemWorld world;
  const std::vector<std::string> cases = varied_cases(world, letters);
  const auto bench = workbench(world, FontEmbedding::tiered);
  Run files{"engross, letters and records as files, tiered"};
  for (const std::string& text : cases) must(finish(*bench, prepared(*bench, text), Purpose::letter));  // caches warm
  for (int round = 0; round < rounds; ++round) case_to_files(files, *bench, cases, memory());
  print_run(files);
}

bool run(int letters) {
  const SystemWorld world;
  const std::vector<std::string> cases = varied_cases(world, letters);
  const auto tiered = workbench(world, FontEmbedding::tiered), exact = workbench(world, FontEmbedding::exact);
  Run bytes{"engross, case to PDF bytes, tiered fonts"}, exact_bytes{"engross, case to PDF bytes, exact fonts"};
  Run files{"engross, letters and records as files, tiered"}, alone{"such files written, nothing made"};
  Run disk{"the same, on the disk"};
  Run plain{"plain libharu, lines already broken, untagged"};
  for (Workbench* bench : {tiered.get(), exact.get()}) {
    Run warm_up{""};
    case_to_bytes(warm_up, *bench, {cases.begin(), cases.begin() + std::min<std::ptrdiff_t>(letters, 20)});
  }
  for (int round = 0; round < rounds; ++round) {
    case_to_bytes(bytes, *tiered, cases);
    case_to_files(files, *tiered, cases, memory());
    case_to_files(disk, *tiered, cases, std::filesystem::temp_directory_path().string());
    files_alone(alone, *tiered, cases);
    case_to_bytes(exact_bytes, *exact, cases);
    plain_libharu(plain, cases.size() / 10 + 1);
  }
  for (const Run& each : {bytes, files, disk, alone, exact_bytes, plain}) print_run(each);
  fmt::print("{:.1f} times plain libharu; of the time, tiered:\n", plain.best() / bytes.best());
  where_the_time_goes(*tiered, cases);
  const double cold = cold_proof();
  fmt::print("peak memory {} KiB\n", peak_kib());
  const bool results[] = {within("microseconds a letter", files.best() * 1e6, 1e6 / rate_floor),
                          within("milliseconds, a cold proof", cold, cold_limit),
                          within("bytes a letter, tiered fonts", bytes.bytes_a_letter(), tiered_limit),
                          within("bytes a letter, exact fonts", exact_bytes.bytes_a_letter(), exact_limit)};
  return std::ranges::all_of(results, std::identity());
}

}  // namespace
}  // namespace engross::bench

int main(int argc, char** argv) {
  const int letters = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1000;
  if (argc > 2) {
    engross::bench::profile(letters);
    return 0;
  }
  return engross::bench::run(letters) ? 0 : 1;
}
