// In: cases, workers, a publisher. Out: letters and refusals in the ledger, and how far it came.
// Refuses to go on when the machine is at fault, and stops when it is told to or too many cases are refused.
#include "batch/run.hpp"

#include <fmt/format.h>

#include <map>

#include "exports/refused_rows.hpp"

namespace engross {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_groups_pending = 4;
constexpr std::size_t enough_ends = 100;  // before a share of them says anything
constexpr std::chrono::milliseconds tick{100};

class Run {
 public:
  Run(Docket& docket, Crew& crew, Publishing& publishing, const RunOptions& options)
      : docket_(docket), crew_(crew), publishing_(publishing), options_(options) {}

  Result<RunResult> run();

 private:
  bool stopping() const { return end_ != RunEnd::complete; }
  bool may_take() const;
  Result<void> take_cases();
  void start(TakenCase taken);
  Result<void> see(CaseOutcome outcome);
  void refuse(const TakenCase& taken, const Diagnostics& why);
  void group_is_ready(bool whatever_its_size);
  Result<void> settle(Result<std::vector<LetterGroup>> published);
  Result<void> hold();
  void look_whether_to_stop();
  void tell(bool at_once);
  Progress progress() const;

  Docket& docket_;
  Crew& crew_;
  Publishing& publishing_;
  const RunOptions& options_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point told_ = began_, group_began_ = began_;
  std::map<std::uint64_t, TakenCase> at_work_;  // by row
  LetterGroup group_;
  RunEnd end_ = RunEnd::complete;
  bool at_end_ = false, held_ = false, abandoned_ = false;
  std::size_t issued_ = 0, refused_ = 0, made_ = 0;
  std::uint64_t bytes_ = 0, pages_ = 0;
};

bool Run::may_take() const {
  if (at_end_ || stopping() || !crew_.has_room()) return false;
  if (options_.hold_after && !held_ && made_ + at_work_.size() >= *options_.hold_after) return false;
  return publishing_.pending() < most_groups_pending;
}

Result<void> Run::take_cases() {
  while (may_take()) {
    auto taken = docket_.next();
    if (!taken) return fail(std::move(taken.error()));
    if (!*taken) {
      at_end_ = true;
    } else if ((*taken)->against.empty()) {
      start(std::move(**taken));
    } else {
      refuse(**taken, (*taken)->against);
      look_whether_to_stop();  // no worker is waited for meanwhile
    }
    group_is_ready(false);
  }
  return {};
}

void Run::start(TakenCase taken) {
  const std::uint64_t row = taken.exported.row;
  if (!taken.notes.empty()) options_.said(taken.exported, taken.notes);
  crew_.give({.row = row,
              .task = Task::issue,
              .case_ = taken.exported.text,
              .key = taken.exported.key,
              .file = taken.file,
              .path = (options_.staging / fmt::format("{}.pdf", row)).string()});
  at_work_.emplace(row, std::move(taken));
}

void Run::refuse(const TakenCase& taken, const Diagnostics& why) {
  options_.said(taken.exported, why);
  if (group_.size() == 0) group_began_ = Clock::now();
  group_.refused.push_back({.key = taken.exported.key,
                            .row = taken.exported.row,
                            .case_sha256 = taken.sha256,
                            .code = why.front().code,
                            .message = reason_of(why)});
  docket_.ended(taken.exported.key, taken.exported.row);
  ++refused_;
}

Result<void> Run::see(CaseOutcome outcome) {
  const auto found = at_work_.find(outcome.row);
  if (found == at_work_.end()) return {};
  const TakenCase& taken = found->second;
  Diagnostics said = taken.exported.places.translate(std::move(outcome.said));
  if (outcome.kind == CaseOutcome::Kind::environment) return fail(std::move(said));
  if (outcome.kind != CaseOutcome::Kind::made) {
    refuse(taken, said);
  } else {
    if (!said.empty()) options_.said(taken.exported, said);
    if (group_.size() == 0) group_began_ = Clock::now();
    group_.letters.push_back({.key = taken.exported.key,
                              .row = taken.exported.row,
                              .case_sha256 = taken.sha256,
                              .staged = fmt::format("{}.pdf", outcome.row),
                              .file = taken.file,
                              .sha256 = std::move(outcome.sha256),
                              .bytes = outcome.bytes,
                              .pages = outcome.pages,
                              .record_line = std::move(outcome.record_line)});
    ++made_;
  }
  at_work_.erase(found);
  return {};
}

void Run::group_is_ready(bool whatever_its_size) {
  if (group_.size() == 0) return;
  if (!whatever_its_size && group_.size() < options_.group && Clock::now() - group_began_ < options_.group_age) return;
  publishing_.hand_over(std::exchange(group_, {}));
}

// What has got to the disk is done with.
Result<void> Run::settle(Result<std::vector<LetterGroup>> published) {
  if (!published) return fail(std::move(published.error()));
  for (const LetterGroup& group : *published)
    for (const PreparedLetter& letter : group.letters) {
      docket_.ended(letter.key, letter.row);
      ++issued_;
      bytes_ += letter.bytes;
      pages_ += letter.pages;
    }
  return {};
}

// The first letters are all on the disk before anybody is asked to look at them.
Result<void> Run::hold() {
  if (!options_.hold_after || held_ || stopping() || !at_work_.empty() || made_ < *options_.hold_after) return {};
  group_is_ready(true);
  if (auto settled = settle(publishing_.finish()); !settled) return settled;
  tell(true);
  held_ = true;
  if (!options_.go_on()) end_ = RunEnd::held;
  return {};
}

void Run::look_whether_to_stop() {
  const Interrupt interrupt = options_.interrupted ? options_.interrupted() : Interrupt::none;
  if (interrupt != Interrupt::none) end_ = RunEnd::interrupted;
  if (interrupt == Interrupt::now) abandoned_ = true;
  const std::size_t ended = made_ + refused_;
  if (stopping() || !options_.stop_after_refused || ended < enough_ends) return;
  if (static_cast<double>(refused_) * 100 > *options_.stop_after_refused * static_cast<double>(ended))
    end_ = RunEnd::too_many_refused;
}

Progress Run::progress() const {
  const DocketCounts& counts = docket_.counts();
  return {.rows = counts.rows,
          .others = counts.others,
          .ended_before = counts.ended_before,
          .issued = issued_,
          .refused = refused_,
          .at_work = at_work_.size() + made_ - issued_,
          .bytes = bytes_,
          .pages = pages_,
          .workers = crew_.workers(),
          .replaced = crew_.replaced(),
          .elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_)};
}

