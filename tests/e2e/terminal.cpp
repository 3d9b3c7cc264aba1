// In: a command and keystrokes. Out: what a terminal showed. Gives up after half a minute of silence.
#include "terminal.hpp"

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace engross::test {
namespace {

constexpr int patience_ms = 30'000;

int exit_code_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

AtTerminal at_terminal(const std::vector<std::string>& command, const std::string& question, const std::string& keys,
                       const std::function<void(pid_t)>& while_asking) {
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child < 0) throw std::runtime_error("forkpty");
  if (child == 0) {
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    ::_exit(127);
  }
  AtTerminal session;
  std::array<char, 4096> buffer{};
  bool typed = false;
  for (;;) {
    pollfd ready{.fd = terminal, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, patience_ms) <= 0) {
      ::kill(child, SIGKILL);
      break;
    }
    const ssize_t n = ::read(terminal, buffer.data(), buffer.size());
    if (n <= 0) break;  // EIO: the other end is gone
    session.shown.append(buffer.data(), static_cast<std::size_t>(n));
    if (typed || session.shown.find(question) == std::string::npos) continue;
    if (while_asking) while_asking(child);
    if (::write(terminal, keys.data(), keys.size()) < 0) break;
    typed = true;
  }
  session.exit_code = exit_code_of(child);
  ::close(terminal);
  return session;
}

}  // namespace engross::test
