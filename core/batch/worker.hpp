// A worker: makes one letter after another as the supervisor orders, and says what became of each.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "assemble/issue.hpp"
#include "signing/approved_batch.hpp"
#include "signing/secret.hpp"

namespace engross {

// A key that a worker opened for itself, ready to sign.
class BatchHand {
 public:
  BatchHand() = default;
  BatchHand(const BatchHand&) = delete;
  BatchHand& operator=(const BatchHand&) = delete;
  virtual ~BatchHand() = default;

  // Before each letter: evidence that has grown old is gathered again here. Errors: those of gathering it.
  virtual Result<const Hand*> hand() = 0;
  virtual const Diagnostics& notes() const = 0;
};

// What every worker of a run makes letters with. It is laid out before the first of them is born; the functions are
// called by each worker for itself.
struct WorkerKit {
  Workbench* workbench = nullptr;    // its code is null
  std::vector<RecordedFile> shared;  // of keep_shared()
  std::filesystem::path run;         // the folder of the run, whose store keeps what signed letters share
  Calendar calendar;                 // the days of the run
  std::optional<Timestamp> at;       // the moment of each letter; nothing: when it is made
  std::string signatory;             // whose letters they are, if they are signed
  bool unsigned_ = false;
  // Whether the batch may be issued, as its department's policies of approvals go; what it was approved for.
  bool approved = false;
  SeenLetters seen{};
  // Empty when the department decides nothing in code.
  std::function<Result<std::unique_ptr<DepartmentCode>>()> open_code;
  // Empty for unsigned letters. `ask` gets the passphrase or PIN from the supervisor.
  std::function<Result<std::unique_ptr<BatchHand>>(const AskSecret& ask)> open_hand;
};

// The exit code of a worker that ran out of memory.
constexpr int worker_out_of_memory = 71;

// Speaks with the supervisor over `parent_channel` until it closes it; the result is an exit code.
int work(WorkerKit& kit);

}  // namespace engross
