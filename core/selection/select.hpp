// Which paragraphs, in what order, and why.
#pragma once

#include <functional>
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
  const Paragraph* paragraph = nullptr;  // in the letter's language; of the department, which outlives the selection
  const Paragraph* original = nullptr;   // whose front matter decided; the same paragraph unless that is a translation
  const CaseParagraph* own = nullptr;    // the item that asked for it; of the case, which outlives the selection
  Span words;                            // text, markdown: in the case
  Part part = Part::body;
  std::string reason;
};

struct NearMiss {
  const Paragraph* paragraph = nullptr;
  std::string reason;  // why it is out: "topics [send] do not meet [cse, pshe]"
};

struct Selection {
  std::vector<Chosen> chosen;         // by part, order, id; or as the case lists them
  std::vector<NearMiss> near_misses;  // nearest first; empty when nobody asked for them
  Diagnostics notes;                  // paragraphs past review_by, expired under policy warn, named by an old id
};

struct SelectionInput {
  const Case* case_ = nullptr;
  const Department* department = nullptr;
  Facts facts;                           // what rules see
  Date date;                             // the letter's: judges valid_from and expires
  Date today;                            // judges review_by
  std::string language;                  // one of the department's
  const Decisions* decisions = nullptr;  // of the department's code; null when it has none to make
  bool needs_body = true;                // false for a template whose body stands in the skeleton
  bool near_misses = true;  // false: no reasons for what is left out, which cost more than the choice itself
  std::function<void(const Paragraph&, bool truth)> on_when = {};  // told of each `when` that was asked
};

// Chosen by rules: (no topics, or topics that meet the case's) and (no `when`, or a true one). `use` skips topics,
// `when` and chosen_by, nothing else. Errors: "selection.no-body" (lists the nearest misses), "selection.conflict",
// "selection.unknown-paragraph", "selection.withdrawn" (a forwarding note says so), "selection.repeated" (used twice,
// by whatever ids), "selection.no-translation" (names the file to write), "selection.expired",
// "selection.not-yet-valid", "selection.allowance" (leave where the policy is `block`), and those of rules. All of them
// are collected.
//
// A paragraph is valid from the day `valid_from` until the day before `expires`. One that is chosen but has expired is
// an error, or a warning under the department's policy `warn`, and under `allow` when the case has an officer's leave
// for it (Case::allowed); leave that nothing needs is a warning, "selection.allowance". One that is not valid yet is
// left out with a note, so that a library may hold the next wording before its day comes; naming it by `use` is judged
// like an expired one. One that the case, or the department's code, names by an old id is taken with a warning,
// "selection.forwarded". What the department's code adds skips topics and `when` alone, as `use` does; what it leaves
// out is out, unless the case lists its own paragraphs. Error: "selection.decision" (of a paragraph that the department
// does not have). A paragraph gives way when one that it yields to stays; paragraphs that yield to each other in a
// circle conflict.
Result<Selection> select(const SelectionInput& input);

// The stable printed form: part, id@revision, reason, one line each.
std::string dump(const Selection& selection);

}  // namespace engross
