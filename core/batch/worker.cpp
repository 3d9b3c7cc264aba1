// In: orders of the supervisor. Out: letters in the staging folder, and what became of each order.
// Refuses: cases and letters that are wrong, sampled letters that are not those that were seen. A worker that runs out
// of memory ends; the supervisor sees it.
#include "batch/worker.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <map>
#include <new>

#include "assemble/approval.hpp"
#include "base/descriptor.hpp"
#include "base/file_faults.hpp"
#include "base/sha256.hpp"
#include "base/zone.hpp"
#include "batch/messages.hpp"
#include "isolation/parent_channel.hpp"
#include "ledger/record_line.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_order = std::size_t{64} << 20U;
constexpr int supervisor_gone = 70;

void say(const std::string& message) {
  std::string frame;
  append_frame(frame, message);
  write_to_parent(frame);
}

std::uint64_t processor_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(now.tv_nsec) / 1000;
}

// Not synced: the supervisor does that for many at once.
Result<void> write_staged(const std::string& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.open()) return fail(unwritable(path, errno));
  if (const int number = write_all(file.get(), bytes); number != 0) return fail(unwritable(path, number));
  if (!file.close_now()) return fail(unwritable(path, errno));
  return {};
}

class Worker {
 public:
  explicit Worker(WorkerKit& kit) : kit_(kit), messages_(longest_order), objects_(world_, kit.run) {}

  int run() {
    if (auto begun = begin(); !begun) {
      say(unfit_message(begun.error()));
      return 0;
    }
    say(ready_message(hand_ ? hand_->notes() : Diagnostics()));
    std::uint64_t so_far = processor_microseconds();
    while (const auto message = messages_.next()) {
      const auto read = read_supervisor_message(*message);
      if (!read || !read->order) return supervisor_gone;
      CaseOutcome outcome = carry_out(*read->order);
      outcome.row = read->order->row;
      const std::uint64_t now = processor_microseconds();
      outcome.microseconds = now - so_far;
      so_far = now;
      say(outcome_message(outcome));
    }
    return 0;
  }

 private:
  Result<void> begin();
  Result<Secret> ask(const std::string& what);
  CaseOutcome carry_out(const CaseOrder& order);
  Result<CaseOutcome> make(const CaseOrder& order);
  Result<CaseOutcome> issue(const CaseOrder& order, const Reply& reply, const IssueOrder& how);
  Result<CaseOutcome> proof(const CaseOrder& order, const Reply& reply);
  Result<CaseOutcome> measure(const Reply& reply);
  Result<std::string> record_line_of(const CaseOrder& order, ReadyLetter& ready);
  Result<std::string> keep_once(const LetterPart& part);
  Result<IssueOrder> how_to_issue(const CaseOrder& order);
  Result<void> is_as_it_was_seen(const Reply& reply);

  WorkerKit& kit_;
  SystemWorld world_;
  ParentMessages messages_;
  Store objects_;  // the run's own
  std::unique_ptr<BatchHand> hand_;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> kept_;  // role and name: bytes and key
};

Result<void> Worker::begin() {
  if (kit_.open_code) {
    auto code = kit_.open_code();
    if (!code) return fail(std::move(code.error()));
    kit_.workbench->code = std::move(*code);
  }
  if (!kit_.open_hand) return {};
  auto hand = kit_.open_hand([this](const std::string& what) { return ask(what); });
  if (!hand) return fail(std::move(hand.error()));
  hand_ = std::move(*hand);
  return {};
}

Result<Secret> Worker::ask(const std::string& what) {
  say(question_message(what));
  const auto message = messages_.next();
  auto read = message ? read_supervisor_message(*message) : std::nullopt;
  if (read && read->secret) return Secret(std::move(*read->secret));
  if (!read || read->no_secret.empty()) ::_exit(supervisor_gone);
  return fail(std::move(read->no_secret));
}

// The next case would fare no better: the disk is full, the authority does not answer, the token was pulled out; or
// nobody has approved what is made here.
bool is_environment(const Diagnostics& faults) {
  return std::ranges::any_of(faults, [](const Diagnostic& d) {
    return d.code.starts_with("world.") || d.code.starts_with("store.") || d.code.starts_with("signing.") ||
           d.code == "isolation.start" || d.code == "approvals.sampled";
  });
}

// The department's code died or hung, which may have been the machine's fault; it runs in a child that is replaced.
bool may_be_chance(const Diagnostics& faults) {
  return std::ranges::any_of(
      faults, [](const Diagnostic& d) { return d.code == "library.crashed" || d.code == "library.timeout"; });
}

CaseOutcome Worker::carry_out(const CaseOrder& order) {
  try {
    auto made = make(order);
    if (!made && may_be_chance(made.error())) made = make(order);
    if (made) return std::move(*made);
    return {.kind = is_environment(made.error()) ? CaseOutcome::Kind::environment : CaseOutcome::Kind::refused,
            .said = std::move(made.error())};
  } catch (const std::bad_alloc&) {
    ::_exit(worker_out_of_memory);
  } catch (const std::exception& bug) {
    return {.kind = CaseOutcome::Kind::refused,
            .said = {error("batch.internal", {}, fmt::format("internal error: {}", bug.what()),
                           {"please report it with the case"})}};
  }
}

