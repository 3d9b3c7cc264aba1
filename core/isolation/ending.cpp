// In: how a process ended. Out: a sentence. Refuses nothing.
#include <fmt/format.h>

#include <cstring>

#include "isolation/child.hpp"

namespace engross {
namespace {

// The system's words without regard to locale, lower case: "bus error".
std::string signal_name(int signal) {
  const char* words = ::sigdescr_np(signal);
  std::string name = words != nullptr ? words : "no name";
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

}  // namespace

std::string Ending::explain() const {
  switch (kind) {
    case Kind::late:
      return fmt::format("no answer in {} ms", number);
    case Kind::signalled:
      return fmt::format("killed by signal {} ({})", number, signal_name(number));
    case Kind::exited:
      break;
  }
  return number < 0 ? "ended, but its exit code went to someone else" : fmt::format("exit {}", number);
}

}  // namespace engross
