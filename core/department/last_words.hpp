// What a child's last message says about its library, in words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engross {

// "while it was loaded", by what a library is at ("load", "open", "resources", "derive", …).
std::string while_at(std::string_view call);

// The parts of message::forbidden as a sentence: "it tried to open a file (openat) while it put its files:
// /etc/passwd". Nothing when they make no sense.
std::optional<std::string> explain_forbidden(std::string_view message);

}  // namespace engross
