// Signals that are noted rather than obeyed.
#pragma once

#include <csignal>
#include <utility>
#include <vector>

namespace engross::cli {

// While it lives. What was ignored before stays ignored, as under nohup; afterwards all is as it was. One at a time.
class NotedSignals {
 public:
  explicit NotedSignals(const std::vector<int>& signals);
  ~NotedSignals();
  NotedSignals(const NotedSignals&) = delete;
  NotedSignals& operator=(const NotedSignals&) = delete;

  // Since the last of these objects was made: the signal that came last, 0 when none has, and how many have come.
  static int last();
  static int count();

 private:
  std::vector<std::pair<int, struct sigaction>> before_;
};

}  // namespace engross::cli
