// In: the records of a store and of runs, a department and a day. Out: the department as its letters of that time have
// it. Refuses: days from which the store has no letter of the department.
#include "library/past_library.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "assemble/remake.hpp"
#include "base/suggest.hpp"
#include "ledger/run_records.hpp"

namespace engross {
namespace {

// A letter that was issued with some edition. Of runs the first and the last stand for those in between: all letters of
// a run are made with one.
struct EditionUse {
  Date day;
  Record record;
  const RegisteredRuns::Opened* run = nullptr;  // null: issued alone

  std::string bundle() const {
    const RecordedFile* file = record.file("department");
    return file == nullptr ? std::string() : file->sha256;
  }
};

class Editions {
 public:
  Editions(World& world, const Store& store, const RegisteredRuns& runs) : world_(world), store_(store), runs_(runs) {}

  Result<void> gather(const std::string& department) {
    auto all = store_.records();
    if (!all) return fail(std::move(all.error()));
    for (Record& record : all->records) {
      departments_.insert(record.department);
      if (record.department == department) add(std::move(record), nullptr);
    }
    for (const RegisteredRuns::Opened& run : runs_.runs()) {
      departments_.insert(run.ledger.identity().department);
      if (run.ledger.identity().department != department) continue;
      if (auto added = add_run(run); !added) return added;
    }
    std::ranges::stable_sort(uses_, {}, &EditionUse::day);
    return {};
  }

  Result<PastLibrary> as_of(const std::string& department, const Date& day) const {
    const auto after = std::ranges::upper_bound(uses_, day, {}, &EditionUse::day);
    if (after == uses_.begin()) return fail(none(department, day));
    const EditionUse& last = *(after - 1);
    PastLibrary past{
        .department = {}, .bundle_sha256 = last.bundle(), .last_used = last.day, .reference = last.record.reference};
    const auto next =
        std::ranges::find_if(after, uses_.end(), [&](const EditionUse& use) { return use.bundle() != last.bundle(); });
    if (next != uses_.end()) past.next_used = next->day;
    auto opened = last.run == nullptr ? department_again(store_, last.record)
                                      : department_again(RunObjects(world_, last.run->folder, {}), last.record);
    if (!opened) return fail(std::move(opened.error()));
    past.department = std::move(*opened);
    return past;
  }

 private:
  void add(Record record, const RegisteredRuns::Opened* run) {
    const Date day = record.at ? record.at->local_date() : record.letter_date;
    uses_.push_back({.day = day, .record = std::move(record), .run = run});
  }

  Result<void> add_run(const RegisteredRuns::Opened& run) {
    std::optional<LedgerLetter> first, last;
    auto listed = run.ledger.each_letter([&](const LedgerLetter& letter) -> Result<void> {
      const auto place = [](const LedgerLetter& of) { return std::pair(of.record.file, of.record.offset); };
      if (!first || place(letter) < place(*first)) first = letter;
      if (!last || place(*last) < place(letter)) last = letter;
      return {};
    });
    if (!listed) return listed;
    for (const auto& letter : {first, last}) {
      if (!letter) continue;
      auto line = read_record(run.folder, *letter);
      if (!line) return fail(std::move(line.error()));
      add(std::move(line->record), &run);
    }
    return {};
  }

  Diagnostics none(const std::string& department, const Date& day) const {
    std::vector<std::string> hints;
    if (!uses_.empty())
      hints.push_back(
          fmt::format("its first letter there was issued on {}: say that day or a later one", uses_.front().day.iso()));
    else if (departments_.empty())
      hints.emplace_back("no letter was issued into it: name another store with --store DIR");
    else
      hints.push_back(fmt::format("it has letters of: {}", fmt::join(departments_, ", ")));
    const std::vector<std::string> known(departments_.begin(), departments_.end());
    if (std::string near = did_you_mean(department, known); uses_.empty() && !near.empty())
      hints.insert(hints.begin(), std::move(near));
    Diagnostics faults{
        error("recall.no-edition", {},
              fmt::format("the store {} has no letter of {} from {} or before: what its library was then "
                          "is not known",
                          store_.root().string(), department, day.iso()),
              std::move(hints))};
    append(faults, runs_.faults());
    return faults;
  }

  World& world_;
  const Store& store_;
  const RegisteredRuns& runs_;
  std::vector<EditionUse> uses_;
  std::set<std::string> departments_;
};

}  // namespace

Result<PastLibrary> library_as_of(World& world, const Store& store, const RegisteredRuns& runs,
                                  const std::string& department, const Date& day) {
  Editions editions(world, store, runs);
  if (auto gathered = editions.gather(department); !gathered) return fail(std::move(gathered.error()));
  return editions.as_of(department, day);
}

}  // namespace engross
