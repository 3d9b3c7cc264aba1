// In: the options that say where a passphrase is. Out: the answer to whoever opens a key.
// Refuses: files that others may read or write, what is no file, empty lines, and to guess: without an option and
// without a terminal nobody can be asked.
#include "secrets.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "option_checks.hpp"
#include "prompt.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t longest_line = 4096;

// The first line of what was read; the bytes are wiped where they lie.
Result<Secret> first_line(std::string&& bytes, const std::string& from) {
  const Secret all(std::move(bytes));
  std::string_view line = all.view().substr(0, all.view().find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() > longest_line || line.find('\0') != std::string_view::npos)
    return fail(error("secret.damaged", {}, fmt::format("the first line of {} is no passphrase", from),
                      {"write the passphrase alone into its first line"}));
  if (line.empty())
    return fail(error("secret.empty", {}, fmt::format("the first line of {} is empty", from),
                      {"write the passphrase into its first line"}));
  return Secret(std::string(line));
}

Result<Secret> from_file(const World& world, const std::string& file) {
  const World::Kind kind = world.kind_of(file);
  if (kind == World::Kind::directory || kind == World::Kind::other)
    return fail(error("secret.file", {}, fmt::format("{} is no regular file", file),
                      {"name a file that only you may read", "from a pipe: --passphrase-fd N"}));
  if (world.open_to_others(file))
    return fail(error("secret.permissions", {}, fmt::format("{} holds a passphrase, and is open to others", file),
                      {fmt::format("make it yours alone: chmod 600 {}", file)}));
  Result<std::string> bytes = world.read_file(file, std::size_t{1} << 16U);
  if (!bytes) return fail(std::move(bytes.error()));
  return first_line(std::move(*bytes), file);
}

// Not a byte past the line feed: what follows may be for somebody else.
Result<Secret> from_descriptor(int descriptor) {
  const std::string from = fmt::format("descriptor {}", descriptor);
  std::string line;
  line.reserve(longest_line + 1);  // so that it never moves, which would leave copies
  for (char c = 0; line.size() <= longest_line;) {
    const ssize_t n = ::read(descriptor, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const Secret wiped(std::move(line));
      return fail(error("secret.descriptor", {}, fmt::format("cannot read {}: {}", from, std::strerror(errno)),
                        {"open it before engross starts: --passphrase-fd 3 3<FILE"}));
    }
    if (n == 0 || c == '\n') break;
    line += c;
  }
  return first_line(std::move(line), from);
}

Secret another(const Secret& of) {
  return Secret(std::string(of.view()));
}

CLI::Validator open_descriptor() {
  return {[](const std::string& word) {
            const bool number = !word.empty() && word.size() < 6 && word.find_first_not_of("0123456789") == word.npos;
            if (!number) return "\"" + word + "\" is no number of a descriptor";
            // Asked before engross opens anything itself, which might take the number.
            return ::fcntl(std::stoi(word), F_GETFD) != -1 ? std::string() : "descriptor " + word + " is not open";
          },
          ""};
}

}  // namespace

void add_secret_options(CLI::App* command, SecretOptions& options) {
  CLI::Option* file =
      command
          ->add_option("--passphrase-file", options.file,
                       "The passphrase or PIN of the key: the first line of a file that only you may read; else it is "
                       "asked for at the terminal")
          ->type_name("FILE")
          ->check(named());
  command->add_option("--passphrase-fd", options.descriptor, "The same, from a descriptor that is open already")
      ->type_name("N")
      ->check(open_descriptor())
      ->excludes(file);
}

bool takes_standard_input(const SecretOptions& options) {
  return options.descriptor == STDIN_FILENO;
}

AskSecret secrets_of(const SecretOptions& options, const World& world) {
  const auto kept = std::make_shared<std::optional<Secret>>();  // a descriptor is read once
  return [options, &world, kept](const std::string& what) -> Result<Secret> {
    no_core_dumps();
    if (!options.file.empty()) return from_file(world, options.file);
    if (!options.descriptor) return ask_at_terminal(fmt::format("Passphrase of {}: ", what));
    if (*kept) return another(**kept);
    Result<Secret> read = from_descriptor(*options.descriptor);
    if (read) kept->emplace(another(*read));
    return read;
  };
}

void no_core_dumps() {
  const rlimit none{.rlim_cur = 0, .rlim_max = 0};
  ::setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__  // its search for leaks looks into the process
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

}  // namespace engross::cli
