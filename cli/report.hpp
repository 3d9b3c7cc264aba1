// What a command says: its result on standard output, diagnostics on standard error, or one JSON object for programs.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "data/value.hpp"
#include "options.hpp"

namespace engross::cli {

class Report {
 public:
  explicit Report(const CommonOptions& options) : options_(options) {}

  // For people: printed at once unless --quiet or --json.
  void say(std::string_view line) const;
  // The result that was asked for: printed even with --quiet, but not with --json.
  void show(std::string_view text) const;
  // For programs.
  void set(std::string key, Value value) { result_.set(std::move(key), std::move(value)); }

  // Warnings and notes; the command goes on.
  void note(const Diagnostics& diagnostics);
  // Says why and gives the exit code: environment for what the machine lacks, else refused.
  int refuse(const Diagnostics& diagnostics);
  int finish(int exit_code = done);

 private:
  const CommonOptions& options_;
  Diagnostics diagnostics_;
  Value result_ = Value::object();
};

// Is it the machine that is wrong (exit 3), rather than the letter (exit 1)?
bool is_environment(const Diagnostic& diagnostic);

}  // namespace engross::cli
