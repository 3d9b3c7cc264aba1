// What the command line of a batch says.
#pragma once

#include <optional>
#include <string>

#include "batch_progress.hpp"
#include "batch_source.hpp"
#include "print_options.hpp"
#include "signing.hpp"

namespace engross::cli {

struct BatchCommand {
  ExportChoices cases;
  std::string approvals;  // --approvals FILE, instead of beside the export
  std::string out, shard = "1/1", name = "{reference}", recipients = "allow";
  std::string of_signing;   // an option that only signed letters have, as it was given
  std::string of_printing;  // one that only print runs have
  SigningOptions signing;
  ProgressOptions progress;
  PrintChoices print;  // --print-run FILE.pdf: printed when the run is complete
  bool unsigned_ = false, resume = false, check = false, yes = false;
  std::optional<std::size_t> proofs, hold;
  std::optional<double> stop_after_refused;  // per cent
  std::size_t jobs = 0;                      // 0: as many as there are processors
  std::size_t patience = 60;                 // seconds for one letter
  std::size_t every = 30;                    // seconds between lines of progress
  std::size_t memory = 1024;                 // MiB of address space a worker
};

}  // namespace engross::cli
