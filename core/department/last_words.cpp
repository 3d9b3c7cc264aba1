// In: the last message of a department child. Out: a sentence.
// Refuses: messages that make no sense; the library may have written them itself.
#include "department/last_words.hpp"

#include <fmt/format.h>

#include "isolation/calls.hpp"
#include "isolation/frames.hpp"

namespace engross {

std::string while_at(std::string_view call) {
  if (call == "load") return "while it was loaded";
  if (call == "open") return "while it was opened";
  if (call == "resources") return "while it put its files";
  if (call == "close") return "while it was closed";
  if (call == "asked") return "while it was asked";  // of the conformance probe
  return fmt::format("while it was asked to {}", call);
}

std::optional<std::string> explain_forbidden(std::string_view message) {
  SystemCall call;
  const auto number = take_number(message);
  if (!number) return std::nullopt;
  call.number = static_cast<long>(*number);
  for (std::uint64_t& argument : call.arguments) {
    const auto taken = take_number(message);
    if (!taken) return std::nullopt;
    argument = *taken;
  }
  const auto path = take_text(message);
  const auto at = take_text(message);
  if (!path || !at || !message.empty()) return std::nullopt;
  return fmt::format("it tried to {} {}{}{}", explain(call), while_at(*at), path->empty() ? "" : ": ", *path);
}

}  // namespace engross
