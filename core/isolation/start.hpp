// Starting a program with limits. Private to this room.
#pragma once

#include <sys/types.h>

#include "base/descriptor.hpp"
#include "isolation/child.hpp"

namespace engross::isolation {

// Our ends, all non-blocking and closed on exec.
struct Started {
  pid_t pid = -1;
  Descriptor channel, output, errors;
};

// Errors: "isolation.start".
Result<Started> start(const ChildProgram& program);

}  // namespace engross::isolation
