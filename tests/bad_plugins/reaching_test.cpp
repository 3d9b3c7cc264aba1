// What a department's library must not do, at each moment of its life: it is stopped, and said what it tried.
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include "department/library.hpp"
#include "isolation/sandbox.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

// The library with its orders written in.
std::string obeying(const std::string& orders) {
  std::string bytes = read_file(std::string(ENGROSS_BAD_LIBRARIES) + "reaching.so");
  const std::string none = "orders: none none";
  const std::size_t at = bytes.find(none);
  const std::string full = "orders: " + orders;
  EXPECT_NE(at, std::string::npos);
  EXPECT_LT(full.size(), 64U);
  bytes.replace(at, full.size() + 1, full.c_str(), full.size() + 1);
  return bytes;
}

Result<Library> load_obeying(const std::string& orders, int deadline_ms = 20'000) {
  MemoryWorld world;
  world.files["reaching.so"] = obeying(orders);
  return read_library(world, "reaching.so", {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = deadline_ms});
}

std::string said_of(const std::string& orders, int deadline_ms = 20'000) {
  const auto result = load_obeying(orders, deadline_ms);
  if (result.has_value()) return "loaded";
  std::string lines;
  for (const Diagnostic& d : result.error()) lines += (lines.empty() ? "" : "\n") + d.code + ": " + d.message;
  return lines;
}

struct Deed {
  const char* name;
  const char* tried;
};

class Reaching : public testing::Test {
 protected:
  void SetUp() override {
    if (!sandbox_means().filters) GTEST_SKIP() << "this system has no seccomp filters";
  }
};

const Deed deeds[] = {
    {"open", "open a file (openat) while it put its files: /etc/passwd"},
    {"read", "open a file (openat) while it put its files: /etc/passwd"},
    {"fopen", "open a file (openat) while it put its files: /etc/hostname"},
    {"write", "open a file for writing (openat) while it put its files: /tmp/engross-reached-out"},
    {"reopen", "open a file for writing (openat) while it put its files: /proc/self/fd/1"},
    {"open-library", "open a file for writing (openat) while it put its files: /proc/self/fd/4"},
    {"list", "open a file (openat) while it put its files: /"},
    {"memfd", "open a file (memfd_create) while it put its files: mine"},
    {"local-time", "open a file (openat) while it put its files: /etc/localtime"},
    {"stat", "look at a file (newfstatat) while it put its files: /home"},
    {"stat-as-descriptor", "look at a file (newfstatat) while it put its files: /home"},
    {"ipv4", "use the network (socket, IPv4) while it put its files"},
    {"ipv6", "use the network (socket, IPv6) while it put its files"},
    {"local", "use the network (socket, local) while it put its files"},
    {"netlink", "use the network (socket, netlink) while it put its files"},
    {"pair", "use the network (socketpair, local) while it put its files"},
    {"name", "use the network (socket, netlink) while it put its files"},
    {"block-and-open", "open a file (openat) while it put its files: /etc/passwd"},
    {"send", "use the network (sendto) while it put its files"},
    {"fork", "start a process (clone) while it put its files"},
    {"thread", "start a thread (clone3) while it put its files"},
    {"exec", "run another program (execve) while it put its files: /bin/true"},
    {"system", "start a process (clone3) while it put its files"},
    {"kill-all", "signal, trace or limit another process (kill) while it put its files"},
    {"kill-group", "signal, trace or limit another process (kill) while it put its files"},
    {"queue", "signal, trace or limit another process (rt_sigqueueinfo) while it put its files"},
    {"trace", "signal, trace or limit another process (ptrace) while it put its files"},
    {"session", "start a process (setsid) while it put its files"},
    {"limits", "change limits (prlimit64) while it put its files"},
    {"outlive", "use a part of the kernel that is not for departments (prctl) while it put its files"},
    {"uring", "use a part of the kernel that is not for departments (io_uring_setup) while it put its files"},
    {"bpf", "use a part of the kernel that is not for departments (bpf) while it put its files"},
    {"keys", "use a part of the kernel that is not for departments (keyctl) while it put its files"},
    {"mount", "use a part of the kernel that is not for departments (mount) while it put its files"},
    {"unshare", "use a part of the kernel that is not for departments (unshare) while it put its files"},
    {"device", "control a device (ioctl) while it put its files"},
    {"take-over", "take over what tells of forbidden calls (rt_sigaction) while it put its files"},
#if defined(__x86_64__)  // calls that other machines never had
    {"create", "open a file for writing (creat) while it put its files: /tmp/engross-reached-out"},
    {"access", "look at a file (access) while it put its files: /root"},
    {"unlink", "change files (unlink) while it put its files: /tmp/engross-reached-out"},
    {"mkdir", "change files (mkdir) while it put its files: /tmp/engross-reached-out"},
    {"rename", "change files (rename) while it put its files: /tmp/a"},
    {"vfork", "start a process (vfork) while it put its files"},
    {"odd", "make a system call that is not for departments (number 168) while it put its files"},
#endif
};

TEST_F(Reaching, EveryForbiddenDeedIsStoppedAndNamed) {
  for (const Deed& deed : deeds)
    EXPECT_EQ(said_of(std::string("resources ") + deed.name),
              std::string("library.forbidden: reaching.so: it tried to ") + deed.tried);
  struct stat found {};
  EXPECT_NE(::stat("/tmp/engross-reached-out", &found), 0);
}

