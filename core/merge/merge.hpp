// The merge: a template and a context make text with tokens.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
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

// A host function that stands under a name, as Mustache's optional lambdas module has it. It is given the source text
// of a section, or nothing for an interpolation; what it returns is a template, which is merged in the tag's place.
using Lambda = std::function<std::string(std::optional<std::string_view> section)>;

struct MergePolicy {
  bool strict = true;  // a missing interpolation, a section on an undeclared absent name, printing an object, array or
                       // boolean, {{{raw}}} and {{>*dynamic}} are errors
  bool opaque = true;  // values become tokens; otherwise their text, escaped for HTML where the tag escapes
  bool formatters = true;                            // formatter names are reserved lambdas
  std::set<std::string, std::less<>> optional = {};  // dotted paths that sections may find absent
  std::string language = "en-GB";                    // of dates, lists and ordinals: en-GB or cy
  std::size_t max_partial_depth = 64;
  std::size_t max_output = 4U << 20U;  // bytes of merged text
  std::size_t max_steps = 1U << 20U;   // operations, so that nested lists and partials end even when they print nothing
  std::map<std::string, Lambda, std::less<>> lambdas = {};           // reserved names, before anything in the context
  std::function<void(const Span& tag, bool shown)> on_section = {};  // told of each section as it is decided

  static MergePolicy letters() { return {}; }
  static MergePolicy specification() { return {.strict = false, .opaque = false, .formatters = false}; }
};

// Names: the first part of a dotted name is looked for from the innermost section outwards, the rest only inside what
// was found there. A number picks an item of a list: address.0. Sections: null, false, the empty text and the empty
// list are false; everything else is true, 0 and {} too. A section on a part of null ({{#person.name}} where person is
// null) is false. In strict merges a line without words of its own, whose tags and sections all print nothing, is
// dropped with its line end.
//
// Errors, each with its place, its hints ("did you mean") and, inside partials, where they were included:
//   merge.no-value       an interpolation that names nothing; null counts as present and prints nothing
//   merge.not-optional   a section that names nothing, and is not (part of something) declared optional
//   merge.item-without   some items of the list have the name and this one lacks it
//   merge.not-printable  an object, array or boolean, or a text with a character that no letter may hold
//   merge.raw, merge.dynamic, merge.no-partial
//   merge.formatter      what the value was and what the formatter needs; or a formatter's name used otherwise
//   merge.too-deep, merge.too-large: the caps of the policy, and the number of tokens that there are
// All errors of one merge are collected (a hundred at most), each place once.
Result<MergedText> merge(const Template& text, const Context& context, const Partials& partials,
                         const MergePolicy& policy = {});

}  // namespace engross
