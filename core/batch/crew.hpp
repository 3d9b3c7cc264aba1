// The workers of a run as the supervisor sees them: orders are given, outcomes come back; a worker that dies or hangs
// costs the letter that it was at, and is replaced.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "batch/messages.hpp"
#include "batch/nursery.hpp"
#include "isolation/frames.hpp"
#include "signing/secret.hpp"

namespace engross {

struct CrewOptions {
  std::size_t workers = 1;
  std::size_t ahead = 16;                      // orders that a worker is given before it has answered the first
  std::chrono::milliseconds patience{60'000};  // for one letter
  AskSecret ask{};                             // asked once for each secret, whichever worker needs it first
};

// Speaks with all of them in one thread.
class Crew {
 public:
  Crew(Nursery nursery, CrewOptions options);
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew();

  // The first worker is waited for until it is ready, so that a key or code that does not open is known before a letter
  // is touched, and a wrong PIN is tried once. Errors: why it cannot begin, "isolation.start".
  Result<Diagnostics> start();

  // Whether another order would be taken up soon.
  bool has_room() const { return waiting_.size() + at_work_ < options_.workers * options_.ahead; }
  void give(CaseOrder order);
  // Orders without an outcome.
  std::size_t open_orders() const { return waiting_.size() + at_work_; }

  // Waits for outcomes, at most so long, and not when `also` becomes readable. Errors: workers can no longer be
  // started.
  Result<std::vector<CaseOutcome>> wait(std::chrono::milliseconds most, int also = -1);

  std::size_t workers() const { return members_.size(); }
  std::size_t replaced() const { return replaced_; }

 private:
  using Clock = std::chrono::steady_clock;
  struct Order {
    CaseOrder order;
    int failures = 0;
  };
  struct Member {
    pid_t pid = -1;
    Descriptor channel;
    FrameReader frames;
    std::string unsent;
    std::deque<Order> orders;  // the first is the one that it is at
    Clock::time_point since;   // when it began with that
    bool ready = false;
    bool hung = false, mad = false;  // and killed for it
  };

  static bool is_fit(const Member& member) { return member.ready && !member.hung && !member.mad; }
  Result<void> hire();
  Result<void> fill_posts();
  void hand_out();
  void send(Member& member);
  void receive(Member& member, std::vector<CaseOutcome>& outcomes);
  void hear(Member& member, std::string_view message, std::vector<CaseOutcome>& outcomes);
  void answer(Member& member, const std::string& what);
  void kill_the_hung();
  void bury(Member& member, const Ending& ending, std::vector<CaseOutcome>& outcomes);
  Result<void> see_who_ended(std::vector<CaseOutcome>& outcomes);
  bool all_have_plenty() const;
  int next_deadline(std::chrono::milliseconds most) const;
  CaseOutcome lost(const Order& order, const std::string& why) const;

  Nursery nursery_;
  CrewOptions options_;
  std::vector<std::unique_ptr<Member>> members_;
  std::deque<Order> waiting_;
  std::size_t at_work_ = 0, replaced_ = 0;
  std::size_t stillborn_ = 0;  // workers in a row that ended before they were ready
  std::map<std::string, Secret> secrets_;
  Diagnostics unfit_, notes_;
};

}  // namespace engross
