// A print run on disk: the jobs, then what was printed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "print_run/reconciliation.hpp"

namespace engross {

struct PrintTarget {
  std::filesystem::path output;  // "letters.pdf"; letters-001.pdf … when there are several jobs
  bool overwrite = false;        // files of these names may go
};

struct Printed {
  std::vector<std::filesystem::path> jobs;
  std::filesystem::path json;   // letters.json
  std::filesystem::path sheet;  // letters-reconciliation.pdf
};

// What write_print_run() will write.
Printed files_of(const PrintRun& run, const std::filesystem::path& output);

// Each job is drawn and written before the next is drawn. The JSON comes last: where it is, all is there. Errors:
// "print.name" (an output whose name does not end in .pdf), "print.exists" (a file that is there already, before a
// letter is drawn), "print.leftover" (files of an earlier run with more jobs beside it, which somebody might print),
// those of PrintRun::draw(), of reconciliation_pdf() and of the world.
Result<Printed> write_print_run(World& world, const PrintRun& run, const PagesOf& pages_of, const ReportLook& look,
                                const PrintTarget& target);

}  // namespace engross
