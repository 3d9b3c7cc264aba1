// A question whose answer must not be seen.
#pragma once

#include <string>

#include "signing/secret.hpp"

namespace engross::cli {

// At the controlling terminal, whatever the standard streams are, without echo. The terminal is left as it was, also
// when the person interrupts or suspends the program. Errors: "options.passphrase" (there is no terminal),
// "secret.empty" (nothing was typed), "secret.terminal" (it went away).
Result<Secret> ask_at_terminal(const std::string& question);

}  // namespace engross::cli
