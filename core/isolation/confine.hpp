// Keeping a process from harming others: no signals to them, no tracing, no reaching into their memory or limits.
#pragma once

#include <sys/types.h>

namespace engross {

// Whether this kernel and machine can confine a child (seccomp filters). Where they cannot, a child runs all the same.
bool can_confine();

namespace isolation {

// Confines the calling process, whose id is `self`, and all that it starts or becomes, for good: a call that would
// reach another process ends it with SIGSYS. Safe between fork and exec. False where the system cannot.
bool confine(pid_t self);

}  // namespace isolation
}  // namespace engross
