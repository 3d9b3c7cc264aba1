// A geometry preset and a style's changes to it. Private to this room.
#pragma once

#include "style/fields.hpp"

namespace engross {

// The preset, every key of it required; problems are located in the preset.
Geometry read_geometry(const Document& preset, Diagnostics& problems);

// A style's `geometry` beside its `preset`: the same keys, numbers only, each optional.
void change_geometry(Fields& lengths, Geometry& geometry);

// What contradicts itself on the sheet, reported at `at`.
void check_geometry(const Geometry& geometry, const Span& at, Diagnostics& problems);

}  // namespace engross
