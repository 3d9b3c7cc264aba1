// In: orders, and a nursery of workers. Out: an outcome of each order.
// Refuses: workers that cannot begin. An order whose worker died or hung is given once more, to another worker, and
// then reported.
#include "batch/crew.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include "batch/worker.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_answer = std::size_t{64} << 20U;
constexpr std::size_t most_stillborn = 3;
constexpr int most_failures = 2;
// To be woken for each answer costs a worker and the supervisor more than reading it: so answers are left to gather.
constexpr std::chrono::milliseconds gathering{2};

}  // namespace

Crew::Crew(Nursery nursery, CrewOptions options) : nursery_(std::move(nursery)), options_(std::move(options)) {}

Crew::~Crew() = default;

Result<void> Crew::hire() {
  auto born = nursery_.worker();
  if (!born) return fail(std::move(born.error()));
  auto member = std::make_unique<Member>(Member{.pid = born->pid,
                                                .channel = std::move(born->channel),
                                                .frames = FrameReader(longest_answer),
                                                .unsent = {},
                                                .orders = {},
                                                .since = Clock::now()});
  members_.push_back(std::move(member));
  return {};
}

Result<Diagnostics> Crew::start() {
  if (auto filled = fill_posts(); !filled) return fail(std::move(filled.error()));
  while (std::ranges::none_of(members_, [](const auto& m) { return m->ready; }))
    if (auto waited = wait(std::chrono::hours(1)); !waited) return fail(std::move(waited.error()));
  return notes_;
}

// One begins after the other: tokens fail when several processes open them in one moment.
Result<void> Crew::fill_posts() {
  const bool one_begins = std::ranges::any_of(members_, [](const auto& m) { return !m->ready; });
  return one_begins || members_.size() >= options_.workers ? Result<void>() : hire();
}

void Crew::give(CaseOrder order) {
  waiting_.push_back({.order = std::move(order)});
  hand_out();
}

// To whoever has the fewest.
void Crew::hand_out() {
  while (!waiting_.empty()) {
    const auto free =
        std::ranges::min_element(members_, {}, [](const auto& m) { return std::pair(!is_fit(*m), m->orders.size()); });
    if (free == members_.end() || !is_fit(**free) || (*free)->orders.size() >= options_.ahead) return;
    Member& member = **free;
    if (member.orders.empty()) member.since = Clock::now();
    append_frame(member.unsent, order_message(waiting_.front().order));
    member.orders.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    ++at_work_;
    send(member);
  }
}

