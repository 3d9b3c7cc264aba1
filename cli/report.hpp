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
  // Whether what show() prints may have colours: a terminal, and no --no-colour.
  bool colours_results() const;
  // For programs.
  void set(std::string key, Value value) { result_.set(std::move(key), std::move(value)); }

  // Warnings and notes; the command goes on. People are told once what is said again and again; programs get it all.
  void note(const Diagnostics& diagnostics);
  // Says why and gives the exit code of the errors.
  int refuse(const Diagnostics& diagnostics);
  int finish(int exit_code = done);

 private:
  const CommonOptions& options_;
  Diagnostics diagnostics_;
  Value result_ = Value::object();
};

// The exit code for errors: what is wrong with the machine (3) before the command line (2) before the letter (1);
// 0 when none of them is an error.
int exit_code_of(const Diagnostics& diagnostics);

// Members of the result for programs.
Value text(std::string_view of);
Value number(std::size_t of);

}  // namespace engross::cli
