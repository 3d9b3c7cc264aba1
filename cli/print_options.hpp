// The options of a print run, and the run itself.
#pragma once

#include <string>
#include <vector>

#include "commands.hpp"
#include "print_run/plan.hpp"
#include "signing.hpp"

namespace engross::cli {

struct PrintChoices {
  std::string output;             // FILE.pdf
  std::string sort = "postcode";  // --sort
  std::string setup;              // --setup FILE.yaml; empty: the packaged one
  std::size_t sheets = 2500;      // --sheets: of a job
  std::size_t from = 0, to = 0;   // 0: not given
  bool simplex = false, force = false;
};
// All but the output.
void add_print_options(CLI::App* command, PrintChoices& choices);
// One of them that was given, as it is written; empty when none was.
std::string print_option_of(const CLI::App& command);
// What can be said of the options alone. Errors: "options.sort", "options.output".
Result<void> make_sense_of(const PrintChoices& choices);
// What can be said before there are letters to print. Errors: those of the setup, "print.exists", "world.unwritable"
// (no such folder).
Result<void> may_print(const Session& session, const PrintChoices& choices);

// Prints the letters of these folders, which are shards of one run. `key` opens the ink of letters that bear it.
// Reports what was written. Errors: those of RunLetters, PrintRun and write_print_run().
Result<void> print_letters(Program& program, Report& report, const std::vector<std::string>& folders,
                           const PrintChoices& choices, const KeyOptions& key);

}  // namespace engross::cli
