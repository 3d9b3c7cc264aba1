// A print run: many letters as files for the printer, sheet by sheet as they leave it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pdf/letter_stream.hpp"
#include "print_run/plan.hpp"

namespace engross {

// Lays a letter out as it was issued, with the fields of its signature if it had any: they print as they look. `item`
// is the index of the items.
using PagesOf = std::function<Result<Pages>(std::size_t item)>;

class PrintRun {
 public:
  // `about`: the title is made here; the date should be the run's, so that a reprint has the same bytes. Errors: those
  // of plan_print_run(), and "print.code" (the code leaves the sheet, or shows through the window of `geometry`).
  static Result<PrintRun> make(std::vector<PrintItem> items, PrintSetup setup, PrintOptions options,
                               const Geometry& geometry, DocumentInfo about);

  const std::vector<PrintItem>& items() const { return items_; }
  const PrintSetup& setup() const { return setup_; }
  const PrintOptions& options() const { return options_; }
  const PrintPlan& plan() const { return plan_; }
  const DocumentInfo& about() const { return about_; }
  std::size_t first() const { return plan_.letters.front().sequence; }
  std::size_t last() const { return plan_.letters.back().sequence; }

  // One job: its letters in order, each beginning on a front, a code on the front of each sheet. The same job of the
  // same letters has the same bytes, whatever the cache holds. Holds one letter at a time besides the file that grows.
  // Errors: "print.pages-differ" (a letter has other pages than it was issued with), "print.covers" (something of a
  // letter lies where the code must be), those of `pages_of` and of LetterStream; each says which letter it is.
  Result<std::string> draw(const PrintJob& job, const PagesOf& pages_of, DrawCache& cache) const;

 private:
  PrintRun() = default;
  std::vector<PrintItem> items_;
  PrintSetup setup_;
  PrintOptions options_;
  Geometry geometry_;
  DocumentInfo about_;
  PrintPlan plan_;
};

}  // namespace engross
