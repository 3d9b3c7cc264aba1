// In: a chosen paragraph and its text, the letter's date and today, the leave that an officer gave. Out: what
// `valid_from`, `expires` and `review_by` have to say. The letter's date judges validity (a half-open span of days);
// today judges the review.
#include <fmt/format.h>

#include <algorithm>

#include "selection/candidate.hpp"

namespace engross {
namespace {

std::string remedy(const Paragraph& paragraph) {
  const std::string owner = paragraph.owner.empty() ? "its owner" : paragraph.owner;
  return fmt::format("ask {} for a paragraph that is valid on the letter's date, or change the letter's date", owner);
}

Diagnostic by_policy(const SelectionInput& input, const Paragraph& paragraph, std::string code, Span span,
                     std::string message) {
  const ExpiryPolicy policy = input.department->policies.expiry;
  if (const Allowance* leave = leave_of(paragraph, input))
    return warning(std::move(code), std::move(span), fmt::format("{}; allowed: {}", message, leave->because));
  std::vector<std::string> hints{remedy(paragraph)};
  if (policy == ExpiryPolicy::warn) return warning(std::move(code), std::move(span), std::move(message), hints);
  if (policy == ExpiryPolicy::allow)
    hints.push_back(
        fmt::format("or say why it may stand, which the record keeps: --allow {} --because \"…\"", paragraph.id));
  return error(std::move(code), std::move(span), std::move(message), std::move(hints));
}

}  // namespace

Diagnostic note(std::string code, Span span, std::string message, std::vector<std::string> hints) {
  Diagnostic diagnostic = warning(std::move(code), std::move(span), std::move(message), std::move(hints));
  diagnostic.severity = Severity::note;
  return diagnostic;
}

Span front_matter_place(const Paragraph& paragraph, std::string_view key) {
  if (!paragraph.source) return {};
  const std::string& text = paragraph.source->text;
  const std::string wanted = "\n" + std::string(key) + ":";
  const std::size_t end = std::min(text.find("\n---", 3), text.size());
  const std::size_t found = text.find(wanted);
  if (found == std::string::npos || found >= end) return {paragraph.source, 0, 0};
  const std::size_t line_end = std::min(text.find('\n', found + 1), text.size());
  return {paragraph.source, static_cast<std::uint32_t>(found + 1), static_cast<std::uint32_t>(line_end)};
}

bool is_not_yet_valid(const Paragraph& paragraph, const Date& date) {
  return paragraph.valid_from && date < *paragraph.valid_from;
}

bool is_out_of_date(const Paragraph& paragraph, const Date& date) {
  return is_not_yet_valid(paragraph, date) || (paragraph.expires && date >= *paragraph.expires);
}

const Allowance* leave_of(const Paragraph& paragraph, const SelectionInput& input) {
  if (input.department->policies.expiry != ExpiryPolicy::allow || !is_out_of_date(paragraph, input.date))
    return nullptr;
  const std::vector<Allowance>& allowed = input.case_->allowed;
  const auto found = std::ranges::find(allowed, paragraph.id, &Allowance::id);
  return found == allowed.end() ? nullptr : &*found;
}

Diagnostics judge_dates(const Candidate& candidate, const Paragraph* text, const SelectionInput& input) {
  const Paragraph& paragraph = *candidate.original;
  const std::string& id = paragraph.id;
  Diagnostics found;
  if (is_not_yet_valid(paragraph, input.date))
    found.push_back(by_policy(input, paragraph, "selection.not-yet-valid", candidate.use->span,
                              fmt::format("paragraph \"{}\" is valid only from {}, and the letter is dated {}", id,
                                          paragraph.valid_from->iso(), input.date.iso())));
  if (paragraph.expires && input.date >= *paragraph.expires)
    found.push_back(by_policy(input, paragraph, "selection.expired",
                              candidate.use ? candidate.use->span : front_matter_place(paragraph, "expires"),
                              fmt::format("paragraph \"{}\" expired on {}, and the letter is dated {}", id,
                                          paragraph.expires->iso(), input.date.iso())));
  const Paragraph& reviewed = text != nullptr && text->review_by != paragraph.review_by ? *text : paragraph;
  if (reviewed.review_by && input.today > *reviewed.review_by)
    found.push_back(note("selection.review-overdue", front_matter_place(reviewed, "review_by"),
                         fmt::format("{} \"{}\" was to be reviewed by {}; today is {}",
                                     &reviewed == &paragraph ? "paragraph" : "the translation of paragraph", id,
                                     reviewed.review_by->iso(), input.today.iso())));
  return found;
}

}  // namespace engross
