// What the supervisor and a worker say to each other, as frames (isolation/frames.hpp). Private to this room.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace engross {

// What is to be done with a case.
enum class Task : std::uint8_t {
  issue,    // the letter, staged, and its record
  proof,    // a proof, written where it is to lie
  measure,  // the letter in memory alone: how many pages and bytes it has
  check,    // whether it may go out; nothing is drawn
};

struct CaseOrder {
  std::uint64_t row = 0;
  Task task = Task::issue;
  SourceRef case_{};   // JSON
  std::string key{};   // its reference
  std::string file{};  // where the letter will lie, for its record
  std::string path{};  // where the worker writes it
};

// What became of an order.
struct CaseOutcome {
  enum class Kind : std::uint8_t {
    made,         // the letter; of a check: it may go out
    refused,      // the case or its letter is wrong: `said` has errors
    environment,  // the machine is: no space, no permission; or the letter is not the one that was approved
    lost,         // the worker died of it, or was killed because it hung, twice
  };
  Kind kind = Kind::made;
  std::uint64_t row = 0;
  std::string sha256{};  // of the letter's bytes
  std::uint64_t bytes = 0;
  std::uint64_t pages = 0;
  std::uint64_t microseconds = 0;  // of a processor, that it took
  std::string record_line{};
  Diagnostics said{};  // spans lie in the case, or nowhere
};

// From the supervisor: an order, or the answer to a question.
std::string order_message(const CaseOrder& order);
std::string secret_message(std::string_view secret);  // the worker asked for it
std::string no_secret_message(const Diagnostics& why);

struct FromSupervisor {
  std::optional<CaseOrder> order;
  std::optional<std::string> secret;
  Diagnostics no_secret;
};
// Nothing for what makes no sense.
std::optional<FromSupervisor> read_supervisor_message(std::string_view message);

// From a worker: it is ready (with what it has to say), it cannot begin, it needs a secret, or an outcome.
std::string ready_message(const Diagnostics& notes);
std::string unfit_message(const Diagnostics& why);
std::string question_message(std::string_view what);
std::string outcome_message(const CaseOutcome& outcome);

struct FromWorker {
  enum class Kind : std::uint8_t { ready, unfit, question, outcome };
  Kind kind = Kind::ready;
  Diagnostics said;  // of `ready` and `unfit`
  std::string what;  // of a question
  CaseOutcome outcome;
};
// `case_of(row)` gives the source that spans of an outcome lie in; null when the row is none of the worker's. Nothing
// for what makes no sense.
std::optional<FromWorker> read_worker_message(std::string_view message,
                                              const std::function<SourceRef(std::uint64_t row)>& case_of);

}  // namespace engross
