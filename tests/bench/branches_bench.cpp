// What all-branches costs in a department of 200 paragraphs, each with four facts of its own, beside one of 20: the
// cost may grow with the cases that are tried, not with the square of the library.
//
//   bench_branches
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "conformance/conformance_case.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

constexpr std::size_t few = 20;
constexpr std::size_t many = 200;
// Ten times the paragraphs are some six times the cases, for the letters have their bound; each case selects from ten
// times as many.
constexpr double most_times = 40;

const SystemWorld world;

void write_paragraphs(const std::string& directory, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    std::string optional, body = fmt::format("Matter {} is settled.", i);
    for (const char letter : {'a', 'b', 'c', 'd'}) {
      const std::string fact = fmt::format("facts.matter{}{}", i, letter);
      optional += (optional.empty() ? "" : ", ") + fact;
      body += fmt::format(" {{{{#{0}}}}}It has {{{{{0}}}}} of them.{{{{/{0}}}}}", fact);
    }
    write_file(fmt::format("{}/paragraphs/matter{}.md", directory, i),
               fmt::format("---\ntitle: Matter {0}\npart: body\ntopics: [matter{0}]\nowner: Works\nrevision: 1\n"
                           "optional: [{1}]\n---\n{2}\n",
                           i, optional, body));
  }
}

// Seconds that the case takes.
double cost_of(std::size_t count, const SharedResources& shared) {
  const TemporaryDirectory folder;
  const std::string directory = folder / "harbour";
  std::filesystem::copy(std::string(ENGROSS_SOURCE_DIR) + "/tests/conformance/clean", directory,
                        std::filesystem::copy_options::recursive);
  write_paragraphs(directory, count);
  CheckOptions options{.path = directory,
                       .source = directory,
                       .child_program = {},
                       .probe_program = {},
                       .fonts = fonts_in(world, {"/usr/share/fonts/truetype"}),
                       .dictionaries = dictionaries_in(world, {"/usr/share/hyphen"}),
                       .today = *Date::parse("2016-11-30"),
                       .branches = {}};
  CheckedDepartment subject(world, shared, std::move(options));
  const auto begin = std::chrono::steady_clock::now();
  const CaseResult result = run_case(*case_named("all-branches"), subject);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{:>4} paragraphs: {:.2f} s, {}\n", count, seconds, result.said.empty() ? "nothing" : result.said.front());
  return seconds;
}

int run_bench() {
  const auto shared = SharedResources::read(world, std::string(ENGROSS_SOURCE_DIR) + "/templates");
  if (!shared) return fmt::print("{}", print(shared.error())), 1;
  const double times = cost_of(many, *shared) / std::max(cost_of(few, *shared), 1e-3);
  fmt::print("{:.1f} times the cost, at most {}\n", times, most_times);
  return times <= most_times ? 0 : 1;
}

}  // namespace
}  // namespace engross::test

int main() {
  return engross::test::run_bench();
}
