// A program run apart: with limits, a deadline and its output captured, so that whatever it does is a message here and
// not an accident. Linux only. The one clock read here is the monotonic one, for deadlines; it never shapes a result.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "isolation/frames.hpp"

namespace engross {

// A moment by which something must have happened, and how long that was when it was set.
class Deadline {
 public:
  static Deadline in(std::chrono::milliseconds span);
  std::chrono::milliseconds span() const { return span_; }
  int milliseconds_left() const;  // 0 when it has passed; rounded up

 private:
  std::chrono::steady_clock::time_point at_;
  std::chrono::milliseconds span_{0};
};

// Nothing of a limit means: as the parent has it. Core dumps are always off.
struct ChildLimits {
  std::optional<std::size_t> cpu_seconds;
  std::optional<std::size_t> address_space;  // bytes
  std::optional<std::size_t> open_files;
  std::optional<std::size_t> file_size;  // bytes of any file written; pipes are not files
  std::optional<std::size_t> stack;      // bytes
  // CPU 10 s, address space 1 GiB (unlimited where a sanitizer needs terabytes), 64 files, no file written, 8 MiB of
  // stack. What else a child may not do, it forbids itself (isolation/sandbox.hpp) before it touches anything foreign.
  static ChildLimits strict();
};

struct ChildProgram {
  std::filesystem::path program;           // no search of PATH
  std::vector<std::string> arguments{};    // without the program's own name
  std::vector<std::string> environment{};  // "NAME=value"; empty unless told: no locale, no zone, no preloads
  std::vector<int> descriptors{};          // become 4, 5, … in the child, which has no others open
  ChildLimits limits{};
  std::size_t longest_message = 64U << 20U;  // bytes of one frame from the child
  std::size_t output_kept = 4096;            // bytes kept of standard output and of standard error; the rest is counted
};

// How a child ended.
struct Ending {
  enum class Kind : unsigned char { exited, signalled, late };
  Kind kind = Kind::exited;
  int number = 0;  // exit code, signal, or milliseconds of the deadline
  bool clean() const { return kind == Kind::exited && number == 0; }
  // "exit 66", "killed by signal 7 (bus error)", "no answer in 5000 ms"
  std::string explain() const;
};

// What the child wrote to standard output or standard error.
struct Captured {
  std::string text;       // the first ChildProgram::output_kept bytes
  std::size_t bytes = 0;  // all that came
};

// A running child in a process group of its own, which is killed with everything in it when this object dies, and when
// the thread that started it ends. Descriptors of the child: 0 is empty, 1 and 2 are captured, 3 is a channel of frames
// both ways (a socket), 4 and on are ChildProgram::descriptors.
class Child {
 public:
  // Errors: "isolation.start" (with the system's reason: no such program, no memory, …).
  static Result<Child> start(const ChildProgram& program);
  Child(Child&&) noexcept;
  Child& operator=(Child&&) noexcept;
  ~Child();

  // Sends one message. False when the child has gone or does not read by the deadline.
  bool say(std::string_view message, const Deadline& deadline);

  enum class Heard : unsigned char {
    message,   // a whole frame
    closed,    // the child closed the channel, or ended, perhaps amid a frame
    late,      // nothing whole by the deadline
    too_long,  // a frame longer than ChildProgram::longest_message
  };
  struct Answer {
    Heard heard = Heard::closed;
    std::string_view bytes;  // of a message; good until the next call
  };
  Answer listen(const Deadline& deadline);

  // Waits until the child has ended, drains its output, and says how it ended; at the deadline it is killed first.
  Ending wait(const Deadline& deadline);

  // Takes in what the child has written to standard output and standard error by now, without waiting.
  void catch_up();
  const Captured& standard_output() const;
  const Captured& standard_error() const;

 private:
  struct State;
  explicit Child(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace engross
