// In: the signals of a process that was shut in. Out: a last message to the parent, and the end.
// Refuses everything but two questions of the loader's, which it answers out of what this process has. The handlers
// make only calls that are safe in one, and run on a stack of their own.
#include "department/child_guard.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>

#include "department/messages.hpp"
#include "isolation/calls.hpp"
#include "isolation/parent_channel.hpp"
#include "isolation/sandbox.hpp"

#if defined(__SANITIZE_ADDRESS__)
// The search for leaks at exit traces its own process, which the sandbox forbids.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}
#endif

namespace engross::child {
namespace {

const std::string_view* now_at = nullptr;
std::uintptr_t stack_top = 0, stack_size = 0;
std::array<char, 64U << 10U> handler_stack;

// A frame (isolation/frames.hpp) made without memory from anywhere; what does not fit is cut.
class LastWords {
 public:
  explicit LastWords(message::Kind kind) { number(kind); }
  void number(std::uint64_t value) {
    for (unsigned byte = 0; byte < sizeof value; ++byte) put(static_cast<char>(value >> (8 * byte)));
  }
  void text(std::string_view words) {
    words = words.substr(0, longest_text);
    number(words.size());
    for (const char c : words) put(c);
  }
  void say() {
    const std::size_t size = end_ - header;
    for (unsigned byte = 0; byte < header; ++byte) bytes_[byte] = static_cast<char>(size >> (8 * byte));
    [[maybe_unused]] const ssize_t n = ::write(parent_channel, bytes_.data(), end_);
  }

  static constexpr std::size_t longest_text = 256;

