// Taking over another department's library. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "department/department.hpp"

namespace engross {

// How many libraries a chain of `extends` may take over.
inline constexpr std::size_t most_lenders = 4;

struct Extended {
  std::string by;  // the id of the department that says so; empty when it has none
  std::string id;
  Span place;
};
// What department.yaml says under `extends`; nothing when it does not, or not as it must (from() tells).
std::optional<Extended> extended_by(const Resources& resources);

// The heir's files and those of the lender's that they do not override. The lender may itself have taken over others.
// What was taken over is written into inherited.json, so that a bundle keeps whose every file is, and the lender's
// forwarding notes into forwarding/<lender>.yaml. Errors: "department.extends" (the first languages differ),
// "department.too-large".
Result<Resources> inherit(Resources heir, const Resources& lender, const Extended& extends);

}  // namespace engross
