// The allocator of the released program.
#pragma once

namespace engross::cli {

// For a process that makes letter after letter: what one frees the next needs at once, so it is given back to the
// system only when it has not been wanted for a while.
void expect_many_letters();

}  // namespace engross::cli
