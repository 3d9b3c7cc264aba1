// Runs a command at a terminal of its own, as a person who types what it asks for.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace engross::test {

// A command that runs. Ended, whatever it does, with this object.
class TerminalSession {
 public:
  explicit TerminalSession(const std::vector<std::string>& command);
  ~TerminalSession();
  TerminalSession(const TerminalSession&) = delete;
  TerminalSession& operator=(const TerminalSession&) = delete;

  // Until the terminal shows it, behind what was waited for before; false when the command ended first, or when nothing
  // came for half a minute.
  bool wait_for(const std::string& text);
  void type(const std::string& keys);
  int end();  // reads on until it ends: its exit code, 128 + signal when it was killed
  void kill(int signal);

  pid_t process() const { return process_; }
  const std::string& shown() const { return shown_; }  // all that the terminal showed, echo and output alike

 private:
  bool read_more();

  int terminal_ = -1;
  pid_t process_ = -1;
  std::string shown_;
  std::size_t seen_ = 0;
};

struct AtTerminal {
  int exit_code = -1;
  std::string shown;
};

// Types `keys` once the terminal shows `question`; `while_asking` may look at the process before.
AtTerminal at_terminal(const std::vector<std::string>& command, const std::string& question, const std::string& keys,
                       const std::function<void(pid_t)>& while_asking = {});

}  // namespace engross::test
