// In: a started program's pipes. Out: its messages, what it wrote, and how it ended.
// Refuses: messages over the cap, and waiting past a deadline. Output over its cap is read and counted, not kept, so
// that a child that prints without end neither blocks nor fills the memory.
#include "isolation/child.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "isolation/start.hpp"

namespace engross {
using isolation::Started;

Deadline Deadline::in(std::chrono::milliseconds span) {
  Deadline deadline;
  deadline.at_ = std::chrono::steady_clock::now() + span;
  deadline.span_ = span;
  return deadline;
}

int Deadline::milliseconds_left() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, 1'000'000'000));
}

ChildLimits ChildLimits::strict() {
  ChildLimits limits{.cpu_seconds = 10,
                     .address_space = std::size_t{1} << 30U,
                     .open_files = 64,
                     .file_size = 0,
                     .stack = std::size_t{8} << 20U};
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  limits.address_space.reset();
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
  limits.address_space.reset();
#endif
#endif
  return limits;
}

namespace {

// Readable once the process has ended. By number: glibc 2.36 declares pidfd_open without extern "C".
Descriptor open_ended(pid_t pid) {
  return Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0U)));
}

}  // namespace

struct Child::State {
  State(Started started, const ChildProgram& program)
      : pid(started.pid),
        channel(std::move(started.channel)),
        output(std::move(started.output)),
        errors(std::move(started.errors)),
        ended(open_ended(started.pid)),
        frames(program.longest_message),
        output_kept(program.output_kept) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!ending) kill_and_reap();
  }

  bool read_channel();
  bool capture(Descriptor& from, Captured& to) const;
  void pump(int milliseconds);
  void note_ending();
  void kill_and_reap();
  void drain();

  pid_t pid;
  Descriptor channel, output, errors;
  Descriptor ended;  // readable once the child has ended; closed on kernels before 5.3
  FrameReader frames;
  std::size_t output_kept;
  Captured standard_output, standard_error;
  bool listening = true;  // false: nobody will ask for messages any more, so none is kept
  std::optional<Ending> ending;
};

namespace {

constexpr std::size_t step = 65536;

// Bytes read, 0 at the end, nothing when there is nothing to read yet.
std::optional<std::size_t> read_some(int fd, std::array<char, step>& buffer) {
  for (;;) {
    const ssize_t n = ::read(fd, buffer.data(), buffer.size());
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno == EAGAIN) return std::nullopt;
    if (errno != EINTR) return 0;  // the other side reset the channel
  }
}

}  // namespace

// Takes one read from the channel; false when there was nothing.
bool Child::State::read_channel() {
  if (!channel.open()) return false;
  std::array<char, step> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  const auto size = read_some(channel.get(), buffer);
  if (!size) return false;
  if (*size == 0) channel.close_now();
  if (listening) frames.push({buffer.data(), *size});
  return true;
}

// The same for standard output and standard error.
bool Child::State::capture(Descriptor& from, Captured& to) const {
  if (!from.open()) return false;
  std::array<char, step> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  const auto size = read_some(from.get(), buffer);
  if (!size) return false;
  if (*size == 0) from.close_now();
  to.bytes += *size;
  to.text.append(buffer.data(), std::min(*size, output_kept - std::min(output_kept, to.text.size())));
  return true;
}

// Waits for anything to happen and takes it in.
void Child::State::pump(int milliseconds) {
  std::array<pollfd, 4> watched{{{.fd = channel.get(), .events = POLLIN, .revents = 0},
                                 {.fd = output.get(), .events = POLLIN, .revents = 0},
                                 {.fd = errors.get(), .events = POLLIN, .revents = 0},
                                 {.fd = ended.get(), .events = POLLIN, .revents = 0}}};
  constexpr int slice = 5;  // how often to look where the kernel cannot tell us of the end
  const int span = ended.open() ? milliseconds : std::min(milliseconds, slice);
  if (::poll(watched.data(), watched.size(), span) <= 0) return;
  if (watched[0].revents != 0) read_channel();
  if (watched[1].revents != 0) capture(output, standard_output);
  if (watched[2].revents != 0) capture(errors, standard_error);
}

// Looks whether the child has ended. What it left running is killed while its zombie still keeps the group's number
// ours.
void Child::State::note_ending() {
  if (ending) return;
  siginfo_t info{};
  const int result = ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT);
  if (result == 0 && info.si_pid == 0) return;
  if (result != 0) {
    ending = Ending{.kind = Ending::Kind::exited, .number = -1};
    return;
  }
  ::kill(-pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
  ending = Ending{.kind = info.si_code == CLD_EXITED ? Ending::Kind::exited : Ending::Kind::signalled,
                  .number = info.si_status};
}

void Child::State::kill_and_reap() {
  ::kill(-pid, SIGKILL);
  ::kill(pid, SIGKILL);
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

// Takes what is in the child's pipes, without waiting: no more than a pipe holds, because something that escaped from
// the group may still be writing.
void Child::State::drain() {
  constexpr int most_reads = 16;
  for (int i = 0; i < most_reads && capture(output, standard_output); ++i) {
  }
  for (int i = 0; i < most_reads && capture(errors, standard_error); ++i) {
  }
}

Child::Child(std::unique_ptr<State> state) : state_(std::move(state)) {}
Child::Child(Child&&) noexcept = default;
Child& Child::operator=(Child&&) noexcept = default;
Child::~Child() = default;

Result<Child> Child::start(const ChildProgram& program) {
  auto started = isolation::start(program);
  if (!started) return tl::unexpected(std::move(started.error()));
  return Child(std::make_unique<State>(std::move(*started), program));
}

bool Child::say(std::string_view message, const Deadline& deadline) {
  std::string bytes = frame_header(message.size());
  bytes += message;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const int fd = state_->channel.get();
    const ssize_t n = ::send(fd, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0) {
      rest.remove_prefix(static_cast<std::size_t>(n));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN || deadline.milliseconds_left() == 0) return false;
    pollfd writable{.fd = fd, .events = POLLOUT, .revents = 0};
    ::poll(&writable, 1, deadline.milliseconds_left());
  }
  return true;
}

Child::Answer Child::listen(const Deadline& deadline) {
  State& state = *state_;
  for (;;) {
    if (const auto message = state.frames.next()) return {Heard::message, *message};
    if (state.frames.refused()) return {Heard::too_long, {}};
    if (!state.channel.open()) return {Heard::closed, {}};
    if (state.ending) {
      if (!state.read_channel()) return {Heard::closed, {}};
      continue;
    }
    const int left = deadline.milliseconds_left();
    if (left == 0) return {Heard::late, {}};
    state.pump(left);
    if (state.channel.open()) state.note_ending();
  }
}

Ending Child::wait(const Deadline& deadline) {
  State& state = *state_;
  state.listening = false;
  for (state.note_ending(); !state.ending; state.note_ending()) {
    const int left = deadline.milliseconds_left();
    if (left == 0) {
      state.kill_and_reap();
      state.ending = Ending{.kind = Ending::Kind::late, .number = static_cast<int>(deadline.span().count())};
      break;
    }
    state.pump(left);
  }
  state.drain();
  return *state.ending;
}

void Child::catch_up() {
  state_->drain();
}

const Captured& Child::standard_output() const {
  return state_->standard_output;
}
const Captured& Child::standard_error() const {
  return state_->standard_error;
}

}  // namespace engross
