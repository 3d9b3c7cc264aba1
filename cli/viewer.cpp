// In: the command of a viewer, and a file. Out: the viewer, running. Refuses: viewers that fail as they begin.
#include "viewer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include "base/shell_word.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::milliseconds beginning{1500}, glance{20};

bool is_on_path(const World& world, const std::string& program) {
  const std::string path = world.environment("PATH").value_or("/usr/bin:/bin");
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    if (end > at && ::access((fs::path(path.substr(at, end - at)) / program).c_str(), X_OK) == 0) return true;
    at = end + 1;
  }
  return false;
}

// In a session of its own: closing the terminal does not end it, and what it says does not land there. The shell reads
// the command, since it may have options.
pid_t start(const std::string& command) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setsid();
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, stream);
  ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  ::_exit(127);
}

Diagnostics failed(const std::string& viewer, const std::string& file, const std::string& why) {
  return {error(
      "preview.viewer", {}, fmt::format("the viewer \"{}\" {}", viewer, why),
      {fmt::format("the PDF is there: {}", file), "set ENGROSS_VIEWER to the command of a program that shows PDFs"})};
}

}  // namespace

std::string viewer_of(const World& world) {
  if (auto named = world.environment("ENGROSS_VIEWER"); named && !named->empty()) return *named;
  const bool display =
      !world.environment("DISPLAY").value_or("").empty() || !world.environment("WAYLAND_DISPLAY").value_or("").empty();
  return display && is_on_path(world, "xdg-open") ? "xdg-open" : std::string();
}

Result<void> open_in_viewer(const std::string& viewer, const std::string& file) {
  const pid_t child = start(fmt::format("{} {}", viewer, shell_word(fs::absolute(file).string())));
  if (child < 0) return fail(failed(viewer, file, "could not be started"));
  for (std::chrono::milliseconds waited{}; waited < beginning; waited += glance) {
    int status = 0;
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) {
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
      if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return fail(failed(viewer, file, "was not found"));
      return fail(
          failed(viewer, file,
                 WIFEXITED(status) ? fmt::format("ended with {}", WEXITSTATUS(status)) : "did not end by itself"));
    }
    if (ended < 0 && errno != EINTR) return {};  // somebody else has taken its end
    std::this_thread::sleep_for(glance);
  }
  return {};
}

}  // namespace engross::cli
