// How this project writes a SHA-256 down: 64 digits, letters small.
#pragma once

#include <algorithm>
#include <string_view>

namespace engross {

inline bool is_sha256_hex(std::string_view digits) {
  constexpr std::size_t length = 64;
  return digits.size() == length &&
         std::ranges::all_of(digits, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace engross
