// In: the calling process. Out: the same, shut in.
// Refuses, in the kernel: every call that is not in the tables below. They list what the C and C++ libraries and a
// program's own arithmetic need, and are the whole policy.
#include "isolation/sandbox.hpp"

#include <asm/ioctls.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/prctl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdint>

#include "isolation/filter.hpp"

namespace engross {
namespace {
using isolation::Rule;

// What the numbers below are taken from is this old; whatever the kernel learnt later is ENOSYS to the child.
constexpr long newest_call = SYS_set_mempolicy_home_node;

constexpr int always[] = {
    // its memory
    SYS_brk,
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_mincore,
    SYS_msync,
    // descriptors that it has
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_write,
    SYS_writev,
    SYS_lseek,
    SYS_fstat,
    SYS_close,
    SYS_close_range,
    SYS_dup,
    SYS_dup3,
    SYS_pipe2,
    SYS_ppoll,
    SYS_pselect6,
    // its own signals and timers
    SYS_rt_sigreturn,
    SYS_rt_sigpending,
    SYS_rt_sigsuspend,
    SYS_rt_sigtimedwait,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_setitimer,
    SYS_getitimer,
    // clocks and waiting
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_times,
    // who and where it is
    SYS_getpid,
    SYS_gettid,
    SYS_getppid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_uname,
    SYS_sysinfo,
    SYS_getcpu,
    SYS_getrusage,
    SYS_sched_getaffinity,
    SYS_sched_yield,
    // locks, random numbers, its end
    SYS_futex,
    SYS_membarrier,
    SYS_rseq,
    SYS_set_robust_list,
    SYS_getrandom,
    SYS_exit,
    SYS_exit_group,
#if defined(__x86_64__)
    SYS_dup2,
    SYS_poll,
    SYS_select,
    SYS_pause,
    SYS_alarm,
    SYS_time,
    SYS_getrlimit,
#elif defined(__riscv)
    SYS_riscv_flush_icache,
#endif
};

// What is harmless with some arguments only.
constexpr std::array sometimes{
    Rule{SYS_rt_sigaction, Rule::When::is_not, 0, SIGSYS},
    Rule{SYS_rt_sigprocmask, Rule::When::is_null, 1},  // its mask is asked for, not set
    Rule{SYS_prlimit64, Rule::When::is_null, 2},       // limits are read, not set
    Rule{SYS_fcntl, Rule::When::is, 1, F_DUPFD},
    Rule{SYS_fcntl, Rule::When::is, 1, F_DUPFD_CLOEXEC},
    Rule{SYS_fcntl, Rule::When::is, 1, F_GETFD},
    Rule{SYS_fcntl, Rule::When::is, 1, F_SETFD},
    Rule{SYS_fcntl, Rule::When::is, 1, F_GETFL},
    Rule{SYS_fcntl, Rule::When::is, 1, F_SETFL},
    Rule{SYS_ioctl, Rule::When::is, 1, TCGETS},  // how the C library asks whether it speaks to a terminal
    Rule{SYS_prctl, Rule::When::is, 0, PR_SET_NAME},
    Rule{SYS_prctl, Rule::When::is, 0, PR_GET_NAME},
    Rule{SYS_prctl, Rule::When::is, 0, PR_SET_VMA},
};

// Calls whose first argument is a process or thread: the process itself alone.
constexpr std::array to_itself{SYS_kill, SYS_tkill, SYS_tgkill};

bool set_filter() {
  std::vector<Rule> rules(sometimes.begin(), sometimes.end());
  const auto self = static_cast<std::uint32_t>(::getpid());
  for (const long call : to_itself) rules.push_back({call, Rule::When::is, 0, self});
  return isolation::Filter(always, rules, newest_call).set();
}

// landlock_ruleset_attr as later kernels have it; which members a version knows, its size says.
struct Walls {
  std::uint64_t files, network, scopes;
};

unsigned landlock_version() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? static_cast<unsigned>(version) : 0;
}

}  // namespace

SandboxMeans sandbox_means() {
  return {.filters = isolation::filters_are_there(), .landlock = landlock_version()};
}

// Everything that the kernel's version can forbid, with no exception: a set of rules without a rule.
void isolation::raise_walls() {
  const unsigned version = landlock_version();
  if (version == 0) return;
  const unsigned file_rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
  constexpr std::uint64_t bind_and_connect = 3, sockets_and_signals = 3;
  const Walls walls{(std::uint64_t{1} << file_rights) - 1, bind_and_connect, sockets_and_signals};
  const std::size_t members = version >= 6 ? 3 : version >= 4 ? 2 : 1;
  const long rules = ::syscall(SYS_landlock_create_ruleset, &walls, members * sizeof(std::uint64_t), 0);
  if (rules < 0) return;
  ::syscall(SYS_landlock_restrict_self, rules, 0);
  ::close(static_cast<int>(rules));
}

bool isolation::shut_in() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return !filters_are_there();
  raise_walls();
  return set_filter() || !filters_are_there();
}

}  // namespace engross
