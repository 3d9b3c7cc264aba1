// Where workers are born: a process that was made before anything was opened that workers must not share (the ledger,
// a thread, a key), and that forks one whenever it is asked. So a worker that is replaced in the middle of a run begins
// with the same memory as the first ones. Linux only.
#pragma once

#include <sys/types.h>

#include <functional>
#include <vector>

#include "base/descriptor.hpp"
#include "base/result.hpp"
#include "isolation/child.hpp"

namespace engross {

struct NewWorker {
  pid_t pid = -1;
  Descriptor channel;  // a stream both ways, ours not blocking; it ends when the worker does
};

struct EndedWorker {
  pid_t pid = -1;
  Ending ending;
};

// Interrupts, hang-ups and requests to end are the supervisor's business alone: the nursery and the workers ignore
// them. All of them are killed when the thread that started the nursery ends.
class Nursery {
 public:
  // `work` is run in each worker, whose channel is `parent_channel` (isolation/parent_channel.hpp); its result is the
  // worker's exit code. Only to be called while the process has one thread, and no children. Errors: "isolation.start"
  // (the system's reason).
  static Result<Nursery> start(std::function<int()> work, ChildLimits limits);
  Nursery(Nursery&&) noexcept = default;
  Nursery& operator=(Nursery&&) noexcept;
  ~Nursery();

  // Errors: "isolation.start".
  Result<NewWorker> worker();
  // Those that have ended since it was last asked. Waits up to that long when there is none yet.
  std::vector<EndedWorker> ended(int milliseconds);

 private:
  Nursery(pid_t pid, Descriptor control) : pid_(pid), control_(std::move(control)) {}
  bool take_message(int milliseconds);
  void end();

  pid_t pid_ = -1;
  Descriptor control_;  // a channel of packets
  std::vector<EndedWorker> ended_;
  std::vector<pid_t> born_;
};

}  // namespace engross
