// In: groups of letters. Out: the same, on the disk and in the ledger.
// Refuses: every group after one that failed.
#include "batch/publishing.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

namespace engross {

Publishing::Publishing(Publisher& publisher)
    : publisher_(publisher), happened_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this] { run(); }) {}

Publishing::~Publishing() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Publishing::run() {
  for (;;) {
    LetterGroup group;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      group = std::move(waiting_.front());
      waiting_.pop_front();
      if (!faults_.empty()) {
        --pending_;
        changed_.notify_all();
        continue;
      }
    }
    auto published = publisher_.publish(group);
    {
      const std::lock_guard lock(mutex_);
      --pending_;
      if (published)
        done_.push_back(std::move(group));
      else
        faults_ = std::move(published.error());
    }
    changed_.notify_all();
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t n = ::write(happened_.get(), &one, sizeof one);
  }
}

void Publishing::hand_over(LetterGroup group) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(group));
    ++pending_;
  }
  changed_.notify_all();
}

std::size_t Publishing::pending() const {
  const std::lock_guard lock(mutex_);
  return pending_;
}

Result<std::vector<LetterGroup>> Publishing::published() {
  std::uint64_t seen = 0;
  [[maybe_unused]] const ssize_t n = ::read(happened_.get(), &seen, sizeof seen);
  const std::lock_guard lock(mutex_);
  if (!faults_.empty()) return fail(faults_);
  return std::exchange(done_, {});
}

Result<std::vector<LetterGroup>> Publishing::finish() {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return pending_ == 0; });
    if (!faults_.empty()) return fail(faults_);
  }
  if (auto flushed = publisher_.flush(); !flushed) return fail(std::move(flushed.error()));
  return published();
}

}  // namespace engross
