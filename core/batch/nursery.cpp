// In: what a worker does, and requests for one more. Out: workers, and how each of them ended.
// Refuses: what the system refuses (no memory, no processes, no descriptors left).
#include "batch/nursery.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <set>
#include <system_error>

#include "isolation/parent_channel.hpp"

namespace engross {
namespace {

// From the nursery to the supervisor, a packet each.
struct Packet {
  enum class Kind : int { born, ended, refused } kind;
  pid_t pid;   // of the worker
  int code;    // CLD_EXITED or another code of waitid; the system's number when refused
  int number;  // exit code or signal
};

Diagnostic refused(const char* what, int number) {
  return error("isolation.start", {}, fmt::format("cannot start {}: {}", what, std::generic_category().message(number)),
               {"this user may have too many processes, or the machine too little memory"});
}

// A request is one byte, and the worker's end of its channel with it.
bool send_channel(int control, int channel) {
  char byte = 'w';
  iovec data{.iov_base = &byte, .iov_len = 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> room{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = room.data();
  message.msg_controllen = room.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &channel, sizeof channel);
  ssize_t n = 0;
  do n = ::sendmsg(control, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n == 1;
}

// Nothing when the supervisor has gone.
std::optional<Descriptor> receive_channel(int control) {
  char byte = 0;
  iovec data{.iov_base = &byte, .iov_len = 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> room{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = room.data();
  message.msg_controllen = room.size();
  ssize_t n = 0;
  do n = ::recvmsg(control, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  const cmsghdr* header = n == 1 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS) return std::nullopt;
  int channel = -1;
  std::memcpy(&channel, CMSG_DATA(header), sizeof channel);
  return Descriptor(channel);
}

void tell(int control, const Packet& packet) {
  while (::send(control, &packet, sizeof packet, MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

void ignore_requests_to_end() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) ::signal(signal, SIG_IGN);
}

// Nothing of the supervisor's stays open but standard output and standard error; the descriptor becomes the channel.
bool keep_only(int descriptor) {
  if (descriptor != parent_channel && ::dup2(descriptor, parent_channel) < 0) return false;
  const Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  return ::fcntl(parent_channel, F_SETFD, FD_CLOEXEC) == 0 && ::dup2(nothing.get(), STDIN_FILENO) >= 0 &&
         ::close_range(parent_channel + 1, ~0U, 0) == 0;
}

bool set_limit(__rlimit_resource resource, const std::optional<std::size_t>& limit) {
  if (!limit) return true;
  struct rlimit now {};
  if (::getrlimit(resource, &now) != 0) return false;
  now.rlim_cur = std::min<rlim_t>(*limit, now.rlim_max);
  return ::setrlimit(resource, &now) == 0;
}

[[noreturn]] void be_worker(const std::function<int()>& work, const ChildLimits& limits, int channel, pid_t parent) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(70);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (!keep_only(channel) || !set_limit(RLIMIT_CORE, 0) || !set_limit(RLIMIT_AS, limits.address_space) ||
      !set_limit(RLIMIT_STACK, limits.stack))
    ::_exit(70);
  ::_exit(work());  // no destructors: what they would end is the supervisor's
}

// The pid of the new worker; -1 when there is none.
pid_t bear(const std::function<int()>& work, const ChildLimits& limits, int control, Descriptor channel) {
  const pid_t nursery = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) be_worker(work, limits, channel.get(), nursery);
  if (pid < 0)
    tell(control, {Packet::Kind::refused, -1, errno, 0});
  else
    tell(control, {Packet::Kind::born, pid, 0, 0});
  return pid;
}

void reap(int control, std::set<pid_t>& workers) {
  for (;;) {
    siginfo_t info{};
    if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG) != 0 || info.si_pid == 0) return;
    workers.erase(info.si_pid);
    tell(control, {Packet::Kind::ended, info.si_pid, info.si_code, info.si_status});
  }
}

// The supervisor has gone, and with it the use of whatever they are at. They are waited for, so that what they took of
// the machine is on the supervisor's account.
[[noreturn]] void close_down(const std::set<pid_t>& workers) {
  for (const pid_t worker : workers) ::kill(worker, SIGKILL);
  while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
  }
  ::_exit(0);
}

[[noreturn]] void be_nursery(const std::function<int()>& work, const ChildLimits& limits, int control, pid_t parent) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent || !keep_only(control)) ::_exit(70);
  ignore_requests_to_end();
  sigset_t ends;
  ::sigemptyset(&ends);
  ::sigaddset(&ends, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &ends, nullptr);
  const Descriptor ended(::signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK));
  std::set<pid_t> workers;
  for (;;) {
    std::array<pollfd, 2> watched{
        {{.fd = parent_channel, .events = POLLIN, .revents = 0}, {.fd = ended.get(), .events = POLLIN, .revents = 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    if (watched[1].revents != 0) {
      signalfd_siginfo seen{};
      while (::read(ended.get(), &seen, sizeof seen) > 0) {
      }
      reap(parent_channel, workers);
    }
    if (watched[0].revents == 0) continue;
    auto channel = receive_channel(parent_channel);
    if (!channel) close_down(workers);
    if (const pid_t worker = bear(work, limits, parent_channel, std::move(*channel)); worker > 0)
      workers.insert(worker);
  }
}

}  // namespace

Result<Nursery> Nursery::start(std::function<int()> work, ChildLimits limits) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return fail(refused("workers", errno));
  Descriptor ours(ends[0]), theirs(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) return fail(refused("workers", errno));
  if (pid == 0) be_nursery(work, limits, theirs.get(), parent);
  return Nursery(pid, std::move(ours));
}

Nursery& Nursery::operator=(Nursery&& other) noexcept {
  if (this == &other) return *this;
  end();
  pid_ = std::exchange(other.pid_, -1);
  control_ = std::move(other.control_);
  ended_ = std::move(other.ended_);
  born_ = std::move(other.born_);
  return *this;
}

Nursery::~Nursery() {
  end();
}

void Nursery::end() {
  if (!control_.open()) return;
  control_.close_now();
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

// Takes in what the nursery says next; false when it says nothing in that time.
bool Nursery::take_message(int milliseconds) {
  pollfd readable{.fd = control_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&readable, 1, milliseconds) <= 0) return false;
  Packet packet{};
  const ssize_t n = ::recv(control_.get(), &packet, sizeof packet, 0);
  if (n != static_cast<ssize_t>(sizeof packet)) return false;
  if (packet.kind == Packet::Kind::ended)
    ended_.push_back({packet.pid,
                      {.kind = packet.code == CLD_EXITED ? Ending::Kind::exited : Ending::Kind::signalled,
                       .number = packet.number}});
  else
    born_.push_back(packet.kind == Packet::Kind::born ? packet.pid : -packet.code);
  return true;
}

Result<NewWorker> Nursery::worker() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return fail(refused("a worker", errno));
  Descriptor ours(ends[0]), theirs(ends[1]);
  if (::fcntl(ours.get(), F_SETFL, O_NONBLOCK) != 0 || !send_channel(control_.get(), theirs.get()))
    return fail(refused("a worker", errno));
  while (born_.empty())
    if (!take_message(-1)) return fail(error("isolation.start", {}, "the process that starts workers has ended"));
  const pid_t pid = born_.front();
  born_.clear();
  if (pid < 0) return fail(refused("a worker", -pid));
  return NewWorker{.pid = pid, .channel = std::move(ours)};
}

std::vector<EndedWorker> Nursery::ended(int milliseconds) {
  while (take_message(ended_.empty() ? milliseconds : 0)) {
  }
  return std::exchange(ended_, {});
}

}  // namespace engross
