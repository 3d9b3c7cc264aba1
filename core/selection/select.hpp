// Which paragraphs, in what order, and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cases/case.hpp"
#include "department/department.hpp"
#include "rules/rule.hpp"

namespace engross {

struct Chosen {
  enum class Kind : std::uint8_t { paragraph, text, markdown };
  Kind kind = Kind::paragraph;
  const Paragraph* paragraph = nullptr;   // of the department, which outlives the selection
  Span words;                             // text, markdown: in the case
  Part part = Part::body;
  std::string reason;
};

struct NearMiss {
  const Paragraph* paragraph = nullptr;
  std::string reason;                     // why it is out: "topics [send] do not meet [cse, pshe]"
};

struct Selection {
  std::vector<Chosen> chosen;             // by part, order, id; or as the case lists them
  std::vector<NearMiss> near_misses;      // nearest first
  Diagnostics notes;                      // paragraphs past review_by, expired under policy warn
};

struct SelectionInput {
  const Case* case_ = nullptr;
  const Department* department = nullptr;
  Facts facts;                            // what rules see
  Date date;                              // the letter's: judges valid_from and expires
  Date today;                             // judges review_by
  std::string language;
};

// (no topics, or topics that meet the case's) and (no `when`, or a true one). `use` skips topics and `when`, nothing else.
// Errors: "selection.no-body" (lists the nearest misses), "selection.conflict", "selection.unknown-paragraph",
// "selection.expired", "selection.not-yet-valid", and those of rules.
Result<Selection> select(const SelectionInput& input);

// The stable printed form: part, id@revision, reason, one line each.
std::string dump(const Selection& selection);

}  // namespace engross
