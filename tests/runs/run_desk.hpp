// Runs of the batch command as a person would start them, and what is left in their folders.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace engross::test {

// As JSON Lines: the sample case under `count` references, for other people in other places.
std::string export_of(std::size_t count, const std::string& department = "dfe");

// Every file below letters/, by its path there: the SHA-256 of its bytes.
using LetterTree = std::map<std::string, std::string>;
LetterTree letters_in(const std::string& run);

// Empty when the run's ledger, files and records agree, and each row from 1 to `rows` has exactly one end; else what
// does not agree. Looked at apart from the product's own `reconcile`.
std::string disagreement_in(const std::string& run, std::size_t rows);

// How many letters are under their final names.
std::size_t letters_so_far(const std::string& run);

// A batch that runs beside the test.
class RunningBatch {
 public:
  explicit RunningBatch(const std::vector<std::string>& command);
  RunningBatch(const RunningBatch&) = delete;
  RunningBatch& operator=(const RunningBatch&) = delete;
  ~RunningBatch();

  pid_t supervisor() const { return pid_; }
  std::vector<pid_t> workers() const;
  bool running();
  // 128 + signal when it was killed. Waits for its workers too: they must not outlive it.
  int wait();

 private:
  pid_t pid_ = -1;
  std::optional<int> ended_;
};

// A number from the environment: how much of a test a soak does.
std::size_t from_environment(const char* name, std::size_t otherwise);

}  // namespace engross::test