// As much as its channel takes now.
void Crew::send(Member& member) {
  std::size_t sent = 0;
  while (sent < member.unsent.size()) {
    const ssize_t n = ::send(member.channel.get(), member.unsent.data() + sent, member.unsent.size() - sent,
                             MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;  // full, or it has ended: that is seen when it is read
    sent += static_cast<std::size_t>(n);
  }
  member.unsent.erase(0, sent);
}

void Crew::receive(Member& member, std::vector<CaseOutcome>& outcomes) {
  std::array<char, 65536> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  while (member.channel.open()) {
    const ssize_t n = ::recv(member.channel.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) break;
    if (n <= 0) {
      member.channel.close_now();
      break;
    }
    member.frames.push({bytes.data(), static_cast<std::size_t>(n)});
    while (const auto message = member.mad ? std::nullopt : member.frames.next()) hear(member, *message, outcomes);
    if (static_cast<std::size_t>(n) < bytes.size()) break;
  }
}

void Crew::hear(Member& member, std::string_view message, std::vector<CaseOutcome>& outcomes) {
  auto read = read_worker_message(message, [&](std::uint64_t row) -> SourceRef {
    return !member.orders.empty() && member.orders.front().order.row == row ? member.orders.front().order.case_
                                                                            : nullptr;
  });
  const bool outcome = read && read->kind == FromWorker::Kind::outcome;
  if (!read || (outcome && (member.orders.empty() || member.orders.front().order.row != read->outcome.row))) {
    member.mad = true;  // nothing that it says counts any more, and its end is dealt with as any other
    ::kill(member.pid, SIGKILL);
    return;
  }
  switch (read->kind) {
    case FromWorker::Kind::ready:
      member.ready = true;
      stillborn_ = 0;
      if (notes_.empty()) notes_ = std::move(read->said);
      return;
    case FromWorker::Kind::unfit:
      unfit_ = std::move(read->said);
      return;
    case FromWorker::Kind::question:
      answer(member, read->what);
      return;
    case FromWorker::Kind::outcome:
      break;
  }
  member.orders.pop_front();
  member.since = Clock::now();
  --at_work_;
  outcomes.push_back(std::move(read->outcome));
}

void Crew::answer(Member& member, const std::string& what) {
  auto known = secrets_.find(what);
  if (known == secrets_.end()) {
    auto told = options_.ask(what);
    if (!told) {
      append_frame(member.unsent, no_secret_message(told.error()));
      return send(member);
    }
    known = secrets_.emplace(what, std::move(*told)).first;
  }
  const Secret message(secret_message(known->second.view()));
  const Secret frame = [&] {
    std::string bytes;
    bytes.reserve(message.view().size() + frame_header_size);  // so that it never moves, which would leave copies
    append_frame(bytes, message.view());
    return Secret(std::move(bytes));
  }();
  [[maybe_unused]] const ssize_t n =
      ::send(member.channel.get(), frame.view().data(), frame.view().size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Crew::kill_the_hung() {
  const auto now = Clock::now();
  for (const auto& member : members_) {
    if (member->hung || member->orders.empty() || now - member->since < options_.patience) continue;
    member->hung = true;
    ::kill(member->pid, SIGKILL);
  }
}

CaseOutcome Crew::lost(const Order& order, const std::string& why) const {
  return {.kind = CaseOutcome::Kind::lost,
          .row = order.order.row,
          .said = {error("batch.lost", {order.order.case_, 0, 0},
                         fmt::format("the worker at this case {}, and so did the next one", why),
                         {"issue the case alone to see what happens: engross issue --unsigned CASE",
                          "whether the department's code or engross is to blame, please report it with the case"})}};
}

// What it had not begun goes to others; what it was at is tried once more.
void Crew::bury(Member& member, const Ending& ending, std::vector<CaseOutcome>& outcomes) {
  at_work_ -= member.orders.size();
  if (!member.ready) ++stillborn_;
  ++replaced_;
  if (!member.orders.empty()) {
    Order& at = member.orders.front();
    const std::string why =
        member.hung ? fmt::format("did not answer in {} s", std::chrono::duration<double>(options_.patience).count())
        : ending.kind == Ending::Kind::exited && ending.number == worker_out_of_memory
            ? std::string("ran out of memory")
            : fmt::format("ended ({})", ending.explain());
    if (++at.failures >= most_failures) {
      outcomes.push_back(lost(at, why));
      member.orders.pop_front();
    }
  }
  while (!member.orders.empty()) {
    waiting_.push_front(std::move(member.orders.back()));
    member.orders.pop_back();
  }
}

Result<void> Crew::see_who_ended(std::vector<CaseOutcome>& outcomes) {
  const bool somebody = std::ranges::any_of(members_, [](const auto& m) { return !m->channel.open(); });
  if (!somebody) return {};
  for (const EndedWorker& ended : nursery_.ended(1000)) {
    const auto found = std::ranges::find(members_, ended.pid, [](const auto& m) { return m->pid; });
    if (found == members_.end()) continue;
    receive(**found, outcomes);  // what it said before
    bury(**found, ended.ending, outcomes);
    members_.erase(found);
  }
  if (!unfit_.empty()) return fail(std::move(unfit_));
  if (stillborn_ >= most_stillborn)
    return fail(error("isolation.start", {}, "workers end before they are ready",
                      {"try a letter alone: engross issue --unsigned CASE"}));
  return {};
}

int Crew::next_deadline(std::chrono::milliseconds most) const {
  auto until = Clock::now() + most;
  for (const auto& member : members_)
    if (!member->orders.empty() && !member->hung) until = std::min(until, member->since + options_.patience);
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, 3'600'000));
}

// So much that none runs out of work while answers gather.
bool Crew::all_have_plenty() const {
  return std::ranges::all_of(members_, [this](const auto& m) {
    return is_fit(*m) && m->unsent.empty() && m->orders.size() > options_.ahead / 2;
  });
}

Result<std::vector<CaseOutcome>> Crew::wait(std::chrono::milliseconds most, int also) {
  std::vector<CaseOutcome> outcomes;
  if (all_have_plenty()) std::this_thread::sleep_for(std::min(most, gathering));
  std::vector<pollfd> watched;
  for (const auto& member : members_) {
    const bool unsent = !member->unsent.empty();
    watched.push_back(
        {.fd = member->channel.get(), .events = static_cast<short>(unsent ? POLLIN | POLLOUT : POLLIN), .revents = 0});
  }
  watched.push_back({.fd = also, .events = POLLIN, .revents = 0});
  if (::poll(watched.data(), watched.size(), next_deadline(most)) > 0)
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if ((watched[i].revents & POLLOUT) != 0) send(*members_[i]);
      if ((watched[i].revents & ~POLLOUT) != 0) receive(*members_[i], outcomes);
    }
  kill_the_hung();
  if (auto seen = see_who_ended(outcomes); !seen) return fail(std::move(seen.error()));
  if (auto filled = fill_posts(); !filled) return fail(std::move(filled.error()));
  hand_out();
  return outcomes;
}

}  // namespace engross
