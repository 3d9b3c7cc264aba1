// What is printed in which order on how many sheets: known before a letter is laid out, from what the run kept of each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "print_run/setup.hpp"

namespace engross {

// A letter that was issued.
struct PrintItem {
  std::string reference;
  std::string postcode;   // as the case has it; empty: none
  std::size_t pages = 0;  // of the issued file
  std::string sha256;     // of the issued file, in hexadecimal
};

enum class PrintOrder : std::uint8_t { postcode, pages, envelope };
std::string_view name_of(PrintOrder order);
// "postcode,pages": the first is the first to sort by. Errors: "print.sort" (did you mean; a key twice; none).
Result<std::vector<PrintOrder>> read_print_order(std::string_view text);

struct PrintOptions {
  std::vector<PrintOrder> sort{PrintOrder::postcode};  // then by reference
  bool duplex = true;                                  // false: a sheet a page
  std::size_t sheets = 2500;                           // of a job, at most
  std::size_t from = 0;                                // sequence numbers, both included; 0: the first
  std::size_t to = 0;                                  // 0: the last
};

struct PlannedLetter {
  std::size_t item = 0;      // index of the items
  std::size_t sequence = 0;  // from 1, over the whole run
  std::size_t sheets = 0;
  std::size_t envelope = 0;  // index of PrintSetup::envelopes
};

// What goes to the printer in one file.
struct PrintJob {
  std::size_t number = 0;            // from 1
  std::size_t first = 0, count = 0;  // of PrintPlan::letters
  std::size_t sheets = 0;
  std::size_t pages = 0;   // of the letters
  std::size_t blanks = 0;  // empty backs
};

struct PrintPlan {
  // Eight digits made of what is printed and in which order: another letter, another file of a letter, another order
  // or other sheets give another id. A part of the run has the id of the whole.
  std::string id;
  std::size_t whole = 0;               // letters of the run, of which `letters` may be a part
  std::size_t most_sheets = 0;         // of a letter of the run
  std::vector<PlannedLetter> letters;  // by sequence
  std::vector<PrintJob> jobs;          // each letter is in one, whole; numbered within this part
};

// Sequence numbers depend on the items, the sort keys and their values alone, neither on their order nor on from, to
// and sheets. UK postcodes sort by area, district as a number, and the rest; what is none comes after them, nothing
// last. Errors, collected: "print.empty" (no items), "print.no-pages", "print.twice" (a reference that two items have),
// "print.too-many-sheets" (more than the largest envelope takes), "print.job-too-small" (a letter with more sheets than
// a job may have), "print.range" (from and to that name no letter of the run).
Result<PrintPlan> plan_print_run(const std::vector<PrintItem>& items, const PrintSetup& setup,
                                 const PrintOptions& options);

// "out/letters.pdf", the second of 12 jobs: "out/letters-002.pdf". The only job has the name itself.
std::string job_file(std::string_view file, std::size_t number, std::size_t jobs);

}  // namespace engross
