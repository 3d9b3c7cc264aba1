// What a run of the batch command costs from end to end: an export in CSV becomes letters, ledger and records; few
// letters and many, unsigned and signed.
//
//   bench_batch [LETTERS [SIGNED LETTERS [FOLDER]]]    exit 1 when a floor is missed
//
// CPU time is that of the supervisor and all its workers. The folder is one in memory unless another is named: what a
// disk takes differs three times from one minute to the next on a shared machine. Memory is the most that any process
// of a kind had resident.
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <thread>

#include "bench/letters.hpp"
#include "support/children.hpp"
#include "support/served_pki.hpp"

namespace engross::bench {
namespace {

constexpr double rate_floor = 2500, rsa_floor = 1000, p256_floor = 2000;  // letters a CPU-second
constexpr double steady = 1.05;                                           // the cost of many, of that of few
constexpr double memory_limit = 64 * 1024;                                // KiB of a worker
constexpr std::size_t few = 1000;
constexpr std::size_t usual_bytes = 64 << 10U;  // of a letter and all that is kept of it, at most

constexpr const char* mapping = R"(fields:
  reference: Case Ref
  department: {constant: dfe}
  template: {constant: reply}
  date: {column: Letter date, date: DD/MM/YYYY}
  languages: {constant: en-GB}
  incoming.dated: {column: Dated, date: DD/MM/YYYY}
  incoming.received: {column: Received, date: DD/MM/YYYY}
  incoming.channel: {constant: letter}
  correspondent.title: Title
  correspondent.surname: Surname
  correspondent.role: {constant: councillor}
  correspondent.organisation: Organisation
  correspondent.address: {columns: [Address 1, Address 2, Address 3, Town]}
  correspondent.postcode: Postcode
  on_behalf_of: {constant: the Secretary of State}
  subject: About
  topics: {column: Keywords, split: ";"}
  signatory: {constant: denise-clavery}
  facts.authority: Authority
)";

// The reference letter, to other people in other places, about letters of other days.
std::string row(int i) {
  constexpr std::array<const char*, 8> surnames{"Watling", "Okafor",  "Pritchard", "Llŷr",
                                                "Singh",   "O’Brien", "Małecka",   "Fry"};
  constexpr std::array<const char*, 5> towns{"Telford", "Wrexham", "Bexhill-on-Sea", "Ely", "Newcastle upon Tyne"};
  const auto pick = [i](const auto& names, int by) { return names[static_cast<std::size_t>(i / by) % names.size()]; };
  return fmt::format(
      "2016-{:07},26/10/2016,{:02}/09/2016,03/10/2016,Councillor,{}-{},{} & Wrekin Council,Cabinet Members Office,"
      "Addenbrooke House,Ironmasters Way,{},TF{} {}NT,\"the finding of an in-depth review on child sexual "
      "exploitation\",child-sexual-exploitation; pshe,{} and Wrekin\r\n",
      46030 + i, 1 + i % 30, pick(surnames, 1), i, pick(towns, 3), pick(towns, 3), 1 + i % 9, i / 9 % 10,
      pick(towns, 3));
}

void write_export(const std::string& path, std::size_t letters) {
  std::ofstream file(path);
  file << "Case Ref,Letter date,Dated,Received,Title,Surname,Organisation,Address 1,Address 2,Address 3,Town,Postcode,"
          "About,Keywords,Authority\r\n";
  for (std::size_t i = 0; i < letters; ++i) file << row(static_cast<int>(i));
}

struct Cost {
  double cpu = 0, wall = 0;  // seconds
  std::size_t letters = 0;
  std::uintmax_t bytes = 0;  // of the whole folder
  long supervisor_kib = 0, worker_kib = 0;
  Cost& operator+=(const Cost& other) {
    cpu += other.cpu;
    wall += other.wall;
    letters += other.letters;
    bytes += other.bytes;
    supervisor_kib = std::max(supervisor_kib, other.supervisor_kib);
    worker_kib = std::max(worker_kib, other.worker_kib);
    return *this;
  }
  double rate() const { return static_cast<double>(letters) / cpu; }
};

long resident_kib(pid_t process) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string word; status >> word;)
    if (long kib = 0; word == "VmHWM:" && status >> kib) return kib;
  return 0;
}

void look_at_memory(pid_t supervisor, Cost& cost) {
  cost.supervisor_kib = std::max(cost.supervisor_kib, resident_kib(supervisor));
  for (const pid_t nursery : test::children_of(supervisor))
    for (const pid_t worker : test::children_of(nursery))
      cost.worker_kib = std::max(cost.worker_kib, resident_kib(worker));
}

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

