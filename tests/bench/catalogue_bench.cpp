// How long it takes from a department's lock to its frozen catalogue: 200 paragraphs in a library of their own. The
// lock is read and asked, the library is read and hashed, a child opens it and puts its files, every paragraph is
// parsed and linted, and the department is frozen. Beside it its parts, and the same department from its directory.
//
//   bench_catalogue [ROUNDS]           exit 1 when the limit is missed
//   bench_catalogue ROUNDS profile     only the whole way, for a profiler
//
// The quickest round is judged: it is the one that was disturbed least. CPU is this process and its children.
#include <chrono>
#include <functional>

#include "base/sha256.hpp"
#include "bench/letters.hpp"
#include "department/elf.hpp"
#include "department/open.hpp"

namespace engross::bench {
namespace {

constexpr double wall_limit = 10;  // milliseconds
constexpr std::size_t paragraphs_wanted = 200;
constexpr std::size_t most_bytes = std::size_t{256} << 20U;

const std::string library_path = ENGROSS_CATALOGUE_LIBRARY;
const std::string directory_path = ENGROSS_CATALOGUE_DIRECTORY;

double cpu_milliseconds() {
  double all = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime})
      all += static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) * 1e-3;
  }
  return all;
}

struct Measured {
  std::string name;
  std::function<void()> work;
  std::vector<double> wall{}, cpu{};

  void once() {
    const double cpu_before = cpu_milliseconds();
    const auto before = std::chrono::steady_clock::now();
    work();
    wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    cpu.push_back(cpu_milliseconds() - cpu_before);
  }
  double best() const { return *std::ranges::min_element(wall); }
  void print() const {
    std::vector<double> walls = wall, cpus = cpu;
    std::ranges::sort(walls);
    std::ranges::sort(cpus);
    fmt::print("{:<54} {:>7.2f} ms wall (median {:>6.2f}) {:>7.2f} ms CPU\n", name, walls.front(),
               walls[walls.size() / 2], cpus[cpus.size() / 2]);
  }
};

// The catalogue in a folder with its lock.
class Place {
 public:
  explicit Place(SystemWorld& world)
      : world_(world), shared_(must(SharedResources::read(world, std::string(ENGROSS_SOURCE_DIR) + "/templates"))) {
    std::filesystem::copy(library_path, library());
    Lock lock{.name = "departments.lock", .entries = {}};
    put(lock, {must(lock_entry_of(world, library()))}, false);
    if (!world_.write_file(lock_file(), write_lock(lock))) std::exit(1);
  }
  std::string library() const { return folder_ / "catalogue.so"; }
  std::string lock_file() const { return lock_beside(library()).string(); }
  const SharedResources& shared() const { return shared_; }

  std::shared_ptr<const Lock> lock() const {
    return std::make_shared<const Lock>(must(Lock::from(must(read_lock_file(world_, lock_file())))));
  }
  LibraryOptions options() const { return {.child_program = ENGROSS_DEPARTMENT_CHILD, .lock = lock()}; }
  OpenedDepartment open() const { return must(open_department(world_, library(), shared_, {.library = options()})); }
  OpenedDepartment open_directory() const {
    return must(open_department(world_, directory_path, shared_, {.library = {}}));
  }

 private:
  SystemWorld& world_;
  SharedResources shared_;
  const test::TemporaryDirectory folder_{memory()};
};

void must_have_all(const Department& department) {
  if (department.paragraphs.size() == paragraphs_wanted) return;
  fmt::print(stderr, "the catalogue has {} paragraphs instead of {}\n", department.paragraphs.size(),
             paragraphs_wanted);
  std::exit(1);
}

std::vector<Measured> parts_of(SystemWorld& world, const Place& place) {
  const std::string bytes = must(world.read_file(place.library(), most_bytes));
  const Resources resources = must(read_library(world, place.library(), place.options())).resources;
  return {{"  the lock: read and parsed", [&place] { place.lock(); }},
          {"  the library: read", [&] { must(world.read_file(place.library(), most_bytes)); }},
          {"  its hash", [bytes] { sha256_hex(bytes); }},
          {"  its manifest", [bytes] { must(read_manifest(bytes, "catalogue")); }},
          {"  read, hashed, and put by a child, to its last byte",
           [&] { must(read_library(world, place.library(), place.options())); }},
          {"  parsed, linted and frozen", [&place, resources] { must(Department::from(resources, place.shared())); }},
          {"  of that, the hash of its files", [resources] { resources.sha256(); }}};
}

bool run(int rounds_wanted) {
  SystemWorld world;
  const Place place(world);
  must_have_all(*place.open().department);
  must_have_all(*place.open_directory().department);
  std::vector<Measured> all{{"from the lock to the frozen catalogue, 200 paragraphs", [&place] { place.open(); }},
                            {"the same from the directory, without a lock", [&place] { place.open_directory(); }}};
  for (Measured& part : parts_of(world, place)) all.push_back(std::move(part));
  for (int round = 0; round < rounds_wanted; ++round)
    for (Measured& each : all) each.once();
  for (const Measured& each : all) each.print();
  fmt::print("library {} bytes, {} files\n", must(world.read_file(place.library(), most_bytes)).size(),
             place.open().department->resources.files.size());
  return within("milliseconds from the lock to the catalogue", all.front().best(), wall_limit);
}

void profile(int rounds_wanted) {
  SystemWorld world;
  const Place place(world);
  for (int round = 0; round < rounds_wanted; ++round) place.open();
}

}  // namespace
}  // namespace engross::bench

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 51;
  if (argc > 2) {
    engross::bench::profile(rounds);
    return 0;
  }
  return engross::bench::run(rounds) ? 0 : 1;
}
