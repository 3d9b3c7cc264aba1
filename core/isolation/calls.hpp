// System calls by what they are for, so that a forbidden one can be explained.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace engross {

// A system call as the kernel sees it.
struct SystemCall {
  long number = 0;
  std::array<std::uint64_t, 6> arguments{};  // of clone3 the first stands for its flags
};

// Which argument of a call is a path; -1 when none is, or the call is not known here.
int path_argument_of(long call);

// What a call does, after "it tried to": "open a file (openat)", "use the network (socket, IPv6)", "start a thread
// (clone3)". A call that is not known here goes by its number.
std::string explain(const SystemCall& call);

}  // namespace engross
