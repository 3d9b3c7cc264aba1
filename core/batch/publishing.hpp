// The publisher in a thread of its own: the disk is waited for there, while workers are fed and heard here.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/descriptor.hpp"
#include "ledger/publisher.hpp"

namespace engross {

class Publishing {
 public:
  // The publisher is the thread's alone until this object dies.
  explicit Publishing(Publisher& publisher);
  Publishing(const Publishing&) = delete;
  Publishing& operator=(const Publishing&) = delete;
  ~Publishing();  // what was handed over is published first

  void hand_over(LetterGroup group);
  // Groups that are not on the disk yet.
  std::size_t pending() const;
  // Readable when a group has got there, or has failed.
  int descriptor() const { return happened_.get(); }

  // Groups that have got there since it was last asked. Error: why one has not; there are none after it.
  Result<std::vector<LetterGroup>> published();
  // Waits until all that was handed over is there, and every letter under its final name. Errors: likewise.
  Result<std::vector<LetterGroup>> finish();

 private:
  void run();

  Publisher& publisher_;
  Descriptor happened_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<LetterGroup> waiting_;
  std::vector<LetterGroup> done_;
  std::size_t pending_ = 0;
  Diagnostics faults_;
  bool closing_ = false;
  std::thread thread_;  // the last: it uses the others
};

}  // namespace engross
