// The merge: a template and a context make text with tokens.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "data/value.hpp"
#include "letter/tokens.hpp"
#include "merge/template.hpp"

namespace engross {

// One object whose members are names. Later frames shadow earlier ones.
struct ContextFrame {
  const Value* value = nullptr;  // an object; outlives the merge
  SourceRef source;              // of its extents; may be null
  std::string pointer;           // put before the JSON pointers of its members: "/case", "/department"
};
using Context = std::vector<ContextFrame>;

struct MergePolicy {
  bool strict = true;       // a missing interpolation, a section on an undeclared absent name, printing an object, array or
                            // boolean, {{{raw}}} and {{>*dynamic}} are errors
  bool opaque = true;       // values become tokens; otherwise their text, escaped for HTML where the tag escapes
  bool formatters = true;   // formatter names are reserved lambdas
  std::set<std::string, std::less<>> optional;  // dotted paths that sections may find absent
  std::string language = "en-GB";               // of dates, lists and ordinals: en-GB or cy
  std::size_t max_partial_depth = 64;
  std::size_t max_output = 4U << 20U;

  static MergePolicy letters() { return {}; }
  static MergePolicy specification() { return {.strict = false, .opaque = false, .formatters = false}; }
};

// Errors with file:line:column and "did you mean": "merge.no-value", "merge.not-optional", "merge.not-printable",
// "merge.raw", "merge.dynamic", "merge.no-partial", "merge.too-deep", "merge.too-large", "merge.formatter" (what the value
// was and what the formatter needs), "merge.item-without" (some list items have the name and this one lacks it).
// All errors of one merge are collected.
Result<MergedText> merge(const Template& text, const Context& context, const Partials& partials,
                         const MergePolicy& policy = {});

}  // namespace engross
