// In: the letters of a run, envelopes, how to sort. Out: sequence, sheets, envelopes and jobs.
// Refuses: nothing to print, letters without pages, references twice, letters that no envelope or no job can hold,
// sequence numbers that the run does not have.
#include "print_run/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "print_run/postcode.hpp"

namespace engross {
namespace {

constexpr std::array<std::pair<PrintOrder, std::string_view>, 3> orders{
    {{PrintOrder::postcode, "postcode"}, {PrintOrder::pages, "pages"}, {PrintOrder::envelope, "envelope"}}};
constexpr std::size_t most_told = 20;

Diagnostic bad_sort(std::string message, std::vector<std::string> hints) {
  return error("print.sort", {}, std::move(message), std::move(hints));
}

std::size_t sheets_of(std::size_t pages, bool duplex) {
  return duplex ? (pages + 1) / 2 : pages;
}

class Planner {
 public:
  Planner(const std::vector<PrintItem>& items, const PrintSetup& setup, const PrintOptions& options)
      : items_(items), setup_(setup), options_(options) {}

  Result<PrintPlan> run() {
    if (items_.empty())
      return fail(
          error("print.empty", {}, "there is no letter to print", {"a print run needs letters that were issued"}));
    check_references();
    measure();
    if (!problems_.empty()) return fail(std::move(problems_));
    sort();
    plan_.whole = items_.size();
    plan_.id = id();
    if (auto part = take_part(); !part) return fail(std::move(part.error()));
    split();
    return std::move(plan_);
  }

 private:
  void report(std::string_view code, std::string message, std::vector<std::string> hints) {
    if (problems_.size() < most_told)
      problems_.push_back(error(std::string(code), {}, std::move(message), std::move(hints)));
  }

  void check_references() {
    std::unordered_map<std::string_view, std::size_t> seen;
    seen.reserve(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const auto [at, fresh] = seen.emplace(items_[i].reference, i);
      if (!fresh)
        report("print.twice",
               fmt::format("{} is there twice, as letters {} and {}", items_[i].reference, at->second + 1, i + 1),
               {"each letter of a run is printed once"});
    }
  }

  void measure() {
    plan_.letters.reserve(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const PrintItem& item = items_[i];
      const std::size_t sheets = sheets_of(item.pages, options_.duplex);
      const std::optional<std::size_t> envelope = setup_.envelope_for(sheets);
      if (item.pages == 0)
        report("print.no-pages", fmt::format("{} has no pages", item.reference),
               {"its record should say how many it was issued with"});
      else if (!envelope)
        report("print.too-many-sheets",
               fmt::format("{} has {} sheets; the largest envelope, {}, takes {}", item.reference, sheets,
                           setup_.envelopes.empty() ? "none" : setup_.envelopes.back().name,
                           setup_.envelopes.empty() ? 0 : setup_.envelopes.back().most_sheets),
               {"give the setup a larger envelope: `envelopes` in print-run.yaml", "or send this letter by itself"});
      else if (sheets > options_.sheets)
        report("print.job-too-small",
               fmt::format("{} has {} sheets and a job at most {}; a letter is never split", item.reference, sheets,
                           options_.sheets),
               {fmt::format("let a job have {} sheets or more", sheets)});
      plan_.most_sheets = std::max(plan_.most_sheets, sheets);
      plan_.letters.push_back({.item = i, .sequence = 0, .sheets = sheets, .envelope = envelope.value_or(0)});
    }
  }

  void sort() {
    std::vector<PostcodeOrder> postcodes;
    if (std::ranges::find(options_.sort, PrintOrder::postcode) != options_.sort.end())
      for (const PrintItem& item : items_) postcodes.push_back(PostcodeOrder::of(item.postcode));
    const auto compare = [&](PrintOrder order, const PlannedLetter& a, const PlannedLetter& b) -> std::strong_ordering {
      switch (order) {
        case PrintOrder::postcode:
          return postcodes[a.item] <=> postcodes[b.item];
        case PrintOrder::pages:
          return items_[a.item].pages <=> items_[b.item].pages;
        case PrintOrder::envelope:
          return a.envelope <=> b.envelope;
      }
      return std::strong_ordering::equal;
    };
    std::ranges::stable_sort(plan_.letters, [&](const PlannedLetter& a, const PlannedLetter& b) {
      for (const PrintOrder order : options_.sort)
        if (const auto found = compare(order, a, b); found != 0) return found < 0;
      return items_[a.item].reference < items_[b.item].reference;
    });
    for (std::size_t i = 0; i < plan_.letters.size(); ++i) plan_.letters[i].sequence = i + 1;
  }

