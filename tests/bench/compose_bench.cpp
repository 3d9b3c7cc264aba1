// What it costs to compose the sample case with a warm cache, and to write its draft and read it back; in microseconds
// of CPU a call, the best of several rounds.
//
//   bench_compose [CALLS]
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>

#include "base/sha256.hpp"
#include "base/world.hpp"
#include "compose/draft.hpp"

namespace engross {
namespace {

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}", print(result.error()));
  std::exit(1);
}

double cpu_microseconds() {
  timespec spent{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e6 + static_cast<double>(spent.tv_nsec) * 1e-3;
}

template <class Work>
void measure(std::string_view name, int calls, Work&& work) {
  double best = 1e300;
  for (int round = 0; round < 7; ++round) {
    const double before = cpu_microseconds();
    for (int i = 0; i < calls; ++i) work();
    best = std::min(best, (cpu_microseconds() - before) / calls);
  }
  fmt::print("{:<40} {:>8.1f} us\n", name, best);
}

int run(int calls) {
  const SystemWorld world;
  const std::string root = ENGROSS_SOURCE_DIR;
  const std::string text = must(world.read_file(root + "/samples/dfe/2016-0046030.json", 1U << 20U));
  const SharedResources shared = must(SharedResources::read(world, root + "/templates"));
  const auto department = must(Department::from(must(read_directory(world, root + "/plugins/dfe")), shared));
  const Case case_ = must(Case::from(make_source("case.json", text)));
  const ComposeInput input{.case_ = &case_,
                           .department = department.get(),
                           .date = *case_.date,
                           .today = *case_.date,
                           .language = {},
                           .derived = {}};
  ComposeCache cache;
  const Composed composed = must(compose(input, cache));
  const DraftHead head{.case_path = "case.json",
                       .case_sha256 = sha256_hex(text),
                       .department = department->id,
                       .department_sha256 = department->bundle_sha256,
                       .version = department->version,
                       .template_name = case_.template_name,
                       .language = composed.letter.language,
                       .date = case_.date->iso()};
  const SourceRef draft = make_source("reply.md", write_draft(composed, head));

  measure("choose, warm cache", calls, [&] { must(choose(input, cache)); });
  measure("compose, warm cache", calls, [&] { must(compose(input, cache)); });
  measure("compose, cold cache", std::max(1, calls / 10), [&] {
    ComposeCache cold;
    must(compose(input, cold));
  });
  measure("write_draft", std::max(1, calls / 10), [&] { write_draft(composed, head); });
  measure("read_draft, not edited", std::max(1, calls / 10), [&] { must(read_draft(draft, composed, *department)); });
  return 0;
}

}  // namespace
}  // namespace engross

int main(int argc, char** argv) {
  return engross::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 5000);
}
