// One word as glyphs, by HarfBuzz, with fallback faces.
#pragma once

#include <string_view>

#include "layout/cache_state.hpp"

namespace engross {

// The word in the faces of `slot` (bit 0 bold, bit 1 italic), from the cache when it is there. `level` is its
// bidirectional level. The reference holds until the next call.
const ShapedWord& shape(std::string_view word, std::uint8_t slot, std::uint8_t level, const FontSlots& fonts,
                        LayoutCache::State& state);

}  // namespace engross
