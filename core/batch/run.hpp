// A run: every case of an export becomes a letter or is refused, once.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "batch/crew.hpp"
#include "batch/docket.hpp"
#include "batch/publishing.hpp"

namespace engross {

// How far a run is. No personal data.
struct Progress {
  std::size_t rows = 0;                   // read of the export
  std::size_t others = 0;                 // another shard's
  std::size_t ended_before = 0;           // in an earlier part of the run
  std::size_t issued = 0;                 // now, and safe on the disk
  std::size_t refused = 0;                // now
  std::size_t at_work = 0;                // with the workers, or on their way to the disk
  std::uint64_t bytes = 0, pages = 0;     // of what was issued now
  std::size_t workers = 0, replaced = 0;  // workers that work, and that died
  std::chrono::milliseconds elapsed{};
};

enum class Interrupt : std::uint8_t { none, finish, now };

struct RunOptions {
  std::filesystem::path staging;
  std::size_t group = 256;                          // letters that are synced together
  std::chrono::milliseconds group_age{1000};        // a group is not kept back longer
  std::optional<double> stop_after_refused{};       // per cent of what has ended, once 100 have
  std::optional<std::size_t> hold_after{};          // letters; then `go_on` is asked
  std::function<bool()> go_on{};                    // may take as long as it wants
  std::function<Interrupt()> interrupted{};         // asked often
  std::function<void(const Progress&)> progress{};  // told about ten times a second
  // Told of each case that is refused, and of warnings.
  std::function<void(const ExportedCase&, const Diagnostics&)> said{};
};

enum class RunEnd : std::uint8_t {
  complete,     // the export was read to its end, and each of its cases has an end
  interrupted,  // on request
  held,         // `go_on` said no
  too_many_refused,
};

struct RunResult {
  RunEnd end = RunEnd::complete;
  Progress progress;
};

// Until the export ends or something stops it; whatever is half done then is finished first, unless Interrupt::now.
// Errors, after which the run can be resumed: those of the export, of the disk and the ledger, "isolation.start",
// workers' "world.…", "signing.…" and "approvals.sampled".
Result<RunResult> carry_out(Docket& docket, Crew& crew, Publishing& publishing, const RunOptions& options);

}  // namespace engross
