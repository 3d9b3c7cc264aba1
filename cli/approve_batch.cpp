// In: an export that a person approves as a batch. Out: what they approve, with the sample that they saw.
// Refuses: approvals that do not say how many letters were looked at.
#include "approve_batch.hpp"

#include <fmt/format.h>

#include <charconv>

#include "batch_approvals.hpp"
#include "next_command.hpp"

namespace engross::cli {
namespace {

CLI::Validator sample_size() {
  return {[](const std::string& word) {
            std::size_t number = 0;
            const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), number);
            const bool good =
                code == std::errc() && end == word.data() + word.size() && number >= 1 && number <= most_samples;
            return good ? std::string() : fmt::format("\"{}\" is not a whole number from 1 to {}", word, most_samples);
          },
          ""};
}

// Shows the letters that a sample of so many has.
std::string proofs_command(const Session& session, const std::string& input, const ExportChoices& cases,
                           std::size_t wanted) {
  std::vector<std::string> words{"batch", input};
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) words.insert(words.end(), {option, value});
  };
  add("--map", cases.mapping);
  add("--format", cases.format);
  add("--delimiter", cases.delimiter);
  add("--encoding", cases.encoding == "utf-8" ? "" : cases.encoding);
  add("--today", session.options().today);
  words.insert(words.end(), {"--proofs", std::to_string(wanted), "--out", "proofs"});
  return next_command(session.options(), words);
}

}  // namespace

void add_batch_choices(CLI::App* command, BatchChoices& choices) {
  CLI::Option* batch = command->add_flag("--batch", choices.chosen, "All letters of an export at once");
  for (const char* of_reply : {"--template", "--case", "--detached"}) batch->excludes(command->get_option(of_reply));
  add_export_options(command, choices.cases);
  for (const char* of_export : {"--map", "--format", "--delimiter", "--encoding"})
    command->get_option(of_export)->needs(batch);
}

void add_sample_option(CLI::App* command, BatchChoices& choices) {
  command
      ->add_option("--sample", choices.sample, "How many letters you looked at, spread over the export as by --proofs")
      ->type_name("N")
      ->check(sample_size())
      ->needs(command->get_option("--batch"));
}

Result<void> says_how_many(const Session& session, const std::string& input, const BatchChoices& choices) {
  constexpr std::size_t usual = 20;
  if (choices.sample) return {};
  return fail(error("options.sample", {}, "nothing was said of how many letters you looked at",
                    {"look at some of them: " + proofs_command(session, input, choices.cases, usual),
                     fmt::format("then say how many: --sample {}", usual)}));
}

Result<BatchSetup> open_batch(const Session& session, const std::string& input, const BatchChoices& choices) {
  BatchCommand command;
  command.cases = choices.cases;
  command.cases.path = input;
  return set_up(session, command, std::nullopt);
}

Result<ApprovedBatch> sampled_batch(Report& report, const Session& session, BatchSetup& setup, const std::string& input,
                                    const BatchChoices& choices) {
  auto batch = batch_to_approve(setup);
  if (!batch) return batch;
  Diagnostics remarks;
  if (auto looked = look_at_samples(setup, *choices.sample, *batch, remarks); !looked)
    return fail(std::move(looked.error()));
  report.note(remarks);
  report.say(fmt::format("You approve {} cases, and say that you have seen {} of their letters: {}",
                         with_commas(batch->cases), with_commas(batch->samples.size()),
                         proofs_command(session, input, choices.cases, *choices.sample)));
  return batch;
}

std::string words_of_batch(const ApprovalStatement& statement) {
  std::uint64_t cases = 0;
  std::from_chars(statement.cases.data(), statement.cases.data() + statement.cases.size(), cases);
  return fmt::format("{} case{}, {} letter{} seen", with_commas(cases), cases == 1 ? "" : "s", statement.samples.size(),
                     statement.samples.size() == 1 ? "" : "s");
}

Value value_of_batch(const ApprovalStatement& statement) {
  Value value = Value::object();
  value.set("cases", Value::number(statement.cases));
  value.set("export_sha256", text(statement.export_sha256));
  value.set("cases_sha256", text(statement.cases_sha256));
  Value samples = Value::array();
  for (const SeenLetter& seen : statement.samples) samples.push_back(text(seen.reference));
  value.set("samples", std::move(samples));
  return value;
}

}  // namespace engross::cli
