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

}  // namespace

TerminalSession::TerminalSession(const std::vector<std::string>& command) {
  process_ = ::forkpty(&terminal_, nullptr, nullptr, nullptr);
  if (process_ < 0) throw std::runtime_error("forkpty");
  if (process_ > 0) return;
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

TerminalSession::~TerminalSession() {
  if (process_ > 0) {
    kill(SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  ::close(terminal_);
}

bool TerminalSession::read_more() {
  std::array<char, 4096> buffer{};
  pollfd ready{.fd = terminal_, .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, patience_ms) <= 0) {
    kill(SIGKILL);
    return false;
  }
  const ssize_t n = ::read(terminal_, buffer.data(), buffer.size());
  if (n <= 0) return false;  // EIO: the other end is gone
  shown_.append(buffer.data(), static_cast<std::size_t>(n));
  return true;
}

bool TerminalSession::wait_for(const std::string& text) {
  for (;;) {
    if (const std::size_t at = shown_.find(text, seen_); at != std::string::npos) {
      seen_ = at + text.size();
      return true;
    }
    if (!read_more()) return false;
  }
}

void TerminalSession::type(const std::string& keys) {
  if (::write(terminal_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size()))
    throw std::runtime_error("the terminal takes no keys");
}

void TerminalSession::kill(int signal) {
  ::kill(process_, signal);
}

int TerminalSession::end() {
  while (read_more()) continue;
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

AtTerminal at_terminal(const std::vector<std::string>& command, const std::string& question, const std::string& keys,
                       const std::function<void(pid_t)>& while_asking) {
  TerminalSession session(command);
  if (session.wait_for(question)) {
    if (while_asking) while_asking(session.process());
    session.type(keys);
  }
  const int exit_code = session.end();
  return {.exit_code = exit_code, .shown = session.shown()};
}

}  // namespace engross::test
