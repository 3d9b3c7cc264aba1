// What a batch says while it runs: a bar on a terminal, a line now and then elsewhere, events for programs, metrics for
// a monitor. Counts only: no reference, no name.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/world.hpp"
#include "batch/run.hpp"
#include "options.hpp"

namespace engross::cli {

struct ProgressOptions {
  std::string metrics;             // --metrics FILE; empty: none
  std::chrono::seconds every{30};  // --every N: between lines, where there is no terminal
  std::string run;                 // the run's identity, for the metrics
  std::string shard;               // "3/8"
};

class BatchProgress {
 public:
  // `part_read`: how much of the export has been read, 0 to 1.
  BatchProgress(World& world, const CommonOptions& common, ProgressOptions options, std::function<double()> part_read);
  BatchProgress(const BatchProgress&) = delete;
  BatchProgress& operator=(const BatchProgress&) = delete;
  ~BatchProgress();  // the bar is taken away

  void tell(const Progress& progress);
  // The last word. Errors: the metrics cannot be written.
  Result<void> end(const RunResult& result);
  // Takes the bar away before something else is printed; the next tell() brings it back.
  void clear();

 private:
  void draw_bar(const Progress& progress);
  Result<void> write_metrics(const Progress& progress, std::string_view end);

  World& world_;
  const CommonOptions& common_;
  ProgressOptions options_;
  std::function<double()> part_read_;
  bool terminal_ = false, drawn_ = false;
  std::chrono::milliseconds next_line_{}, next_metrics_{};
};

// "2,480 letters/s", "1 h 05 min", "4 min 10 s", "12 s": as people read them.
std::string rate_words(const Progress& progress);
std::string span_words(std::chrono::seconds span);
std::string with_commas(std::uint64_t number);

// The text of the metrics: Prometheus exposition format, version 0.0.4.
std::string metrics_text(const Progress& progress, double part_read, const ProgressOptions& options,
                         std::string_view end);

}  // namespace engross::cli
