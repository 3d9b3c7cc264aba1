// The bidirectional algorithm (UAX 9), only where a text holds characters that run from right to left.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace engross {

// The level of every byte's character in a paragraph that runs from left to right; empty when all are 0.
std::vector<std::uint8_t> bidi_levels(std::string_view text);

// The visual order, left to right, of parts with these levels: indices into `levels`.
std::vector<std::int32_t> visual_order(const std::vector<std::uint8_t>& levels);

}  // namespace engross
