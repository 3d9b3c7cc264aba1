// Where the passphrases and PINs of a run come from: --passphrase-file, --passphrase-fd, or the person at the terminal.
#pragma once

#include <optional>
#include <string>

#include "base/world.hpp"
#include "signing/secret.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace engross::cli {

struct SecretOptions {
  std::string file;               // --passphrase-file F
  std::optional<int> descriptor;  // --passphrase-fd N
};
void add_secret_options(CLI::App* command, SecretOptions& options);

// Whether standard input holds the passphrase, and so nothing else.
bool takes_standard_input(const SecretOptions& options);

// Asks for each key whenever it is called: whoever opens a key opens it once a run. A file or a descriptor answers for
// every key with its first line. From the first question on the process leaves no core dump. `options` are copied;
// `world` must outlive the answer. Errors: "secret.permissions" (a file that others may read or write), "secret.file"
// (a directory, a pipe, a device), "secret.empty", "secret.damaged" (no line feed within 4 KiB, a NUL),
// "secret.descriptor" (it cannot be read), "options.passphrase" (no option, and no terminal to ask at), and those of
// World.
AskSecret secrets_of(const SecretOptions& options, const World& world);

// What is in memory stays there: no core file, and nobody of the same user may look into the process.
void no_core_dumps();

}  // namespace engross::cli
