// What RefusedRows adds to a row and a reader leaves out: private to this room.
#pragma once

#include "exports/mapping.hpp"

namespace engross {

inline constexpr std::string_view own_row_column = "engross_row";
inline constexpr std::string_view own_reason_column = "engross_reason";
inline constexpr std::string_view own_member = "engross";

inline bool is_own_column(std::string_view name) {
  const std::string folded = folded_column(name);
  return folded == "engrossrow" || folded == "engrossreason";
}

}  // namespace engross
