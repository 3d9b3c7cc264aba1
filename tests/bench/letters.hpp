// What benchmarks of letters share: cases to reply to, a desk to do it at, rounds that are timed, files that are
// written.
//
// Work is done in rounds, the contenders in turn, so that a noisy neighbour meets them all. The best round is judged:
// it is the one that was disturbed least.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "assemble/reply.hpp"
#include "support/process.hpp"
#include "support/varied.hpp"

namespace engross::bench {

using test::replaced;
using test::varied;

constexpr int rounds = 5;

inline double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline long peak_kib() {
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

inline std::unique_ptr<Workbench> workbench(const SystemWorld& world, FontEmbedding embedding) {
  const std::string root = ENGROSS_SOURCE_DIR;
  const SharedResources shared = must(SharedResources::read(world, root + "/templates"));
  auto department =
      std::make_shared<Department>(*must(Department::from(must(read_directory(world, root + "/plugins/dfe")), shared)));
  department->style.embedding = embedding;
  Equipment equipment = must(equip(*department, fonts_in(world, {"/usr/share/fonts/truetype"}),
                                   dictionaries_in(world, {"/usr/share/hyphen"})));
  return std::make_unique<Workbench>(std::move(department), std::move(equipment));
}

// What the rounds of one contender cost.
struct Run {
  std::string name;
  std::vector<double> costs = {};  // CPU-seconds a letter, one a round
  std::size_t letters = 0, bytes = 0, pages = 0;

  double bytes_a_letter() const { return static_cast<double>(bytes) / static_cast<double>(letters); }
  double best() const { return *std::ranges::min_element(costs); }
  double median() const {
    std::vector<double> sorted = costs;
    std::ranges::sort(sorted);
    return sorted[sorted.size() / 2];
  }
};

inline void print_run(const Run& run) {
  fmt::print("{:<46} {:>6.0f} letters/CPU-s {:>6.0f} us (median {:.0f}) {:>7.0f} bytes {:>5.2f} pages\n", run.name,
             1 / run.best(), run.best() * 1e6, run.median() * 1e6, run.bytes_a_letter(),
             static_cast<double>(run.pages) / static_cast<double>(run.letters));
}

inline const Calendar& calendar() {
  static const Calendar days{.today = *Date::parse("2016-10-26"), .letter_date = std::nullopt};
  return days;
}

template <class Letter>
inline void time_round(Run& run, std::size_t letters, Letter&& letter) {
  const double before = cpu_seconds();
  for (std::size_t i = 0; i < letters; ++i) letter(i);
  run.costs.push_back((cpu_seconds() - before) / static_cast<double>(letters));
  run.letters += letters;
}

inline void count(Run& run, const Finished& finished) {
  run.bytes += finished.pdf.size();
  run.pages += finished.pages;
}

inline Reply prepared(Workbench& bench, const std::string& text) {
  return must(prepare(bench, must(Case::from(make_source("case.json", text))), calendar()));
}

// Files in memory cost what writing them costs, and nothing of the disk, which on a shared machine costs three times as
// much in one run as in the next.
inline std::string memory() {
  return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : std::filesystem::temp_directory_path().string();
}

// A batch's folder: each letter in a file of its own, the records as lines of one.
class BatchFolder {
 public:
  explicit BatchFolder(const std::string& parent) : folder_(parent), records_(opened(folder_ / "records.jsonl")) {}
  BatchFolder(const BatchFolder&) = delete;
  BatchFolder& operator=(const BatchFolder&) = delete;
  ~BatchFolder() { ::close(records_); }

  void add(std::size_t number, std::string_view pdf, std::string_view record) {
    const int letter = opened(folder_ / fmt::format("{:06}.pdf", number));
    put(letter, pdf);
    ::close(letter);
    put(records_, record);
  }

 private:
  static int opened(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) fail_on(path);
    return file;
  }
  static void put(int file, std::string_view bytes) {
    if (::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) fail_on("the batch's folder");
  }
  [[noreturn]] static void fail_on(const std::string& what) {
    fmt::print(stderr, "cannot write {}\n", what);
    std::exit(1);
  }

  const test::TemporaryDirectory folder_;
  const int records_;
};

inline std::vector<std::string> varied_cases(const SystemWorld& world, int letters) {
  const std::string sample =
      must(world.read_file(std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json", 1U << 20U));
  std::vector<std::string> cases;
  for (int i = 0; i < letters; ++i) cases.push_back(varied(sample, i));
  return cases;
}

inline bool within(std::string_view what, double measured, double limit) {
  if (measured <= limit) return true;
  fmt::print("FAILED: {}: {:.1f}, the limit is {:.1f}\n", what, measured, limit);
  return false;
}

}  // namespace engross::bench
