// In: the calling process. Out: the same, unable to reach other processes.
// Refuses, in the kernel: signals to any process but itself, tracing, other processes' memory, descriptors and limits,
// and asking the kernel to signal another (F_SETOWN). It is no defence against a department that is out to do harm: it
// may still delete files and use the network. It keeps a faulty one from taking its host down.
#include "isolation/confine.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace engross {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t our_calls = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t our_calls = AUDIT_ARCH_AARCH64;
#elif defined(__riscv)
constexpr std::uint32_t our_calls = AUDIT_ARCH_RISCV64;
#else
constexpr std::uint32_t our_calls = 0;  // nobody has tried this machine
#endif

static_assert(our_calls == 0 || std::endian::native == std::endian::little, "the low half of an argument comes first");

[[maybe_unused]] constexpr std::uint32_t x32_calls = 0x40000000;  // on x86-64: the same calls by other numbers

#if defined(__SANITIZE_ADDRESS__)
constexpr long tracing = SYS_process_vm_readv;  // AddressSanitizer looks for leaks by tracing its own process
#else
constexpr long tracing = SYS_ptrace;
#endif

// Calls that reach another process whatever their arguments are, or leave the group that is killed as one.
constexpr std::array<long, 10> never{tracing,
                                     SYS_process_vm_readv,
                                     SYS_process_vm_writev,
                                     SYS_rt_sigqueueinfo,
                                     SYS_rt_tgsigqueueinfo,
                                     SYS_pidfd_send_signal,
                                     SYS_pidfd_getfd,
                                     SYS_kcmp,
                                     SYS_setpgid,
                                     SYS_setsid};

// Calls whose first argument says which process; those that may also say 0 for itself are marked.
struct ByProcess {
  long call;
  bool zero_is_self;
};
constexpr std::array by_process{ByProcess{SYS_kill, false}, ByProcess{SYS_tkill, false}, ByProcess{SYS_tgkill, false},
                                ByProcess{SYS_prlimit64, true}};

// Calls that are wrong with some second argument: who gets the signals of a descriptor, and which.
struct ByCommand {
  long call;
  std::uint32_t command;
};
constexpr std::array by_command{ByCommand{SYS_fcntl, F_SETOWN}, ByCommand{SYS_fcntl, 15 /* F_SETOWN_EX */},
                                ByCommand{SYS_fcntl, 10 /* F_SETSIG */}, ByCommand{SYS_ioctl, FIOSETOWN},
                                ByCommand{SYS_ioctl, SIOCSPGRP}};

// A filter in the kernel's own little language. Made in place, so that it can be made after a fork.
class Filter {
 public:
  explicit Filter(pid_t self) {
    load(offsetof(seccomp_data, arch));
    allow_only_if(our_calls);
    load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
    add(BPF_JMP | BPF_JGE | BPF_K, x32_calls, 0, 1);
    kill();
#endif
    for (const long call : never) {
      skip_unless(static_cast<std::uint32_t>(call), 1);
      kill();
    }
    for (const ByProcess& one : by_process) {
      skip_unless(static_cast<std::uint32_t>(one.call), 5);
      load(offsetof(seccomp_data, args));
      add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(self), 2, 0);
      add(BPF_JMP | BPF_JEQ | BPF_K, one.zero_is_self ? 0U : static_cast<std::uint32_t>(self), 1, 0);
      kill();
      allow();
    }
    for (const ByCommand& one : by_command) {
      skip_unless(static_cast<std::uint32_t>(one.call), 4);
      load(offsetof(seccomp_data, args) + sizeof(std::uint64_t));
      add(BPF_JMP | BPF_JEQ | BPF_K, one.command, 0, 1);
      kill();
      load(offsetof(seccomp_data, nr));
    }
    allow();
  }

  bool set() {
    sock_fprog program{.len = length_, .filter = lines_.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
  }

 private:
  void add(unsigned code, std::uint32_t operand, unsigned char if_true = 0, unsigned char if_false = 0) {
    lines_[length_++] = {static_cast<std::uint16_t>(code), if_true, if_false, operand};
  }
  void load(std::size_t offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  }
  void allow() {
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  }
  void kill() {
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  }
  // The next `lines` lines are for this number only.
  void skip_unless(std::uint32_t number, unsigned char lines) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 0, lines);
  }
  void allow_only_if(std::uint32_t number) {
    add(BPF_JMP | BPF_JEQ | BPF_K, number, 1, 0);
    kill();
  }

  // Six lines before the tables, as many a row as above, and the last word.
  static constexpr std::size_t most_lines = 7 + 2 * never.size() + 6 * by_process.size() + 5 * by_command.size();
  std::array<sock_filter, most_lines> lines_{};
  unsigned short length_ = 0;
};

}  // namespace

// With no filter given, a kernel that knows filters complains of the address; one that does not, of the mode.
bool can_confine() {
  return our_calls != 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) != 0 && errno == EFAULT;
}

bool isolation::confine(pid_t self) {
  return our_calls != 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && Filter(self).set();
}

}  // namespace engross
