// In: a system call by number and arguments. Out: what it does, in words.
// Refuses nothing: a number that is not in the table is named as a number.
#include "isolation/calls.hpp"

#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace engross {
namespace {

struct Known {
  long number;
  std::string_view name;
  std::string_view purpose;
  int path = -1;
};

constexpr std::string_view opens = "open a file", looks = "look at a file", changes = "change files",
                           network = "use the network", process = "start a process", program = "run another program",
                           others = "signal, trace or limit another process", limits = "change limits",
                           identity = "become another user",
                           kernel = "use a part of the kernel that is not for departments";

#define ENGROSS_CALL(name) SYS_##name, #name
constexpr Known known[] = {
    {ENGROSS_CALL(openat), opens, 1},
    {ENGROSS_CALL(openat2), opens, 1},
    {ENGROSS_CALL(open_by_handle_at), opens},
    {ENGROSS_CALL(memfd_create), opens, 0},
    {ENGROSS_CALL(newfstatat), looks, 1},
    {ENGROSS_CALL(statx), looks, 1},
    {ENGROSS_CALL(statfs), looks, 0},
    {ENGROSS_CALL(faccessat), looks, 1},
    {ENGROSS_CALL(faccessat2), looks, 1},
    {ENGROSS_CALL(readlinkat), looks, 1},
    {ENGROSS_CALL(getcwd), looks},
    {ENGROSS_CALL(getdents64), looks},
    {ENGROSS_CALL(getxattr), looks, 0},
    {ENGROSS_CALL(chdir), looks, 0},
    {ENGROSS_CALL(fchdir), looks},
    {ENGROSS_CALL(inotify_init1), looks},
    {ENGROSS_CALL(unlinkat), changes, 1},
    {ENGROSS_CALL(mkdirat), changes, 1},
    {ENGROSS_CALL(renameat2), changes, 1},
    {ENGROSS_CALL(linkat), changes, 1},
    {ENGROSS_CALL(symlinkat), changes, 2},
    {ENGROSS_CALL(mknodat), changes, 1},
    {ENGROSS_CALL(fchmod), changes},
    {ENGROSS_CALL(fchmodat), changes, 1},
    {ENGROSS_CALL(fchown), changes},
    {ENGROSS_CALL(fchownat), changes, 1},
    {ENGROSS_CALL(truncate), changes, 0},
    {ENGROSS_CALL(ftruncate), changes},
    {ENGROSS_CALL(fallocate), changes},
    {ENGROSS_CALL(pwrite64), changes},
    {ENGROSS_CALL(fsync), changes},
    {ENGROSS_CALL(utimensat), changes, 1},
    {ENGROSS_CALL(setxattr), changes, 0},
    {ENGROSS_CALL(socket), network},
    {ENGROSS_CALL(socketpair), network},
    {ENGROSS_CALL(connect), network},
    {ENGROSS_CALL(bind), network},
    {ENGROSS_CALL(listen), network},
    {ENGROSS_CALL(accept), network},
    {ENGROSS_CALL(accept4), network},
    {ENGROSS_CALL(sendto), network},
    {ENGROSS_CALL(sendmsg), network},
    {ENGROSS_CALL(recvfrom), network},
    {ENGROSS_CALL(recvmsg), network},
    {ENGROSS_CALL(clone), process},
    {ENGROSS_CALL(clone3), process},
    {ENGROSS_CALL(setsid), process},
    {ENGROSS_CALL(setpgid), process},
    {ENGROSS_CALL(execve), program, 0},
    {ENGROSS_CALL(execveat), program, 1},
    {ENGROSS_CALL(kill), others},
    {ENGROSS_CALL(tkill), others},
    {ENGROSS_CALL(tgkill), others},
    {ENGROSS_CALL(rt_sigqueueinfo), others},
    {ENGROSS_CALL(rt_tgsigqueueinfo), others},
    {ENGROSS_CALL(pidfd_open), others},
    {ENGROSS_CALL(pidfd_getfd), others},
    {ENGROSS_CALL(pidfd_send_signal), others},
    {ENGROSS_CALL(ptrace), others},
    {ENGROSS_CALL(process_vm_readv), others},
    {ENGROSS_CALL(process_vm_writev), others},
    {ENGROSS_CALL(kcmp), others},
    {ENGROSS_CALL(fcntl), "lock a file, or change who gets the signals of one"},
    {ENGROSS_CALL(ioctl), "control a device"},
    {ENGROSS_CALL(prlimit64), limits},
    {ENGROSS_CALL(setpriority), limits},
    {ENGROSS_CALL(rt_sigaction), "take over what tells of forbidden calls"},
    {ENGROSS_CALL(setuid), identity},
    {ENGROSS_CALL(setgid), identity},
    {ENGROSS_CALL(capset), identity},
    {ENGROSS_CALL(prctl), kernel},
    {ENGROSS_CALL(seccomp), kernel},
    {ENGROSS_CALL(io_uring_setup), kernel},
    {ENGROSS_CALL(bpf), kernel},
    {ENGROSS_CALL(keyctl), kernel},
    {ENGROSS_CALL(add_key), kernel},
    {ENGROSS_CALL(request_key), kernel},
    {ENGROSS_CALL(mount), kernel},
    {ENGROSS_CALL(umount2), kernel},
    {ENGROSS_CALL(chroot), kernel},
    {ENGROSS_CALL(unshare), kernel},
    {ENGROSS_CALL(setns), kernel},
    {ENGROSS_CALL(perf_event_open), kernel},
    {ENGROSS_CALL(userfaultfd), kernel},
    {ENGROSS_CALL(shmget), kernel},
#if defined(__x86_64__)  // what later machines left behind
    {ENGROSS_CALL(open), opens, 0},
    {ENGROSS_CALL(creat), opens, 0},
    {ENGROSS_CALL(stat), looks, 0},
    {ENGROSS_CALL(lstat), looks, 0},
    {ENGROSS_CALL(access), looks, 0},
    {ENGROSS_CALL(readlink), looks, 0},
    {ENGROSS_CALL(unlink), changes, 0},
    {ENGROSS_CALL(mkdir), changes, 0},
    {ENGROSS_CALL(rmdir), changes, 0},
    {ENGROSS_CALL(rename), changes, 0},
    {ENGROSS_CALL(link), changes, 0},
    {ENGROSS_CALL(symlink), changes, 1},
    {ENGROSS_CALL(chmod), changes, 0},
    {ENGROSS_CALL(chown), changes, 0},
    {ENGROSS_CALL(fork), process},
    {ENGROSS_CALL(vfork), process},
#endif
#if defined(SYS_setrlimit)
    {ENGROSS_CALL(setrlimit), limits},
#endif
};
#undef ENGROSS_CALL

const Known* find(long number) {
  for (const Known& one : known)
    if (one.number == number) return &one;
  return nullptr;
}

std::string_view family_name(std::uint64_t family) {
  switch (static_cast<int>(family)) {
    case AF_INET:
      return "IPv4";
    case AF_INET6:
      return "IPv6";
    case AF_UNIX:
      return "local";
    case AF_NETLINK:
      return "netlink";
    default:
      return "another family";
  }
}

bool opens_for_writing(const SystemCall& call) {
  std::uint64_t flags = O_RDONLY;
  if (call.number == SYS_openat) flags = call.arguments[2];
#if defined(__x86_64__)
  if (call.number == SYS_open) flags = call.arguments[1];
  if (call.number == SYS_creat) flags = O_WRONLY;
#endif
  return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
}

bool starts_thread(const SystemCall& call) {
  return (call.number == SYS_clone || call.number == SYS_clone3) && (call.arguments[0] & CLONE_THREAD) != 0;
}

}  // namespace

int path_argument_of(long call) {
  const Known* one = find(call);
  return one == nullptr ? -1 : one->path;
}

std::string explain(const SystemCall& call) {
  const Known* one = find(call.number);
  if (one == nullptr)
    return "make a system call that is not for departments (number " + std::to_string(call.number) + ")";
  std::string words(starts_thread(call) ? "start a thread" : one->purpose);
  if (opens_for_writing(call)) words += " for writing";
  words += " (" + std::string(one->name);
  if (call.number == SYS_socket || call.number == SYS_socketpair)
    words += ", " + std::string(family_name(call.arguments[0]));
  return words + ")";
}

}  // namespace engross
