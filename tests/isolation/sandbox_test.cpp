// A process that shuts itself in: what it keeps, what ends it, and that the second wall stands where there is one.
#include "isolation/sandbox.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#include <string>
#include <vector>

namespace engross {
namespace {

// How a process ends that shuts itself in and then does this: its exit code, or minus its signal.
template <class Deed>
int ending_after(Deed deed) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (!isolation::shut_in()) ::_exit(90);
    ::_exit(deed());
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

class Sandbox : public testing::Test {
 protected:
  void SetUp() override {
    if (!sandbox_means().filters) GTEST_SKIP() << "this system has no seccomp filters";
  }
};

TEST_F(Sandbox, LeavesArithmeticMemoryAndClocks) {
  EXPECT_EQ(ending_after([] {
              const std::vector<std::string> words(1000, std::string(1000, 'x'));
              return std::time(nullptr) > 0 && words.back().size() == 1000 && ::getpid() > 0 ? 7 : 1;
            }),
            7);
}

TEST_F(Sandbox, EndsWhatReachesOut) {
  EXPECT_EQ(ending_after([] { return ::open("/dev/null", O_RDONLY); }), -SIGSYS);
  EXPECT_EQ(ending_after([] { return static_cast<int>(::syscall(SYS_socket, 2, 1, 0)); }), -SIGSYS);
  EXPECT_EQ(ending_after([] { return ::kill(::getppid(), 0); }), -SIGSYS);
  EXPECT_EQ(ending_after([] { return static_cast<int>(::fork() == 0); }), -SIGSYS);
  EXPECT_EQ(ending_after([] { return ::execl("/bin/true", "true", nullptr); }), -SIGSYS);
}

TEST_F(Sandbox, CallsToComeAreUnknown) {
  EXPECT_EQ(ending_after([] { return ::syscall(9999) == -1 && errno == ENOSYS ? 7 : 1; }), 7);
}

class Landlock : public testing::Test {
 protected:
  void SetUp() override {
    if (sandbox_means().landlock == 0) GTEST_SKIP() << "this system has no Landlock";
  }
};

TEST_F(Landlock, StandsWithoutTheFilter) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    isolation::raise_walls();
    const bool read = ::open("/etc/passwd", O_RDONLY) >= 0;
    const bool written = ::open("/tmp/engross-walls", O_WRONLY | O_CREAT, 0600) >= 0;
    const bool run = ::execl("/bin/true", "true", nullptr) == 0;
    ::_exit(!read && !written && !run ? 7 : 1);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

}  // namespace
}  // namespace engross
