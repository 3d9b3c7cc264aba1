// What is said where somebody names a paragraph by an id that it no longer has.
#pragma once

#include "department/department.hpp"
#include "selection/select.hpp"

namespace engross {

// The paragraph of an old id, or why there is none.
struct OldId {
  const Paragraph* paragraph = nullptr;  // what it is called now; null when it was withdrawn
  Diagnostic said;                       // "selection.forwarded" (warning) or "selection.withdrawn" (error), at `place`
};

// Nothing when no forwarding note tells of the id.
std::optional<OldId> follow_old_id(const Department& department, std::string_view id, const Span& place);

}  // namespace engross
