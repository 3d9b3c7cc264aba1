// Which branches of a department's paragraphs were taken, in the manner of code coverage. Private to this room.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/known_names.hpp"
#include "conformance/trial.hpp"

namespace engross {

// A question with two answers, and how often each was given.
struct Branch {
  enum class Kind : std::uint8_t { when, section, optional };
  Kind kind = Kind::when;
  std::string text;  // the rule, the tag, or the path
  Span span;
  std::size_t yes = 0;  // true, shown, present
  std::size_t no = 0;

  std::size_t taken() const { return (yes > 0 ? 1U : 0U) + (no > 0 ? 1U : 0U); }
};
std::string_view name_of(Branch::Kind kind);
// "true", "shown", "present"; "false", "hidden", "absent"
std::string_view answer_of(Branch::Kind kind, bool yes);

struct ParagraphCoverage {
  const Paragraph* paragraph = nullptr;
  std::vector<Branch> branches;
  std::size_t letters = 0;                      // that it stands in
  std::map<std::string, std::size_t> refusals;  // letters that would have it and do not exist, by the first reason

  std::size_t taken() const;
  std::size_t all() const { return 2 * branches.size(); }
};

class Coverage {
 public:
  Coverage(const Department& department, const KnownNames& known);

  // `when` counts in every case, sections and optional values in letters that came to be.
  void take(const Outcome& outcome);

  const std::vector<ParagraphCoverage>& paragraphs() const { return paragraphs_; }
  std::size_t taken() const;
  std::size_t all() const;

 private:
  void take_letter(const Outcome& outcome);

  std::vector<ParagraphCoverage> paragraphs_;
  std::map<const Paragraph*, std::size_t> index_;
};

// "taken of all" in percent, rounded down so that 100 means all; 100 when there is nothing to take.
std::size_t percent(std::size_t taken, std::size_t all);

}  // namespace engross
