// In: nothing. Out: an allocator that is set for many letters, where the program has its own. Refuses nothing.
#include "allocator.hpp"

#ifdef ENGROSS_MIMALLOC
#include <mimalloc.h>
#endif

namespace engross::cli {

// Measured: at the usual 25 ms a fiftieth to a thirtieth of a letter is the system's work of giving pages back and
// forth.
void expect_many_letters() {
#ifdef ENGROSS_MIMALLOC
  constexpr long milliseconds = 5000;
  mi_option_set(mi_option_decommit_delay, milliseconds);
#endif
}

}  // namespace engross::cli