  std::string id() const {
    std::string all = options_.duplex ? "duplex\n" : "simplex\n";
    for (const PlannedLetter& letter : plan_.letters) {
      const PrintItem& item = items_[letter.item];
      all += fmt::format("{}\t{}\t{}\n", item.reference, item.pages, item.sha256);
    }
    const Sha256 digest = sha256(all);
    const std::uint64_t number = std::accumulate(digest.begin(), digest.begin() + 8, std::uint64_t{0},
                                                 [](std::uint64_t sum, std::uint8_t byte) { return sum << 8U | byte; });
    return fmt::format("{:08}", number % 100'000'000);
  }

  Result<void> take_part() {
    const std::size_t last = plan_.letters.size();
    const std::size_t from = options_.from == 0 ? 1 : options_.from, to = options_.to == 0 ? last : options_.to;
    if (from > to || to > last)
      return fail(error("print.range", {},
                        fmt::format("letters {} to {} are asked for; the run has 1 to {}", from, to, last),
                        {"the reconciliation sheet says which sequence number a letter has"}));
    plan_.letters.erase(plan_.letters.begin() + static_cast<std::ptrdiff_t>(to), plan_.letters.end());
    plan_.letters.erase(plan_.letters.begin(), plan_.letters.begin() + static_cast<std::ptrdiff_t>(from - 1));
    return {};
  }

  void split() {
    for (std::size_t i = 0; i < plan_.letters.size(); ++i) {
      const PlannedLetter& letter = plan_.letters[i];
      if (plan_.jobs.empty() || plan_.jobs.back().sheets + letter.sheets > options_.sheets)
        plan_.jobs.push_back({.number = plan_.jobs.size() + 1, .first = i});
      PrintJob& job = plan_.jobs.back();
      const std::size_t pages = items_[letter.item].pages;
      ++job.count;
      job.sheets += letter.sheets;
      job.pages += pages;
      if (options_.duplex) job.blanks += letter.sheets * 2 - pages;
    }
  }

  const std::vector<PrintItem>& items_;
  const PrintSetup& setup_;
  const PrintOptions& options_;
  PrintPlan plan_;
  Diagnostics problems_;
};

}  // namespace

std::string_view name_of(PrintOrder order) {
  for (const auto& [one, name] : orders)
    if (one == order) return name;
  return {};
}

Result<std::vector<PrintOrder>> read_print_order(std::string_view text) {
  std::vector<PrintOrder> read;
  std::vector<std::string> names;
  for (const auto& [one, name] : orders) names.emplace_back(name);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string name(trim(text.substr(begin, end - begin)));
    begin = end + 1;
    const auto found = std::ranges::find(orders, name, [](const auto& order) { return order.second; });
    if (found == orders.end()) {
      std::string near = did_you_mean(name, names);
      return fail(
          bad_sort(fmt::format("letters cannot be sorted by \"{}\"", name),
                   {near.empty() ? "they can be by postcode, pages and envelope: postcode,pages" : std::move(near)}));
    }
    if (std::ranges::find(read, found->first) != read.end())
      return fail(bad_sort(fmt::format("letters are to be sorted by {} twice", name), {"name each key once"}));
    read.push_back(found->first);
  }
  return read;
}

Result<PrintPlan> plan_print_run(const std::vector<PrintItem>& items, const PrintSetup& setup,
                                 const PrintOptions& options) {
  return Planner(items, setup, options).run();
}

std::string job_file(std::string_view file, std::size_t number, std::size_t jobs) {
  if (jobs <= 1) return std::string(file);
  const std::size_t folder = file.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t dot = file.rfind('.');
  const std::size_t stem = dot == std::string_view::npos || dot <= folder ? file.size() : dot;
  const std::size_t width = std::max<std::size_t>(3, fmt::formatted_size("{}", jobs));
  return fmt::format("{}-{:0{}}{}", file.substr(0, stem), number, width, file.substr(stem));
}

}  // namespace engross
