// How records and dumps name the kinds of reasons.
#pragma once

#include <optional>
#include <string_view>

#include "letter/letter.hpp"

namespace engross {

// "paragraph", "skeleton", "officer", "draft".
std::string_view name_of(Provenance::Kind kind);
std::optional<Provenance::Kind> provenance_kind_named(std::string_view name);

}  // namespace engross
