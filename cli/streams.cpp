// In: the three streams of the process. Out: streams that can be used, and the truth of what was printed.
// Refuses: an exit code 0 when standard output took less than it was given.
#include "streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

namespace engross::cli {

void fill_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    // The lowest free number is this one: those below were filled before. The wrong direction makes each use an error.
    const int opened = ::open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
    if (opened != stream && opened != -1) ::close(opened);
  }
}

int flush_results(int exit_code) {
  errno = 0;
  const bool printed = static_cast<bool>(std::cout.flush());
  const bool whole = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && printed;
  if (whole || exit_code == environment) return exit_code;
  const char* why = errno != 0 ? std::strerror(errno) : "some of it was refused";
  std::fprintf(stderr, "error: cannot write to standard output: %s [world.unwritable]\n", why);
  std::fprintf(stderr, "  = what was done is done; only the report of it is missing\n");
  return environment;
}

}  // namespace engross::cli
