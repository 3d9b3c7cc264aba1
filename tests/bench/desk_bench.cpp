// How long an officer waits for `engross check`, from the start of the process to its end, department and fonts loaded
// each time: of the sample case and of its draft, for envelopes, and of words that somebody typed, for which a
// dictionary is loaded. Beside them what starting a program costs here at all. (Of search: search_bench.cpp.)
//
//   bench_desk [ROUNDS]           exit 1 when the limit is missed
//
// All take turns, so that a machine that slows down slows all of them. The median is judged.
#include <chrono>

#include "bench/letters.hpp"

namespace engross::bench {
namespace {

constexpr double wall_limit = 40;  // milliseconds

struct Asked {
  std::string name;
  std::vector<std::string> command;
  bool has_limit = false;
  std::vector<double> walls = {};  // ms
  double cpu = 0;                  // ms, of all rounds
};

double cpu_of_children() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto ms = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) * 1e-3;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

void ask(Asked& asked) {
  const double cpu = cpu_of_children();
  const auto before = std::chrono::steady_clock::now();
  const test::Outcome outcome = test::run(asked.command);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - before;
  if (outcome.exit_code > 1) {  // 1: something is found in it
    fmt::print(stderr, "{}: {}", asked.name, outcome.err);
    std::exit(1);
  }
  asked.walls.push_back(wall.count());
  asked.cpu += cpu_of_children() - cpu;
}

double quantile(std::vector<double> all, double part) {
  std::ranges::sort(all);
  return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
}

std::vector<std::string> engross(std::vector<std::string> words, const std::string& store) {
  words.insert(words.begin(), std::string(ENGROSS_BINARY_DIR) + "/bin/engross");
  words.insert(words.end(), {"--at", "2016-10-26T09:00:00Z", "--store", store});
  return words;
}

// The sample case with these paragraphs instead of those that the rules choose.
std::string typed_case(const test::TemporaryDirectory& folder, const std::string& name, const std::string& language,
                       const std::string& words) {
  const std::string text = replaced(test::read_file(std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/2016-0046030.json"),
                                    "\"en-GB\"", "\"" + language + "\"");
  const std::string path = folder / name;
  test::write_file(path,
                   replaced(text, "\"signatory\"", "\"paragraphs\": [{\"text\": \"" + words + "\"}], \"signatory\""));
  return path;
}

int run(int rounds_wanted) {
  const test::TemporaryDirectory folder(memory());
  const std::string samples = std::string(ENGROSS_SOURCE_DIR) + "/samples/dfe/", store = folder / "store";
  const std::string sample = samples + "2016-0046030.json", draft = folder / "reply.md";
  if (const test::Outcome drafted = test::run(engross({"draft", sample, "-o", draft}, store)); drafted.exit_code != 0) {
    fmt::print(stderr, "the sample case gives no draft: {}", drafted.err);
    return 1;
  }
  const std::string english =
      typed_case(folder, "english.json", "en-GB", "Thank you for your letter of 30 September 2016.");
  const std::string welsh = typed_case(folder, "welsh.json", "cy", "Diolch am eich llythyr o 30 Medi 2016.");
  std::vector<Asked> all{
      {"/bin/true", {"/bin/true"}},
      {"engross --version", engross({"--version"}, store)},
      {"check of the sample case", engross({"check", sample}, store), true},
      {"check of its draft", engross({"check", draft}, store), true},
      {"check for an envelope", engross({"check", sample, "--envelope", "uk-dl-bs4264"}, store)},
      {"check for three envelopes", engross({"check", sample, "--envelope", "uk-dl-bs4264,uk-c5,notify-2.4"}, store)},
      {"check of English words that were typed", engross({"check", english}, store)},
      {"check of Welsh words that were typed", engross({"check", welsh}, store)},
      {"check of the sample, all words spelt", engross({"check", sample, "--spelling", "all"}, store)},
  };
  for (Asked& asked : all) ask(asked);  // files are in memory from here on
  for (Asked& asked : all) asked.walls.clear(), asked.cpu = 0;
  for (int round = 0; round < rounds_wanted; ++round)
    for (Asked& asked : all) ask(asked);
  bool reached = true;
  fmt::print("{} rounds; milliseconds from start to end\n{:<42} {:>8} {:>8} {:>8} {:>8}\n", rounds_wanted, "", "least",
             "median", "9 of 10", "CPU");
  for (const Asked& asked : all)
    fmt::print("{:<42} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f}\n", asked.name, quantile(asked.walls, 0),
               quantile(asked.walls, 0.5), quantile(asked.walls, 0.9), asked.cpu / rounds_wanted);
  for (const Asked& asked : all)
    if (asked.has_limit)
      reached = within(asked.name + ", milliseconds", quantile(asked.walls, 0.5), wall_limit) && reached;
  return reached ? 0 : 1;
}

}  // namespace
}  // namespace engross::bench

int main(int argc, char** argv) {
  return engross::bench::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 51);
}