Cost cost_of(const std::vector<std::string>& command) {
  Cost cost;
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const auto before = std::chrono::steady_clock::now();
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::execv(words[0], words.data());
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  while (::wait4(pid, &status, WNOHANG, &usage) == 0) {
    look_at_memory(pid, cost);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  cost.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
  cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  if (status == 0) return cost;
  fmt::print(stderr, "the batch command ended with {}\n", status);
  std::exit(1);
}

std::uintmax_t bytes_below(const std::string& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

// A virtual machine gets memory from its host when it is first written to, and gives back what is free: that is five
// times as slow as to write to it, and no part of what is measured. So as much as a run will write is written before.
void warm_up(const std::string& parent, std::size_t letters) {
  const std::string path = parent + "/warm";
  std::ofstream file(path, std::ios::binary);
  const std::string letter(usual_bytes, 'x');
  for (std::size_t i = 0; i < letters; ++i) file << letter;
  file.close();
  std::filesystem::remove(path);
}

class BatchBench {
 public:
  explicit BatchBench(const std::string& parent) : folder_(parent) { test::write_file(folder_ / "map.yaml", mapping); }

  Cost run(std::size_t letters, const std::vector<std::string>& signing, const std::string& jobs) {
    const std::string cases = folder_ / "cases.csv", out = folder_ / "run";
    write_export(cases, letters);
    warm_up(folder_ / ".", letters);
    std::vector<std::string> command{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                     "batch",
                                     cases,
                                     "--map",
                                     folder_ / "map.yaml",
                                     "--out",
                                     out,
                                     "--store",
                                     folder_ / "store",
                                     "--jobs",
                                     jobs,
                                     "--quiet",
                                     "--department",
                                     std::string(ENGROSS_SOURCE_DIR) + "/plugins/dfe"};
    command.insert(command.end(), signing.begin(), signing.end());
    Cost cost = cost_of(command);
    cost.letters = letters;
    cost.bytes = bytes_below(out);
    std::filesystem::remove_all(out);
    std::filesystem::remove_all(folder_ / "store");
    return cost;
  }

 private:
  test::TemporaryDirectory folder_;
};

void print_cost(const std::string& name, const Cost& cost) {
  fmt::print(
      "{:<34} {:>7} letters {:>6.0f} letters/CPU-s {:>8.2f} s wall {:>6.0f}/s {:>6} bytes a letter, KiB: supervisor "
      "{}, "
      "worker {}\n",
      name, cost.letters, cost.rate(), cost.wall, static_cast<double>(cost.letters) / cost.wall,
      cost.bytes / cost.letters, cost.supervisor_kib, cost.worker_kib);
  std::fflush(stdout);
}

// Several runs of few letters, as one cost.
Cost cost_of_few(BatchBench& bench, const std::vector<std::string>& signing) {
  Cost sum;
  for (int i = 0; i < 5; ++i) sum += bench.run(few, signing, "2");
  return sum;
}

// The best of several. A machine that is shared is a third faster in one minute than in the next, so few letters are
// measured in several runs before and after many, and each try is compared with itself.
bool compare(BatchBench& bench, const std::string& name, std::size_t many, const std::vector<std::string>& signing,
             double floor, int tries) {
  Cost best;
  double evenness = 2;
  for (int i = 0; i < tries; ++i) {
    Cost small = cost_of_few(bench, signing);
    const Cost large = bench.run(many, signing, "2");
    small += cost_of_few(bench, signing);
    print_cost(fmt::format("{}, {} letters a run", name, few), small);
    print_cost(name, large);
    evenness = std::min(evenness, small.rate() / large.rate());
    if (best.letters == 0 || large.rate() > best.rate()) best = large;
  }
  const bool fast = within(name + ", microseconds a letter", 1e6 / best.rate(), 1e6 / floor);
  const bool flat = within(name + ", worker KiB", static_cast<double>(best.worker_kib), memory_limit);
  const bool even = within(name + ", many of few, thousandths", evenness * 1000, steady * 1000);
  return fast && flat && even;
}

std::vector<std::string> signed_by(const std::string& key) {
  return {"--sign-as",           "denise-clavery",    "--key",
          test::sample_pki(key), "--passphrase-file", test::sample_pki("passphrase")};
}

}  // namespace
}  // namespace engross::bench

int main(int argc, char** argv) {
  using namespace engross::bench;
  const std::size_t letters = argc > 1 ? std::stoul(argv[1]) : 20'000;
  const std::size_t signed_letters = argc > 2 ? std::stoul(argv[2]) : 5'000;
  BatchBench bench(argc > 3 ? argv[3] : memory());
  const int tries = letters > 20'000 ? 1 : 3;
  const bool results[] = {
      compare(bench, "unsigned", letters, {"--unsigned"}, rate_floor, tries),
      compare(bench, "RSA 2048", signed_letters, signed_by("signer-rsa-2048.p12"), rsa_floor, tries),
      compare(bench, "P-256", signed_letters, signed_by("signer-p256.p12"), p256_floor, tries)};
  return std::ranges::all_of(results, std::identity()) ? 0 : 1;
}
