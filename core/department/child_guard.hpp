// What stands around a library in the department child: it is shut in, and what it must not do is told to the parent.
#pragma once

#include <string_view>

namespace engross::child {

// Shuts this process in (isolation/sandbox.hpp). From here on a forbidden call ends it, after a message
// (message::forbidden) that names the call and what the library was at: `at`, which must live on and says so at every
// moment. A stack that overflows says so too (message::overflowed) before it ends the process. False when the kernel
// has filters but took none.
// The library itself can still be loaded from /proc/self/fd/4: what the loader opens there is the descriptor that we
// have. Whatever it needs besides must have been loaded before.
bool guard(const std::string_view& at);

}  // namespace engross::child
