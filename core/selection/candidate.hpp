// A paragraph that the rules or the case have chosen, before conflicts, dates and language have been judged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "selection/select.hpp"

namespace engross {

struct Candidate {
  const Paragraph* original = nullptr;
  std::string reason;
  const CaseParagraph* use = nullptr;  // the case's own item, when it named the paragraph
  const Paragraph* gives_way_to = nullptr;
};

// Marks each candidate that gives way. Errors: "selection.conflict" for every circle of paragraphs that yield to each
// other.
Diagnostics settle_conflicts(std::vector<Candidate>& candidates);

// Whether the letter's date lies before `valid_from`.
bool is_not_yet_valid(const Paragraph& paragraph, const Date& date);

// Whether its dates are against it on the letter's.
bool is_out_of_date(const Paragraph& paragraph, const Date& date);

// The leave that lets the paragraph stand though its dates are against it; null when it has none, needs none, or the
// department's policy is not `allow`.
const Allowance* leave_of(const Paragraph& paragraph, const SelectionInput& input);

// What the dates of a chosen paragraph give: errors or warnings by policy, and a note when the review of `text` is
// overdue. `text` is the original or its translation; one without a date of its own has the original's
// (Department::from), and null is judged as the original.
Diagnostics judge_dates(const Candidate& candidate, const Paragraph* text, const SelectionInput& input);

// Where `key:` stands in the paragraph's front matter; its first line when it does not.
Span front_matter_place(const Paragraph& paragraph, std::string_view key);

Diagnostic note(std::string code, Span span, std::string message, std::vector<std::string> hints = {});

}  // namespace engross