void Run::tell(bool at_once) {
  if (!options_.progress || (!at_once && Clock::now() - told_ < tick)) return;
  told_ = Clock::now();
  options_.progress(progress());
}

Result<RunResult> Run::run() {
  for (;;) {
    look_whether_to_stop();
    if (abandoned_) break;
    if (auto taken = take_cases(); !taken) return fail(std::move(taken.error()));
    if (auto held = hold(); !held) return fail(std::move(held.error()));
    if (at_work_.empty() && (at_end_ || stopping())) break;
    auto outcomes = crew_.wait(tick, publishing_.descriptor());
    if (!outcomes) return fail(std::move(outcomes.error()));
    for (CaseOutcome& outcome : *outcomes)
      if (auto seen = see(std::move(outcome)); !seen) return fail(std::move(seen.error()));
    group_is_ready(false);
    if (auto settled = settle(publishing_.published()); !settled) return fail(std::move(settled.error()));
    tell(false);
  }
  group_is_ready(true);
  if (auto settled = settle(publishing_.finish()); !settled) return fail(std::move(settled.error()));
  tell(true);
  return RunResult{.end = end_, .progress = progress()};
}

}  // namespace

Result<RunResult> carry_out(Docket& docket, Crew& crew, Publishing& publishing, const RunOptions& options) {
  return Run(docket, crew, publishing, options).run();
}

}  // namespace engross
