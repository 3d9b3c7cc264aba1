// In: a question. Out: what a person typed at the terminal, which did not show it.
// Refuses: to ask where there is no terminal, empty answers. A signal while it waits puts the terminal back first.
#include "prompt.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <vector>

#include "base/descriptor.hpp"
#include "noted_signals.hpp"

namespace engross::cli {
namespace {

constexpr std::array interrupting{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

// While it lives these signals are noted rather than obeyed, and only let in where waiting_mask() is set.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : interrupting) sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &before_);
    noted_.emplace(std::vector<int>(interrupting.begin(), interrupting.end()));
  }
  ~SignalsHeld() {
    noted_.reset();
    sigprocmask(SIG_SETMASK, &before_, nullptr);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  const sigset_t& waiting_mask() const { return before_; }

 private:
  sigset_t before_{};
  std::optional<NotedSignals> noted_;
};

class EchoOff {
 public:
  explicit EchoOff(int terminal) : terminal_(terminal) {
    changed_ = ::tcgetattr(terminal, &before_) == 0;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
    changed_ = changed_ && ::tcsetattr(terminal, TCSAFLUSH, &silent) == 0;
  }
  ~EchoOff() {
    if (changed_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
  bool works() const { return changed_; }

 private:
  int terminal_;
  bool changed_ = false;
  termios before_{};
};

void print_to(int terminal, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(terminal, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

enum class Typed : std::uint8_t { line, signal, nothing };

// One line; the terminal hands lines over whole.
Typed read_line(int terminal, const sigset_t& waiting, std::string& to) {
  constexpr std::size_t longest = 4096;
  for (char c = 0; to.size() < longest;) {
    pollfd ready{.fd = terminal, .events = POLLIN, .revents = 0};
    const int found = ::ppoll(&ready, 1, nullptr, &waiting);
    if (NotedSignals::last() != 0) return Typed::signal;
    if (found < 0 && errno == EINTR) continue;
    const ssize_t n = found < 0 ? -1 : ::read(terminal, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return to.empty() ? Typed::nothing : Typed::line;
    if (c == '\n' || c == '\r') return Typed::line;
    to += c;
  }
  return Typed::nothing;
}

struct Answer {
  Typed typed = Typed::nothing;
  std::string line;
};

Answer ask_once(int terminal, const std::string& question) {
  const SignalsHeld signals;
  const EchoOff echo(terminal);
  Answer answer;
  answer.line.reserve(4096);
  if (!echo.works()) return answer;  // rather not at all than aloud
  print_to(terminal, question);
  answer.typed = read_line(terminal, signals.waiting_mask(), answer.line);
  print_to(terminal, "\n");
  return answer;
}

}  // namespace

Result<Secret> ask_at_terminal(const std::string& question) {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal.open())
    return fail(error("options.passphrase", {}, "the key has a passphrase, and there is no terminal to ask at",
                      {"say where it is: --passphrase-file FILE, or --passphrase-fd N"}));
  for (;;) {
    Answer answer = ask_once(terminal.get(), question);
    Secret secret(std::move(answer.line));
    switch (answer.typed) {
      case Typed::signal:
        ::raise(NotedSignals::last());  // the terminal is as it was; who comes back from a suspension is asked again
        continue;
      case Typed::nothing:
        return fail(error("secret.terminal", {}, "no passphrase came from the terminal", {"run the command again"}));
      case Typed::line:
        break;
    }
    if (secret.view().empty())
      return fail(error("secret.empty", {}, "no passphrase was typed", {"run the command again"}));
    return secret;
  }
}

}  // namespace engross::cli
