// The shortest edit script between two sequences (Myers 1986, greedy): private to this room.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace engross {

struct Edit {
  enum class Kind : std::uint8_t { same, deleted, inserted };
  Kind kind = Kind::same;
  std::uint32_t before = 0;  // index into the first sequence: same, deleted
  std::uint32_t after = 0;   // index into the second: same, inserted
};

// Equal numbers are equal things. Between two things that stayed, deletions come before insertions. Sequences that lie
// more than 1,500 edits apart (after their common beginning and end) count as wholly replaced, so that time and memory
// are bounded: 9 MB.
std::vector<Edit> shortest_edits(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after);

}  // namespace engross
