// Commands that a message tells are copied into a shell.
#pragma once

#include <string>

namespace engross {

// A word as a shell takes it: in single quotes when it needs them.
std::string shell_word(const std::string& word);

}  // namespace engross
