// What a child costs: for a department of files alone (start, open, stream, end), for one with code (start; a warm
// question to derive and to select), with the sandbox and without, beside fork, exec and wait of /bin/true in the same
// run. The limits are ratios to that peer, because every machine starts programs at its own pace.
//
//   bench_child [ROUNDS]
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>

#include "department/library.hpp"

extern char** environ;

namespace engross::test {
namespace {

const SystemWorld world;

double cpu_seconds(int whose) {
  rusage usage{};
  ::getrusage(whose, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// This process and the children that it has waited for.
double cpu_seconds() {
  return cpu_seconds(RUSAGE_SELF) + cpu_seconds(RUSAGE_CHILDREN);
}

struct Cost {
  double wall_us = 0;  // the median
  double cpu_us = 0;   // the mean
};

struct Work {
  std::string name;
  std::function<void()> once;
  Cost cost{};
};

// In turns, so that a machine that slows down slows all of them.
void measure(std::vector<Work>& works, int rounds) {
  std::vector<std::vector<double>> walls(works.size());
  std::vector<double> cpu(works.size());
  for (Work& work : works) work.once();
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < works.size(); ++i) {
      const double before = cpu_seconds();
      const auto begin = std::chrono::steady_clock::now();
      works[i].once();
      walls[i].push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
      cpu[i] += cpu_seconds() - before;
    }
  }
  for (std::size_t i = 0; i < works.size(); ++i) {
    std::ranges::nth_element(walls[i], walls[i].begin() + rounds / 2);
    works[i].cost = {walls[i][static_cast<std::size_t>(rounds) / 2], cpu[i] / rounds * 1e6};
  }
}

[[noreturn]] void give_up(const Diagnostics& why) {
  fmt::print(stderr, "{}", print(why));
  std::exit(1);
}

void start_true() {
  std::string name = "/bin/true";
  char* arguments[] = {name.data(), nullptr};
  pid_t pid = 0;
  if (::posix_spawn(&pid, name.c_str(), nullptr, nullptr, arguments, environ) != 0) std::exit(1);
  ::waitpid(pid, nullptr, 0);
}

Library read(const std::string& library, const std::string& child) {
  auto read = read_library(world, library, {.child_program = child, .deadline_ms = 20'000, .answer_ms = 20'000});
  if (!read) give_up(read.error());
  return std::move(*read);
}

// A question as long as a case is.
std::string question() {
  return R"({"correspondent": {"surname": "Watling"}, "facts": {"words": ")" + std::string(2000, 'x') + R"("}})";
}

// A thousand questions to one child; its own time counts when it has ended.
Cost of_a_question(Call call, const std::string& child) {
  constexpr int questions = 1000;
  const double before = cpu_seconds();
  Library library = read(ENGROSS_BENCH_CODE, child);
  const std::string asked = question();
  std::vector<double> walls;
  for (int i = 0; i < questions; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    if (auto answer = library.code->ask(call, asked); !answer) give_up(answer.error());
    walls.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
  }
  library.code.reset();
  std::ranges::nth_element(walls, walls.begin() + questions / 2);
  return {walls[questions / 2], (cpu_seconds() - before) / questions * 1e6};
}

class Table {
 public:
  explicit Table(const Cost& peer) : peer_(peer) {}

  void show(const std::string& name, const Cost& cost, double limit = 0) {
    const double ratio = cost.wall_us / peer_.wall_us;
    const bool missed = limit > 0 && ratio > limit;
    fmt::print("{:<46} {:>8.0f} us wall {:>8.0f} us CPU  {:>5.2f} of the peer", name, cost.wall_us, cost.cpu_us, ratio);
    if (limit > 0) fmt::print(", limit {:.2f}{}", limit, missed ? "  MISSED" : "");
    fmt::print("\n");
    missed_ = missed_ || missed;
  }
  bool missed() const { return missed_; }

 private:
  Cost peer_;
  bool missed_ = false;
};

int run_all(int rounds) {
  const std::string guarded = ENGROSS_DEPARTMENT_CHILD, unguarded = ENGROSS_BENCH_UNGUARDED;
  std::vector<Work> works;
  works.push_back({"fork, exec and wait of /bin/true", start_true});
  works.push_back({"files alone: start to end", [&] { read(ENGROSS_BENCH_CONTENT, guarded); }});
  works.push_back({"files alone, no sandbox", [&] { read(ENGROSS_BENCH_CONTENT, unguarded); }});
  works.push_back({"with code: start to end", [&] { read(ENGROSS_BENCH_CODE, guarded); }});
  works.push_back({"with code, no sandbox", [&] { read(ENGROSS_BENCH_CODE, unguarded); }});
  measure(works, rounds);
  constexpr double no_limit = 0, content_limit = 4.5, code_limit = 4.5, question_limit = 0.08, sandbox_limit = 0.4;
  Table table(works[0].cost);
  table.show(works[0].name, works[0].cost);
  table.show(works[1].name, works[1].cost, content_limit);
  table.show(works[2].name, works[2].cost, no_limit);
  table.show(works[3].name, works[3].cost, code_limit);
  table.show(works[4].name, works[4].cost, no_limit);
  for (const Call call : {Call::derive, Call::select}) {
    table.show(fmt::format("a question to {}", name_of(call)), of_a_question(call, guarded), question_limit);
    table.show(fmt::format("a question to {}, no sandbox", name_of(call)), of_a_question(call, unguarded), no_limit);
  }
  table.show("the sandbox, by difference",
             {works[1].cost.wall_us - works[2].cost.wall_us, works[1].cost.cpu_us - works[2].cost.cpu_us},
             sandbox_limit);
  return table.missed() ? 1 : 0;
}

}  // namespace
}  // namespace engross::test

int main(int argc, char** argv) {
  return engross::test::run_all(argc > 1 ? std::max(10, std::atoi(argv[1])) : 300);
}
