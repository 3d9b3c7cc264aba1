// The department child's own voice, and the host that a library sees in it. Private to the child.
#pragma once

#include <engross/abi.h>

#include <string>
#include <string_view>

#include "department/messages.hpp"

namespace engross::child {

// What ends the child early, as its last message tells it.
struct Failure {
  std::string_view code;
  std::string message;
};

// Messages go out in large writes: a department is dozens of small files.
class Voice {
 public:
  void say(std::string_view message);
  void flush();  // ends the process when the parent is gone

 private:
  std::string waiting_;
};

// The host's side of the boundary: what the library says becomes messages.
struct Host {
  Voice voice;
  std::string_view call = "open";
  std::uint32_t awaited = ENGROSS_PUT_RESOURCE;  // the only kind that may be put during this call
  bool keeps_to_itself = false;                  // what is put goes nowhere: the parent has it already
  bool reported_error = false;

  engross_host face();
  engross_sink sink();
  void say_alone(message::Kind kind);
  void say_failed(const Failure& failure);
};

}  // namespace engross::child
