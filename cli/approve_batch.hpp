// What the commands of approvals need besides when the input is an export: a batch is approved.
#pragma once

#include <optional>
#include <string>

#include "batch_setup.hpp"
#include "commands.hpp"
#include "signing/approvals.hpp"

namespace engross::cli {

struct BatchChoices {
  bool chosen = false;  // --batch
  ExportChoices cases;
  std::optional<std::size_t> sample;  // --sample: of how many letters one says to have seen them
};
// --batch and how the export is read; not with the options of a reply, which are there already.
void add_batch_choices(CLI::App* command, BatchChoices& choices);
void add_sample_option(CLI::App* command, BatchChoices& choices);

// Error: "options.sample" (they do not).
Result<void> says_how_many(const Session& session, const std::string& input, const BatchChoices& choices);
// As `batch` would read it. Errors: those of set_up().
Result<BatchSetup> open_batch(const Session& session, const std::string& input, const BatchChoices& choices);
// The batch with its sample, and where people look at that; once it was said of how many letters. Errors: those of
// Export and of look_at_samples().
Result<ApprovedBatch> sampled_batch(Report& report, const Session& session, BatchSetup& setup, const std::string& input,
                                    const BatchChoices& choices);

// "2,000 cases, 20 letters seen"
std::string words_of_batch(const ApprovalStatement& statement);
Value value_of_batch(const ApprovalStatement& statement);

}  // namespace engross::cli