TEST_F(Reaching, EveryMomentIsGuardedAndNamed) {
  const Deed moments[] = {{"load", "while it was loaded"},
                          {"open", "while it was opened"},
                          {"resources", "while it put its files"},
                          {"close", "while it was closed"},
                          {"unload", "while it was closed"}};
  for (const Deed& moment : moments) {
    EXPECT_EQ(said_of(std::string(moment.name) + " open"),
              std::string("library.forbidden: reaching.so: it tried to open a file (openat) ") + moment.tried +
                  ": /etc/passwd");
    EXPECT_EQ(
        said_of(std::string(moment.name) + " ipv4"),
        std::string("library.forbidden: reaching.so: it tried to use the network (socket, IPv4) ") + moment.tried);
  }
}

TEST_F(Reaching, ARemedyIsNamed) {
  const auto result = load_obeying("load open");
  ASSERT_FALSE(result.has_value());
  ASSERT_EQ(result.error().size(), 1U);
  EXPECT_FALSE(result.error().front().hints.empty());
}

// What is its own affair, or what a kernel would not know.
TEST_F(Reaching, HarmlessDeedsAreNot) {
  for (const char* deed : {"raise", "block", "mask", "own-handlers", "own-stat", "random", "new"})
    EXPECT_EQ(said_of(std::string("resources ") + deed), "loaded") << deed;
#if defined(__x86_64__)
  EXPECT_EQ(said_of("resources x32"), "loaded");
#endif
}

// What keeps the sandbox from telling gets its death and nothing else.
TEST_F(Reaching, WhatCannotBeToldIsDeath) {
  EXPECT_EQ(said_of("resources handler-and-open"),
            "library.crashed: reaching.so: killed by signal 31 (bad system call) while it put its files: it made a "
            "forbidden call");
#if defined(__x86_64__)
  EXPECT_EQ(said_of("resources int80"),
            "library.crashed: reaching.so: killed by signal 31 (bad system call) while it put its files: it made a "
            "forbidden call");
#endif
}

struct Fault {
  const char* deed;
  const char* says;  // MOMENT stands for the moment in words
};

std::string with_moment(std::string says, const std::string& words) {
  for (std::size_t at = says.find("MOMENT"); at != std::string::npos; at = says.find("MOMENT"))
    says.replace(at, 6, words);
  return says;
}

TEST(Faults, AreExplainedAtEachMoment) {
  const Deed moments[] = {{"load", "while it was loaded"},
                          {"open", "while it was opened"},
                          {"resources", "while it put its files"},
                          {"close", "while it was closed"},
                          {"unload", "while it was closed"}};
  const Fault faults[] = {
      {"null", "library.crashed: reaching.so: killed by signal 11 (segmentation fault) MOMENT"},
      {"overflow",
       "library.crashed: reaching.so: killed by signal 11 (segmentation fault) MOMENT: its stack of 8 MiB overflowed"},
      {"divide", "library.crashed: reaching.so: killed by signal 8 (floating point exception) MOMENT"},
      {"abort", "library.crashed: reaching.so: killed by signal 6 (aborted) MOMENT"},
      {"exit", "library.crashed: reaching.so: exit 3 MOMENT"},
      {"timer", "library.crashed: reaching.so: killed by signal 14 (alarm clock) MOMENT"},
      {"close-all", "library.crashed: reaching.so: exit 70 MOMENT"},
      {"print", "library.printed: reaching.so: it wrote 11 bytes to standard output: \"look at me\""},
  };
  for (const Deed& moment : moments)
    for (const Fault& fault : faults)
      EXPECT_EQ(said_of(std::string(moment.name) + " " + fault.deed), with_moment(fault.says, moment.tried));
}

TEST(Faults, HangsAreCutShortAtEachMoment) {
  const Deed moments[] = {{"load", "while it was loaded"},
                          {"open", "while it was opened"},
                          {"resources", "while it put its files"},
                          {"close", "while it was closed"},
                          {"unload", "while it was closed"}};
  for (const Deed& moment : moments)
    EXPECT_EQ(said_of(std::string(moment.name) + " hang", 150),
              std::string("library.timeout: reaching.so: no answer in 150 ms ") + moment.tried);
}

TEST(Faults, ThrowingIsExplained) {
  // Whether an exception finds its way through the loader is the compiler's affair; either way it is told.
  EXPECT_THAT(said_of("load throw"),
              testing::AnyOf("library.crashed: reaching.so: killed by signal 6 (aborted) while it was loaded",
                             "library.threw: reaching.so: load let an exception out: not a std::exception"));
  EXPECT_EQ(said_of("open throw"), "library.threw: reaching.so: open let an exception out: not a std::exception");
  EXPECT_EQ(said_of("resources throw"),
            "library.threw: reaching.so: resources let an exception out: not a std::exception");
  EXPECT_EQ(said_of("close throw"), "library.threw: reaching.so: close let an exception out: not a std::exception");
  EXPECT_EQ(said_of("unload throw"), "library.crashed: reaching.so: killed by signal 6 (aborted) while it was closed");
}

TEST(Faults, FourGibibytesAreTooMuch) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "under AddressSanitizer a library's memory cannot be limited";
#endif
  EXPECT_EQ(said_of("resources calloc"),
            "library.crashed: reaching.so: killed by signal 11 (segmentation fault) while it put its files");
  EXPECT_EQ(said_of("resources vector"), "library.threw: reaching.so: resources let an exception out: std::bad_alloc");
  EXPECT_EQ(said_of("resources leak"), "library.threw: reaching.so: resources let an exception out: std::bad_alloc");
}

}  // namespace
}  // namespace engross::test
