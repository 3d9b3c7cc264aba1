// Values of the case in words that were edited: private to this room.
#pragma once

#include <span>
#include <vector>

#include "letter/letter.hpp"

namespace engross {

// `edited` was read from a draft of `composed`. Gives the words there that are still those of a value the Origin that
// they had. Words are claimed for a value only when there is no doubt: they stand whole, once before and once now; or,
// where they stand more often, between the same two words as before, as no others do. A short one, such as a number of
// three digits, needs one of its neighbours always. All other words stay the draft's.
void keep_values(std::span<const Block> composed, std::vector<Block>& edited);

}  // namespace engross
