// What the group protocol costs a letter of 42 KB with a record of 14 KB: CPU and time of the publisher alone, with
// one syncfs for a group against an fsync of each file, in groups of three sizes, in memory and on a disk.
//
//   bench_ledger [FOLDER ON A DISK]
//
// In groups of 256 and the way that a run chooses, it must stay below a limit of CPU in both places.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "base/sha256.hpp"
#include "ledger/publisher.hpp"
#include "ledger/run.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

constexpr std::size_t letters_of_a_run = 4096;
constexpr std::size_t letter_bytes = 42'000;
constexpr std::size_t record_bytes = 14'000;
constexpr double most_cpu = 60e-6;  // seconds a letter

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_THREAD, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Cost {
  double cpu = 0, wall = 0;  // seconds a letter
};

LetterGroup staged_group(const RunFolder& folder, std::size_t first, std::size_t size, const std::string& sha256,
                         const std::string& pdf, const std::string& record) {
  LetterGroup group;
  for (std::size_t row = first; row < first + size; ++row) {
    PreparedLetter letter{.key = fmt::format("2016-{:07}", row),
                          .row = row,
                          .case_sha256 = sha256,
                          .staged = fmt::format("{}.pdf", row),
                          .file = fmt::format("{}/2016-{:07}.pdf", RunFolder::letters_folder(row), row),
                          .sha256 = sha256,
                          .bytes = pdf.size(),
                          .pages = 2,
                          .record_line = record};
    write_file((folder.staging() / letter.staged).string(), pdf);
    group.letters.push_back(std::move(letter));
  }
  return group;
}

std::optional<Cost> cost_of(const std::string& parent, Syncing syncing, std::size_t size) {
  const TemporaryDirectory directory(parent);
  const RunFolder folder(directory / "night");
  auto run = begin_run(folder, RunIdentity());
  if (!run) return fmt::print("{}", print(run.error())), std::nullopt;
  auto publisher = Publisher::open(run->ledger, syncing);
  const std::string pdf(letter_bytes, 'p');
  const std::string record(record_bytes, 'r');
  const std::string sha256 = sha256_hex(pdf);
  Cost cost;
  const auto timed = [&](auto&& work) {
    const double cpu = cpu_seconds();
    const double wall = wall_seconds();
    const Result<void> done = work();
    cost.cpu += cpu_seconds() - cpu;
    cost.wall += wall_seconds() - wall;
    if (!done) fmt::print("{}", print(done.error()));
    return done.has_value();
  };
  for (std::size_t row = 1; row <= letters_of_a_run; row += size) {
    const LetterGroup group = staged_group(folder, row, size, sha256, pdf, record);
    if (!timed([&] { return publisher->publish(group); })) return std::nullopt;
  }
  if (!timed([&] { return publisher->finish(letters_of_a_run); })) return std::nullopt;
  constexpr auto letters = static_cast<double>(letters_of_a_run);
  return Cost{.cpu = cost.cpu / letters, .wall = cost.wall / letters};
}

Syncing chosen_in(const std::string& parent) {
  const TemporaryDirectory directory(parent);
  const RunFolder folder(directory / "night");
  (void)begin_run(folder, RunIdentity());
  return best_syncing(folder);
}

bool measure(const std::string& parent) {
  bool good = true;
  const Syncing chosen = chosen_in(parent);
  for (const Syncing syncing : {Syncing::each_file, Syncing::file_system})
    for (const std::size_t size : {std::size_t{32}, std::size_t{256}, std::size_t{1024}}) {
      const auto cost = cost_of(parent, syncing, size);
      if (!cost) return false;
      const bool limited = size == 256 && syncing == chosen;
      const bool kept = !limited || cost->cpu <= most_cpu;
      fmt::print("{:<24} {:<16} {:>5}: {:6.1f} us CPU, {:8.1f} us wall a letter{}\n", parent,
                 syncing == Syncing::each_file ? "fsync of each" : "one syncfs", size, cost->cpu * 1e6,
                 cost->wall * 1e6, kept ? "" : fmt::format(", more than {:.0f} us CPU", most_cpu * 1e6));
      good = good && kept;
    }
  return good;
}

}  // namespace
}  // namespace engross::test

int main(int count, char** arguments) {
  const std::string disk = count > 1 ? arguments[1] : ENGROSS_BINARY_DIR;
  const bool in_memory = !std::filesystem::is_directory("/dev/shm") || engross::test::measure("/dev/shm");
  return engross::test::measure(disk) && in_memory ? 0 : 1;
}
