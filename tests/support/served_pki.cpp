// In: names of signers. Out: directories with their keys and certificates, and a running server for them.
// Refuses: a make-pki or a server that fails, by throwing with what it said.
#include "support/served_pki.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "base/sha256.hpp"

namespace engross::test {
namespace {

namespace fs = std::filesystem;

const std::string script = ENGROSS_SOURCE_DIR "/samples/pki/make-pki";
const std::string kept = ENGROSS_BINARY_DIR "/test-pki";

void make_pki(const std::string& directory, const std::vector<std::string>& options) {
  std::vector<std::string> command{script, directory, "--quiet", "--keys", kept + "/keys"};
  command.insert(command.end(), options.begin(), options.end());
  const Outcome made = run(command);
  if (made.exit_code != 0) throw std::runtime_error("make-pki: " + made.err);
}

// Held while it lives, among processes too.
class FileLock {
 public:
  explicit FileLock(const std::string& path) : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) throw std::runtime_error("cannot lock " + path);
  }
  ~FileLock() { ::close(file_); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_;
};

// Named after the script, so that a changed script makes another.
std::string sample_directory() {
  std::string directory = kept + "/" + sha256_hex(read_file(script)).substr(0, 16);
  if (fs::exists(directory)) return directory;
  fs::create_directories(kept);
  const FileLock lock(kept + "/lock");
  if (fs::exists(directory)) return directory;
  const TemporaryDirectory beside(kept);
  make_pki(beside / "pki", {});
  fs::rename(beside / "pki", directory);
  return directory;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

}  // namespace

std::string sample_pki(const std::string& file) {
  static const std::string directory = sample_directory();
  return directory + "/" + file;
}

std::string sample_passphrase() {
  const std::string line = read_file(sample_pki("passphrase"));
  return line.substr(0, line.find('\n'));
}

// The server first, because its port is in the certificates.
ServedPki::ServedPki(const std::vector<std::string>& names)
    : server_({ENGROSS_PKI_SERVER, *this / "", std::to_string(served_at)}) {
  ::setenv("no_proxy", "127.0.0.1", 1);
  const std::string line = server_.line();
  if (line.empty()) throw std::runtime_error("the server does not start");
  port_ = std::stoi(line);
  make_pki(*this / "", {"--port", line, "--only", joined(names)});
}

std::string ServedPki::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

}  // namespace engross::test
