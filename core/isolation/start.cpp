// In: a program, its arguments, limits and descriptors. Out: its process and our ends of its pipes.
// Refuses: what the system refuses (no such program, no memory, no descriptors left).
// Between fork and exec only calls that are safe after a fork in a program with threads are made.
#include "isolation/start.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace engross::isolation {
namespace {

struct Pair {
  Descriptor ours, theirs;
};

// Everything the child needs, laid out before the fork.
struct Prepared {
  std::vector<char*> arguments, environment;
  std::vector<int> descriptors;  // by their number in the child
  ChildLimits limits;
  const char* program = nullptr;
  int failure = -1;  // where the child says why exec failed
  pid_t parent = -1;
};

// The programs that are started come with engross; the system's other reasons say what they are by themselves.
Diagnostic refused(const ChildProgram& program, int number) {
  std::vector<std::string> hints;
  if (number == ENOENT || number == EACCES || number == ENOEXEC)
    hints.emplace_back("it is a part of engross: install engross again; engross doctor says what else is missing");
  return error("isolation.start", {},
               fmt::format("cannot start {}: {}", program.program.string(), std::generic_category().message(number)),
               std::move(hints));
}

bool make_pipe(Pair& pair) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  pair = {Descriptor(ends[0]), Descriptor(ends[1])};
  return true;
}

bool make_channel(Pair& pair) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  pair = {Descriptor(ends[0]), Descriptor(ends[1])};
  return true;
}

// `grace` lies between the limit that is signalled and the one that kills.
bool set_limit(__rlimit_resource resource, const std::optional<std::size_t>& limit, rlim_t grace = 0) {
  if (!limit) return true;
  struct rlimit now {};
  if (::getrlimit(resource, &now) != 0) return false;
  const rlim_t most = now.rlim_max;  // RLIM_INFINITY is the largest number
  const struct rlimit wanted {
    .rlim_cur = std::min<rlim_t>(*limit, most), .rlim_max = std::min<rlim_t>(*limit + grace, most)
  };
  return ::setrlimit(resource, &wanted) == 0;
}

bool set_limits(const ChildLimits& limits) {
  return set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_CPU, limits.cpu_seconds, 1) &&
         set_limit(RLIMIT_FSIZE, limits.file_size) && set_limit(RLIMIT_AS, limits.address_space) &&
         set_limit(RLIMIT_NOFILE, limits.open_files) && set_limit(RLIMIT_STACK, limits.stack);
}

// Numbers may overlap, so each descriptor first goes above all targets.
bool place_descriptors(const std::vector<int>& wanted, int& failure) {
  const int above = static_cast<int>(wanted.size());
  failure = ::fcntl(failure, F_DUPFD_CLOEXEC, above);
  if (failure < 0) return false;
  std::array<int, 64> high{};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    high[i] = ::fcntl(wanted[i], F_DUPFD_CLOEXEC, above);
    if (high[i] < 0) return false;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (::dup2(high[i], static_cast<int>(i)) < 0) return false;
  return ::close_range(static_cast<unsigned>(above), ~0U, CLOSE_RANGE_CLOEXEC) == 0;
}

void reset_signals() {
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);  // some cannot be set; that is fine
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Prepared& prepared) {
  int failure = prepared.failure;
  ::setpgid(0, 0);
  const bool ready = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == prepared.parent &&
                     place_descriptors(prepared.descriptors, failure);
  if (ready) {
    reset_signals();
    if (set_limits(prepared.limits)) ::execve(prepared.program, prepared.arguments.data(), prepared.environment.data());
  }
  const int number = errno;
  [[maybe_unused]] const ssize_t said = ::write(failure, &number, sizeof number);
  ::_exit(127);
}

// 0 when the program runs, else why it does not.
int await_exec(const Descriptor& failure) {
  int number = 0;
  ssize_t n = 0;
  do n = ::read(failure.get(), &number, sizeof number);
  while (n < 0 && errno == EINTR);
  return n == static_cast<ssize_t>(sizeof number) ? (number == 0 ? EIO : number) : 0;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

bool make_non_blocking(int fd) {
  const int flags = ::fcntl(fd, F_GETFL);
  return flags >= 0 && ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0;
}

struct Ends {
  Descriptor nothing;
  Pair output, errors, channel, failure;

  bool make() {
    nothing = Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return nothing.open() && make_pipe(output) && make_pipe(errors) && make_channel(channel) && make_pipe(failure) &&
           make_non_blocking(output.ours.get()) && make_non_blocking(errors.ours.get()) &&
           make_non_blocking(channel.ours.get());
  }
};

}  // namespace

Result<Started> start(const ChildProgram& program) {
  constexpr std::size_t most_descriptors = 32;
  Ends ends;
  if (program.descriptors.size() > most_descriptors) return fail(refused(program, EMFILE));
  if (!ends.make()) return fail(refused(program, errno));

  std::vector<std::string> arguments{program.program.string()};
  arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
  std::vector<std::string> environment = program.environment;
  Prepared prepared{.arguments = pointers(arguments),
                    .environment = pointers(environment),
                    .descriptors = {ends.nothing.get(), ends.output.theirs.get(), ends.errors.theirs.get(),
                                    ends.channel.theirs.get()},
                    .limits = program.limits,
                    .program = program.program.c_str(),
                    .failure = ends.failure.theirs.get(),
                    .parent = ::getpid()};
  prepared.descriptors.insert(prepared.descriptors.end(), program.descriptors.begin(), program.descriptors.end());

  const pid_t pid = ::fork();
  if (pid < 0) return fail(refused(program, errno));
  if (pid == 0) become(prepared);
  ::setpgid(pid, pid);  // whichever of the two comes first
  ends.failure.theirs.close_now();
  Started started{.pid = pid,
                  .channel = std::move(ends.channel.ours),
                  .output = std::move(ends.output.ours),
                  .errors = std::move(ends.errors.ours)};
  if (const int number = await_exec(ends.failure.ours); number != 0) {
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    return fail(refused(program, number));
  }
  return started;
}

}  // namespace engross::isolation
