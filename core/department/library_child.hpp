// One child that has opened one library, and what the two say to each other. Private to this room.
#pragma once

#include <filesystem>
#include <string>

#include "department/code.hpp"
#include "department/department.hpp"
#include "department/elf.hpp"
#include "isolation/child.hpp"

namespace engross {

// What a diagnostic about a library is: its name first, then what is wrong.
Diagnostic library_fault(std::string_view code, const std::string& name, std::string_view what,
                         std::vector<std::string> hints = {});

class LibraryChild {
 public:
  struct Order {
    std::filesystem::path program;  // engross-department-child
    int library = -1;               // a descriptor of the library's bytes
    std::string_view word;          // message::stay, message::serve, or empty
  };
  // Errors: "isolation.start".
  static Result<LibraryChild> start(const Order& order, const LibraryManifest& manifest, std::string name);

  // Hears it out until it has closed the library, or waits for questions. Errors: those of read_library that come of
  // running it. Without files when it was told to serve.
  Result<Resources> open(const Deadline& deadline);
  // Errors: those of DepartmentCode::ask.
  Result<Answer> ask(std::uint64_t feature, std::string_view question, const Deadline& deadline);
  // Tells it to leave. Errors: "library.forbidden", "library.crashed", "library.timeout", "library.printed".
  Result<void> leave(const Deadline& deadline);

  // Whether it can be asked (again).
  bool waits() const { return waits_ && !rejected_ && !gone_; }

 private:
  LibraryChild(Child child, const LibraryManifest& manifest, std::string name);

  void listen_until(bool& reached, const Deadline& deadline);
  void take(std::string_view message);
  void take_opened(std::string_view message);
  void take_resource(std::string_view message);
  void take_report(std::string_view message);
  void take_answer(std::string_view message);
  void take_settled(std::string_view message);
  void take_failed(std::string_view message);
  void take_forbidden(std::string_view message);
  void take_overflowed(std::string_view message);

  void add(std::string_view code, std::string_view what, std::vector<std::string> hints = {});
  void lied(std::string_view what);
  void too_large(std::string_view what);
  void refuse_file(std::string_view what);
  void judge(const Ending& ending);
  void judge_output();
  void check_identity();
  std::string how_it_ended(const Ending& ending) const;
  std::vector<std::string> errors_as_hint() const;

  Child child_;
  LibraryManifest manifest_;
  std::string name_;
  Resources resources_;
  Answer answer_;
  Diagnostics problems_;
  std::size_t bytes_ = 0;
  std::string stage_ = "while it was loaded";
  std::size_t overflowed_ = 0;  // bytes of its stack, when that overflowed
  bool puts_files_ = true;
  bool opened_ = false;    // the descriptor came
  bool waits_ = false;     // it is ready for questions
  bool answered_ = false;  // this question has an answer
  bool settled_ = true;    // the last question is over
  bool over_ = false;      // the child has said its last word
  bool gone_ = false;      // the child has ended
  bool rejected_ = false;  // we have heard enough, and will not wait for its end
};

}  // namespace engross
