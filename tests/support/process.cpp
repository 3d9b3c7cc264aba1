#include "support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace engross::test {
namespace {

struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  }
  void close_end(int which) {
    if (ends[which] >= 0) ::close(ends[which]);
    ends[which] = -1;
  }
};

[[noreturn]] void become(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                         const std::string& directory) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  for (const std::string& variable : environment) ::putenv(const_cast<char*>(variable.c_str()));
  if (!directory.empty() && ::chdir(directory.c_str()) != 0) ::_exit(126);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

// Feeds and drains at once, so that neither side waits for the other.
void exchange(Pipe& in, Pipe& out, Pipe& err, std::string_view input, Outcome& outcome) {
  std::array<char, 65536> buffer{};
  if (input.empty()) in.close_end(1);
  while (out.ends[0] >= 0 || err.ends[0] >= 0 || in.ends[1] >= 0) {
    std::array<pollfd, 3> waits{{{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}, {in.ends[1], POLLOUT, 0}}};
    if (::poll(waits.data(), waits.size(), 120000) <= 0) return;
    const auto drain = [&](std::size_t i, Pipe& from, std::string& to) {
      if ((waits[i].revents & (POLLIN | POLLHUP)) == 0) return;
      const ssize_t n = ::read(from.ends[0], buffer.data(), buffer.size());
      if (n <= 0)
        from.close_end(0);
      else
        to.append(buffer.data(), static_cast<std::size_t>(n));
    };
    drain(0, out, outcome.out);
    drain(1, err, outcome.err);
    if ((waits[2].revents & (POLLOUT | POLLERR)) == 0) continue;
    const ssize_t n = ::write(in.ends[1], input.data(), input.size());
    if (n > 0) input.remove_prefix(static_cast<std::size_t>(n));
    if (n <= 0 || input.empty()) in.close_end(1);
  }
}

}  // namespace

Outcome run(const std::vector<std::string>& command, const std::string& standard_input,
            const std::vector<std::string>& environment, const std::string& directory) {
  ::signal(SIGPIPE, SIG_IGN);
  Pipe in, out, err;
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    ::dup2(in.ends[0], 0);
    ::dup2(out.ends[1], 1);
    ::dup2(err.ends[1], 2);
    become(command, environment, directory);
  }
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  Outcome outcome;
  exchange(in, out, err, standard_input, outcome);
  int status = 0;
  ::waitpid(child, &status, 0);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

TemporaryDirectory::TemporaryDirectory() : TemporaryDirectory(std::filesystem::temp_directory_path().string()) {}

TemporaryDirectory::TemporaryDirectory(const std::string& parent) {
  std::string pattern = parent + "/engross-test-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace engross::test
