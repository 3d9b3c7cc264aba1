// What it costs to read an export of 20 columns and make its cases, beside plain libcsv that parses the same bytes and
// does nothing with them; and the memory that takes, which must not depend on the export's size.
//
//   bench_exports [MEGABYTES]
#include <csv.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

#include "exports/export.hpp"
#include "exports/seen_before.hpp"

namespace engross {
namespace {

constexpr std::string_view yaml = R"(fields:
  reference: Case Reference
  department: {constant: dfe}
  template: Template
  date: {column: Letter Date, date: DD/MM/YYYY}
  incoming.dated: {column: Dated, date: DD/MM/YYYY}
  incoming.received: {column: Received, date: DD/MM/YYYY}
  incoming.reference: Their Reference
  incoming.channel: {column: Channel, lookup: channels}
  correspondent.title: Title
  correspondent.forename: Forename
  correspondent.surname: Surname
  correspondent.role: Role
  correspondent.organisation: Organisation
  correspondent.address: [Address 1, Address 2, Address 3, Town]
  correspondent.postcode: Postcode
  subject: Subject
  topics: {column: Topics, split: ";"}
  signatory: Signatory
lookups:
  channels: {E-mail: email, Letter: letter, Web form: web form}
)";

constexpr std::string_view header =
    "Case Reference,Template,Letter Date,Dated,Received,Their "
    "Reference,Channel,Title,Forename,Surname,Role,Organisation,"
    "Address 1,Address 2,Address 3,Town,Postcode,Subject,Topics,Signatory\r\n";

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}", print(result.error()));
  std::exit(1);
}

// Rows as they are needed, so that an export of any size takes no memory.
class Rows final : public ByteStream {
 public:
  explicit Rows(std::size_t bytes) : left_(bytes) { piece_ = header; }
  Result<std::string_view> next() override {
    if (left_ == 0) return std::string_view();
    while (piece_.size() < 1U << 18U) add_row();
    given_.swap(piece_);
    piece_.clear();
    left_ -= std::min(left_, given_.size());
    return std::string_view(given_);
  }
  std::size_t rows() const { return row_; }

 private:
  void add_row() {
    ++row_;
    piece_ += fmt::format(
        "2016-{:07},reply,26/10/2016,30/09/2016,03/10/2016,TC/{},Letter,Mrs,Ruth,Adeyemi,public,,{} Quarry Bank,Weir "
        "Lane,,Keswick,CA12 4LH,\"The funding of small, rural schools\",school-funding;send,denise-clavery\r\n",
        row_, row_ % 977, row_ % 200 + 1);
  }

  std::size_t left_;
  std::size_t row_ = 0;
  std::string piece_;
  std::string given_;
};

class Lines final : public ByteStream {
 public:
  explicit Lines(std::size_t bytes, bool array) : left_(bytes), array_(array), piece_(array ? "[" : "") {}
  Result<std::string_view> next() override {
    if (ended_) return std::string_view();
    while (piece_.size() < 1U << 18U && left_ > 0) add_line();
    ended_ = left_ == 0;
    if (ended_ && array_) piece_ += "]";
    given_.swap(piece_);
    piece_.clear();
    return std::string_view(given_);
  }

 private:
  void add_line() {
    const std::size_t before = piece_.size();
    piece_ += fmt::format(
        "{}{{\"reference\":\"2016-{:07}\",\"department\":\"dfe\",\"incoming\":{{\"dated\":\"2016-09-30\",\"received\":"
        "\"2016-10-03\"}},"
        "\"correspondent\":{{\"title\":\"Mrs\",\"surname\":\"Adeyemi\",\"address\":[\"9 Quarry "
        "Bank\",\"Keswick\"],\"postcode\":"
        "\"CA12 4LH\"}},\"subject\":\"The funding of small rural schools\",\"topics\":[\"school-funding\"]}}\n",
        array_ && row_ > 0 ? "," : "", row_ + 1);
    ++row_;
    left_ -= std::min(left_, piece_.size() - before);
  }

  std::size_t left_;
  bool array_;
  bool ended_ = false;
  std::size_t row_ = 0;
  std::string piece_;
  std::string given_;
};

