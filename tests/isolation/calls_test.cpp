// System calls in words.
#include "isolation/calls.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace engross {
namespace {

TEST(Calls, AreExplained) {
  const std::pair<SystemCall, const char*> rows[] = {
      {{SYS_openat, {0, 0, O_RDONLY}}, "open a file (openat)"},
      {{SYS_openat, {0, 0, O_RDWR}}, "open a file for writing (openat)"},
      {{SYS_openat, {0, 0, O_CREAT}}, "open a file for writing (openat)"},
      {{SYS_unlinkat, {}}, "change files (unlinkat)"},
      {{SYS_statx, {}}, "look at a file (statx)"},
      {{SYS_socket, {AF_INET}}, "use the network (socket, IPv4)"},
      {{SYS_socket, {AF_INET6}}, "use the network (socket, IPv6)"},
      {{SYS_socket, {AF_UNIX}}, "use the network (socket, local)"},
      {{SYS_socket, {77}}, "use the network (socket, another family)"},
      {{SYS_connect, {}}, "use the network (connect)"},
      {{SYS_clone, {17}}, "start a process (clone)"},
      {{SYS_clone3, {CLONE_VM | CLONE_THREAD}}, "start a thread (clone3)"},
      {{SYS_execve, {}}, "run another program (execve)"},
      {{SYS_bpf, {}}, "use a part of the kernel that is not for departments (bpf)"},
      {{9999, {}}, "make a system call that is not for departments (number 9999)"},
      {{-1, {}}, "make a system call that is not for departments (number -1)"},
  };
  for (const auto& [call, words] : rows) EXPECT_EQ(explain(call), words);
}

TEST(Calls, SayWhichArgumentIsAPath) {
  EXPECT_EQ(path_argument_of(SYS_openat), 1);
  EXPECT_EQ(path_argument_of(SYS_execve), 0);
  EXPECT_EQ(path_argument_of(SYS_symlinkat), 2);
  EXPECT_EQ(path_argument_of(SYS_socket), -1);
  EXPECT_EQ(path_argument_of(9999), -1);
}

}  // namespace
}  // namespace engross
