// What was printed, for those who count sheets and envelopes: as JSON, and as pages for people.
#pragma once

#include <string>
#include <vector>

#include "layout/lay_out.hpp"
#include "print_run/print_run.hpp"

namespace engross {

// One job as it was written.
struct PrintedFile {
  std::string name;
  std::string sha256;  // in hexadecimal
  std::size_t bytes = 0;
};

// docs/schemas/print-run.schema.json; a line a letter, ends with a line feed. `files`: one a job, in order.
std::string reconciliation_json(const PrintRun& run, const std::vector<PrintedFile>& files);

// How the pages look: the department's own style, on a sheet without window.
struct ReportLook {
  const HouseStyle* style = nullptr;
  const FontSet* fonts = nullptr;
};
// PDF/A-2a and PDF/UA-1, without names or references: counts by job and envelope, how to print a part again. Errors:
// those of layout and drawing.
Result<std::string> reconciliation_pdf(const PrintRun& run, const std::vector<PrintedFile>& files,
                                       const ReportLook& look);

}  // namespace engross
