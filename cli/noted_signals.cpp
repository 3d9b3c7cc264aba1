// In: signals as they come. Out: which came last, and how many have come.
// Refuses nothing.
#include "noted_signals.hpp"

namespace engross::cli {
namespace {

volatile std::sig_atomic_t last_signal = 0;
volatile std::sig_atomic_t signals_so_far = 0;

extern "C" void note_signal(int signal) {
  last_signal = signal;
  signals_so_far = signals_so_far + 1;
}

}  // namespace

NotedSignals::NotedSignals(const std::vector<int>& signals) {
  last_signal = 0;
  signals_so_far = 0;
  struct sigaction noting {};
  noting.sa_handler = note_signal;
  sigemptyset(&noting.sa_mask);
  for (const int signal : signals) {
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    before_.emplace_back(signal, action);
    if (action.sa_handler != SIG_IGN) sigaction(signal, &noting, nullptr);
  }
}

NotedSignals::~NotedSignals() {
  for (const auto& [number, action] : before_) sigaction(number, &action, nullptr);
}

int NotedSignals::last() {
  return last_signal;
}

int NotedSignals::count() {
  return signals_so_far;
}

}  // namespace engross::cli
