// "Did you mean": the names nearest to one that was not found.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engross {

// Edits (insert, delete, replace, swap of neighbours) that turn a into b, compared without case.
std::size_t edit_distance(std::string_view a, std::string_view b);

// At most `most` candidates near to `name`, nearest first; empty when none is near enough to be a slip of the pen.
std::vector<std::string> nearest(std::string_view name, std::span<const std::string> candidates, std::size_t most = 3);

// A hint such as: did you mean "pshe" or "pshe-short"?   Empty when nothing is near.
std::string did_you_mean(std::string_view name, std::span<const std::string> candidates);

}  // namespace engross