 private:
  static constexpr std::size_t header = 4;
  void put(char c) {
    if (end_ < bytes_.size()) bytes_[end_++] = c;
  }
  std::array<char, 1024> bytes_{};
  std::size_t end_ = header;
};

// The registers that a system call comes and goes in.
#if defined(__x86_64__)
std::array<std::uint64_t, 6> arguments_in(const mcontext_t& registers) {
  const auto at = [&](int which) { return static_cast<std::uint64_t>(registers.gregs[which]); };
  return {at(REG_RDI), at(REG_RSI), at(REG_RDX), at(REG_R10), at(REG_R8), at(REG_R9)};
}
void answer(mcontext_t& registers, long value) {
  registers.gregs[REG_RAX] = value;
}
#elif defined(__aarch64__)
std::array<std::uint64_t, 6> arguments_in(const mcontext_t& registers) {
  return {registers.regs[0], registers.regs[1], registers.regs[2],
          registers.regs[3], registers.regs[4], registers.regs[5]};
}
void answer(mcontext_t& registers, long value) {
  registers.regs[0] = static_cast<std::uint64_t>(value);
}
#elif defined(__riscv)
std::array<std::uint64_t, 6> arguments_in(const mcontext_t& registers) {
  const auto at = [&](int which) { return static_cast<std::uint64_t>(registers.__gregs[REG_A0 + which]); };
  return {at(0), at(1), at(2), at(3), at(4), at(5)};
}
void answer(mcontext_t& registers, long value) {
  registers.__gregs[REG_A0] = static_cast<unsigned long>(value);
}
#else  // the sandbox has no filter here, so no call is ever refused
std::array<std::uint64_t, 6> arguments_in(const mcontext_t&) {
  return {};
}
void answer(mcontext_t&, long) {}
#endif

// Text that a register points to. A pointer into nowhere ends the process by the other handler.
std::string_view text_at(std::uint64_t address) {
  const char* text = reinterpret_cast<const char*>(address);  // NOLINT: a register is a number
  return text == nullptr ? std::string_view() : std::string_view(text, ::strnlen(text, LastWords::longest_text));
}

constexpr int from_filter = 1;  // SYS_SECCOMP, which the C library's headers do not have

// What the loader asks for: the library that we hold.
bool opens_library(long call, std::uint64_t flags, std::string_view path) {
  return call == SYS_openat && (flags & O_ACCMODE) == O_RDONLY && path == message::library_path && *now_at == "load";
}

// From its beginning.
long open_library() {
  ::lseek(message::library, 0, SEEK_SET);
  const int copy = ::fcntl(message::library, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? -errno : copy;
}

// How the C library asks about a descriptor: by an empty path, which only we can see.
bool asks_for_descriptor(long call, std::uint64_t flags, std::string_view path) {
  return call == SYS_newfstatat && (flags & AT_EMPTY_PATH) != 0 && path.empty();
}

long ask_for_descriptor(std::uint64_t descriptor, std::uint64_t answer_to) {
  return ::syscall(SYS_fstat, descriptor, answer_to) == 0 ? 0 : -errno;
}

// A loader that fails has Boost.DLL ask which program this is; a sanitizer asks for itself.
bool asks_for_itself(std::string_view path) {
  return path == "/proc/self/exe";
}

// rt_sigprocmask on the mask that the handler returns to, without SIGSYS: a library that blocks it would hide what it
// does next, as the C library does around the start of a thread.
long set_mask(std::uint64_t& mask, const std::array<std::uint64_t, 6>& arguments) {
  constexpr std::uint64_t ours = std::uint64_t{1} << (SIGSYS - 1);
  const std::uint64_t before = mask;
  const std::uint64_t wanted = *reinterpret_cast<const std::uint64_t*>(arguments[1]);  // NOLINT: a register is a number
  switch (static_cast<int>(arguments[0])) {
    case SIG_BLOCK:
      mask |= wanted;
      break;
    case SIG_UNBLOCK:
      mask &= ~wanted;
      break;
    case SIG_SETMASK:
      mask = wanted;
      break;
    default:
      return -EINVAL;
  }
  mask &= ~ours;
  if (arguments[2] != 0) *reinterpret_cast<std::uint64_t*>(arguments[2]) = before;  // NOLINT
  return 0;
}

// AddressSanitizer would look for the limits of the stack here, in a file.
[[noreturn]] __attribute__((no_sanitize_address)) void say_forbidden(long call, std::array<std::uint64_t, 6> arguments,
                                                                     std::string_view path) {
  if (call == SYS_clone3) arguments[0] = *reinterpret_cast<const std::uint64_t*>(arguments[0]);  // NOLINT: its flags
  LastWords words(message::forbidden);
  words.number(static_cast<std::uint64_t>(call));
  for (const std::uint64_t argument : arguments) words.number(argument);
  words.text(path);
  words.text(*now_at);
  words.say();
  ::_exit(71);
}

// What a refused call answers all the same; nothing for the rest.
std::optional<long> answer_to(long call, const std::array<std::uint64_t, 6>& arguments, std::string_view path,
                              std::uint64_t& mask) {
  if (call == SYS_rt_sigprocmask) return set_mask(mask, arguments);
  if (opens_library(call, arguments[2], path)) return open_library();
  if (asks_for_descriptor(call, arguments[3], path)) return ask_for_descriptor(arguments[0], arguments[2]);
  if (asks_for_itself(path)) return -ENOENT;
  return std::nullopt;
}

extern "C" __attribute__((no_sanitize_address)) void refuse_call(int, siginfo_t* signal, void* context) {
  if (signal->si_code != from_filter) return;  // raised by the library itself: its own affair
  const int error_before = errno;
  auto& state = *static_cast<ucontext_t*>(context);
  const long call = signal->si_syscall;
  const std::array<std::uint64_t, 6> arguments = arguments_in(state.uc_mcontext);
  const int path_argument = path_argument_of(call);
  const std::string_view path =
      path_argument < 0 ? std::string_view() : text_at(arguments[static_cast<unsigned>(path_argument)]);
  const std::optional<long> value = answer_to(call, arguments, path, state.uc_sigmask.__val[0]);
  if (!value) say_forbidden(call, arguments, path);
  answer(state.uc_mcontext, *value);
  errno = error_before;
}

// Returns, so that the fault comes again and ends the process: this handler is good for once.
extern "C" void note_fault(int, siginfo_t* signal, void*) {
  constexpr std::uintptr_t beyond = 2U << 20U;  // the kernel's gap below a stack, and a large frame
  if (signal->si_code <= 0) {                   // sent, and not the fault of an instruction
    ::raise(SIGSEGV);
    return;
  }
  const auto address = reinterpret_cast<std::uintptr_t>(signal->si_addr);
  if (address >= stack_top || address < stack_top - stack_size - beyond) return;
  LastWords words(message::overflowed);
  words.number(stack_size);
  words.say();
}

void handle(int signal, void (*handler)(int, siginfo_t*, void*), int flags) {
  struct sigaction action {};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | flags;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

bool guard(const std::string_view& at) {
  now_at = &at;
  struct rlimit stack {};
  ::getrlimit(RLIMIT_STACK, &stack);
  constexpr rlim_t most = 64U << 20U;  // a stack without a limit has no end to tell
  stack_top = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  stack_size = std::min<rlim_t>(stack.rlim_cur, most);
  const stack_t own{.ss_sp = handler_stack.data(), .ss_flags = 0, .ss_size = handler_stack.size()};
  ::sigaltstack(&own, nullptr);
  for (const int fault : {SIGFPE, SIGBUS, SIGILL}) ::signal(fault, SIG_DFL);  // a sanitizer would read files first
  handle(SIGSYS, refuse_call, 0);
  handle(SIGSEGV, note_fault, static_cast<int>(SA_RESETHAND));
  return isolation::shut_in();
}

}  // namespace engross::child
