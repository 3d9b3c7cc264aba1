// Shutting a process in: it computes on what it has, answers through the descriptors it has, and reaches nothing else.
// docs/isolation.md says what that means to a department's library.
#pragma once

namespace engross {

// What this kernel offers for it.
struct SandboxMeans {
  bool filters = false;   // seccomp: what is not allowed is not done, and explained
  unsigned landlock = 0;  // version of its interface, 0: none. A second wall about files and the network
};
SandboxMeans sandbox_means();

namespace isolation {

// Shuts the calling process in, for good, with whatever of the means is there: no files opened, looked at or changed,
// no network, no process or thread started, no program run, no other process signalled, traced or limited, and none of
// the kernel's rarer parts. Memory, its own descriptors, its own signals, clocks and its end are left to it. A call
// that is not allowed raises SIGSYS, which kills unless a handler was set before; none can be set later.
// Two calls are refused that a handler may want to answer itself: setting the mask of signals, which could hide others
// from it, and newfstatat, by which the C library asks about a descriptor, and anybody about a path. The process must
// have one thread. False when the kernel has filters and yet took none.
bool shut_in();

// The second wall alone, of which shut_in is part: nothing of the file system is opened or changed, and no TCP. The
// process must have given up new privileges. Without effect where the kernel has no Landlock.
void raise_walls();

}  // namespace isolation
}  // namespace engross