double cpu_seconds() {
  timespec spent{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

struct Read {
  std::size_t rows = 0;
  std::size_t bytes = 0;
  double seconds = 0;
};

void tell(std::string_view name, const Read& read) {
  const double rows = static_cast<double>(read.rows);
  fmt::print("{:<34} {:>7} rows {:>7.1f} MB {:>7.1f} MB/s {:>9.0f} rows/s {:>6.2f} us a row\n", name, read.rows,
             static_cast<double>(read.bytes) / 1e6, static_cast<double>(read.bytes) / 1e6 / read.seconds,
             rows / read.seconds, read.seconds / rows * 1e6);
}

std::string all_of(ByteStream& stream) {
  std::string all;
  for (std::string_view next = must(stream.next()); !next.empty(); next = must(stream.next())) all += next;
  return all;
}

class Held final : public ByteStream {
 public:
  explicit Held(std::string_view bytes) : bytes_(bytes) {}
  Result<std::string_view> next() override {
    const std::string_view given = bytes_.substr(0, 1U << 18U);
    bytes_.remove_prefix(given.size());
    return given;
  }

 private:
  std::string_view bytes_;
};

Read plain_libcsv(std::string_view bytes) {
  struct Count {
    std::size_t cells = 0;
    std::size_t rows = 0;
  } count;
  csv_parser parser;
  ::csv_init(&parser, CSV_STRICT);
  const double before = cpu_seconds();
  ::csv_parse(
      &parser, bytes.data(), bytes.size(), [](void*, std::size_t, void* to) { ++static_cast<Count*>(to)->cells; },
      [](int, void* to) { ++static_cast<Count*>(to)->rows; }, &count);
  const double seconds = cpu_seconds() - before;
  ::csv_free(&parser);
  return {.rows = count.rows, .bytes = bytes.size(), .seconds = seconds};
}

ExportOptions mapped() {
  ExportOptions options;
  options.mapping = must(Mapping::from(make_source("mapping.yaml", std::string(yaml))));
  return options;
}

ExportOptions mapped_members() {
  ExportOptions options;
  options.mapping = must(Mapping::from(make_source("mapping.yaml", R"(fields:
  reference: reference
  department: department
  incoming.dated: incoming.dated
  incoming.received: incoming.received
  correspondent.title: correspondent.title
  correspondent.surname: correspondent.surname
  correspondent.address: correspondent.address
  correspondent.postcode: correspondent.postcode
  subject: subject
  topics: topics
)")));
  return options;
}

Read read_export(std::unique_ptr<ByteStream> stream, std::size_t bytes, ExportOptions options) {
  const double before = cpu_seconds();
  const auto opened = must(Export::open("cases.csv", std::move(stream), std::move(options)));
  Read read{.rows = 0, .bytes = bytes, .seconds = 0};
  for (auto next = must(opened->next()); next; next = must(opened->next())) {
    if (next->text == nullptr) std::exit(1);
    ++read.rows;
  }
  read.seconds = cpu_seconds() - before;
  return read;
}

template <class Work>
Read best_of(int rounds, Work&& work) {
  Read best = work();
  for (int i = 1; i < rounds; ++i) {
    const Read again = work();
    if (again.seconds < best.seconds) best = again;
  }
  return best;
}

// Kilobytes that a child of its own had at most.
long peak_of(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  if (status != 0) std::exit(1);
  return used.ru_maxrss;
}

int run(std::size_t megabytes) {
  const std::size_t bytes = megabytes * 1'000'000;
  const auto csv_of = [](std::size_t size) { read_export(std::make_unique<Rows>(size), 0, mapped()); };
  const auto json_of = [](std::size_t size) { read_export(std::make_unique<Lines>(size, true), 0, {}); };
  const long small = peak_of([&] { csv_of(10'000'000); });
  const long large = peak_of([&] { csv_of(200'000'000); });
  const long small_json = peak_of([&] { json_of(10'000'000); });
  const long large_json = peak_of([&] { json_of(200'000'000); });
  Rows rows(bytes);
  const std::string csv = all_of(rows);
  const Read peer = best_of(5, [&] { return plain_libcsv(csv); });
  const Read ours = best_of(5, [&] { return read_export(std::make_unique<Held>(csv), csv.size(), mapped()); });
  tell("plain libcsv, nothing done", peer);
  tell("CSV to cases by a mapping", ours);
  for (const bool array : {false, true}) {
    Lines lines(bytes, array);
    const std::string json = all_of(lines);
    tell(array ? "JSON array to cases" : "JSON Lines to cases",
         best_of(5, [&] { return read_export(std::make_unique<Held>(json), json.size(), {}); }));
  }
  Lines lines(bytes, false);
  const std::string json = all_of(lines);
  tell("JSON Lines to cases by a mapping",
       best_of(3, [&] { return read_export(std::make_unique<Held>(json), json.size(), mapped_members()); }));
  const double before = cpu_seconds();
  SeenBefore seen = must(SeenBefore::open("."));
  constexpr std::size_t keys = 1'000'000;
  for (std::size_t i = 0; i < keys; ++i) must(seen.add(fmt::format("2016-{}", i), "content", i));
  fmt::print("{:<34} {:>7} keys {:>40.2f} us a key\n", "keys seen before, on disk", keys,
             (cpu_seconds() - before) / keys * 1e6);
  fmt::print("{:<34} {} KiB for 10 MB of CSV, {} KiB for 200 MB\n", "most memory", small, large);
  fmt::print("{:<34} {} KiB for 10 MB of a JSON array, {} KiB for 200 MB\n", "", small_json, large_json);
  const double us = ours.seconds / static_cast<double>(ours.rows) * 1e6;
  const bool good = us < 15 && large - small < 2048 && large_json - small_json < 2048;
  fmt::print("{}\n",
             good ? "within the limits: 15 us a row, memory flat" : "OVER THE LIMITS: 15 us a row, memory flat");
  return good ? 0 : 1;
}

}  // namespace
}  // namespace engross

int main(int argc, char** argv) {
  return engross::run(argc > 1 ? static_cast<std::size_t>(std::max(1, std::atoi(argv[1]))) : 50);
}