Result<IssueOrder> Worker::how_to_issue(const CaseOrder& order) {
  const Timestamp at = kit_.at.value_or(world_.now());
  IssueOrder how;
  how.output = order.path;
  how.at = in_zone(at, kit_.workbench->department->zone).value_or(at);
  how.unsigned_ = kit_.unsigned_;
  how.in_approved_batch = kit_.approved || order.task != Task::issue;  // else nothing goes out
  if (hand_) {
    auto hand = hand_->hand();
    if (!hand) return fail(std::move(hand.error()));
    how.hand = *hand;
  }
  return how;
}

// Those whom somebody saw are looked at again, without ink, as they were then.
Result<void> Worker::is_as_it_was_seen(const Reply& reply) {
  if (!kit_.seen.has(reply.letter().reference)) return {};
  const auto now = approved_of(*kit_.workbench, reply);
  if (!now) return fail(now.error());
  if (Diagnostics faults = kit_.seen.against(*now); !faults.empty()) return fail(std::move(faults));
  return {};
}

Diagnostics warnings_of(const Reply& reply) {
  Diagnostics warnings;
  std::ranges::copy_if(reply.findings, std::back_inserter(warnings),
                       [](const Diagnostic& d) { return d.severity == Severity::warning; });
  return warnings;
}

Result<CaseOutcome> Worker::make(const CaseOrder& order) {
  auto case_ = Case::from(order.case_);
  if (!case_) return fail(std::move(case_.error()));
  auto reply = prepare(*kit_.workbench, std::move(*case_), kit_.calendar);
  if (!reply) return fail(std::move(reply.error()));
  if (order.task == Task::proof) return proof(order, *reply);
  auto how = how_to_issue(order);
  if (!how) return fail(std::move(how.error()));
  if (auto may = may_go_out(*kit_.workbench, *reply, *how); !may) return fail(std::move(may.error()));
  if (auto same = is_as_it_was_seen(*reply); !same) return fail(std::move(same.error()));
  if (!kit_.signatory.empty())
    if (auto theirs = is_signatory_of(kit_.signatory, *reply, *kit_.workbench->department); !theirs)
      return fail(std::move(theirs.error()));
  if (order.task == Task::check) return CaseOutcome{.said = warnings_of(*reply)};
  if (order.task == Task::measure) return measure(*reply);
  return issue(order, *reply, *how);
}

Result<CaseOutcome> Worker::proof(const CaseOrder& order, const Reply& reply) {
  auto finished = finish(*kit_.workbench, reply, Purpose::proof);
  if (!finished) return fail(std::move(finished.error()));
  if (auto written = world_.write_file(order.path, finished->pdf); !written) return fail(std::move(written.error()));
  return CaseOutcome{.bytes = finished->pdf.size(), .pages = finished->pages, .said = reply.findings};
}

// Without a signature: a key is not asked for to see how large letters are.
Result<CaseOutcome> Worker::measure(const Reply& reply) {
  auto finished = finish(*kit_.workbench, reply, Purpose::letter);
  if (!finished) return fail(std::move(finished.error()));
  CaseOutcome outcome{.bytes = finished->pdf.size(), .pages = finished->pages, .said = warnings_of(reply)};
  append(outcome.said, finished->notes);
  return outcome;
}

Result<CaseOutcome> Worker::issue(const CaseOrder& order, const Reply& reply, const IssueOrder& how) {
  auto ready = make_ready(*kit_.workbench, reply, how);
  if (!ready) return fail(std::move(ready.error()));
  CaseOutcome outcome{.sha256 = ready->record.output_sha256,
                      .bytes = ready->finished.pdf.size(),
                      .pages = ready->finished.pages,
                      .said = warnings_of(reply)};
  append(outcome.said, ready->finished.notes);
  auto line = record_line_of(order, *ready);
  if (!line) return fail(std::move(line.error()));
  outcome.record_line = std::move(*line);
  if (auto written = write_staged(order.path, ready->finished.pdf); !written) return fail(std::move(written.error()));
  return outcome;
}

// What many signed letters share is hashed and looked for once, not for each letter.
Result<std::string> Worker::keep_once(const LetterPart& part) {
  auto& [bytes, key] = kept_[part.role + '\n' + part.name];
  if (!key.empty() && bytes == part.bytes) return key;
  auto kept = objects_.keep(part.bytes);
  if (!kept) return kept;
  bytes = part.bytes;
  key = *kept;
  return kept;
}

// The case, the answers of code and the signature's own values lie in the line; what letters share lies in the run's
// store; the words are made again from both, and only their hash is kept.
Result<std::string> Worker::record_line_of(const CaseOrder& order, ReadyLetter& ready) {
  std::vector<RecordedFile>& files = ready.record.files;
  std::vector<KeptBytes> kept_in_line;
  const auto in_line = [&](const LetterPart& part) {
    files.push_back({part.role, part.name, sha256_hex(part.bytes)});
    kept_in_line.push_back({files.back().sha256, part.bytes});
  };
  for (const LetterPart& input : ready.inputs) in_line(input);
  files.insert(files.end(), kit_.shared.begin(), kit_.shared.end());
  files.push_back({ready.words.role, ready.words.name, sha256_hex(ready.words.bytes)});
  for (const LetterPart& part : ready.seal_parts) {
    if (part.role == "signature" || part.role == "time-stamp") {
      in_line(part);
      continue;
    }
    auto kept = keep_once(part);
    if (!kept) return kept;
    files.push_back({part.role, part.name, std::move(*kept)});
  }
  return write_record_line(order.key, order.row, order.file, ready.record, kept_in_line);
}

}  // namespace

int work(WorkerKit& kit) {
  return Worker(kit).run();
}

}  // namespace engross
