// What Markdown can say about two blocks in a row: private to this room.
#pragma once

#include "letter/letter.hpp"

namespace engross {

// Whether `next` may stand on the line after `block`, without a blank line, and still be read as a block of its own.
bool follows_closely(const Block& block, const Block& next);

// Makes a list tight or loose where Markdown cannot say otherwise. Its items are in normal form already.
void settle_tightness(Block& list);

}  // namespace engross
