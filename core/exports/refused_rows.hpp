// The rows that were refused, as a file that can be corrected and given as an export again.
#pragma once

#include <string>
#include <string_view>

#include "exports/export.hpp"

namespace engross {

// For CSV the export's header and rows as they were written, behind two columns engross_row and engross_reason, which a
// reader leaves out; for JSON, JSON Lines with a member "engross": {"row": 12, "reason": "…"} in each, likewise. A row
// that cannot stand among others (a quote that is not closed, broken JSON) is one text cell or string instead: whoever
// corrects it sees it whole, and it is refused again as long as it stays.
class RefusedRows {
 public:
  explicit RefusedRows(const Export& of);

  std::string_view extension() const;  // "csv" or "jsonl"
  // What the file begins with: the header, behind the mark by which a spreadsheet knows UTF-8. Empty for JSON.
  const std::string& header() const { return header_; }
  // A line with its line feed.
  std::string row(const ExportedCase& refused, std::string_view reason) const;

 private:
  ExportFormat format_;
  char delimiter_;
  std::string header_;
};

// "row 12 (line 14), column "Post Code": …; …": the errors among them, as one line of text.
std::string reason_of(const Diagnostics& faults);

}  // namespace engross
