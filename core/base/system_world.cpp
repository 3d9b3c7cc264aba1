// In: paths and bytes. Out: the machine's files and clock.
// Refuses: files over the caller's limit, names that are taken (write_new_file), anything that is not a regular file.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/world.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

std::string reason_of(int number) {
  return std::generic_category().message(number);
}

Diagnostic unwritable(const fs::path& path, int number) {
  return error("world.unwritable", {}, fmt::format("cannot write {}: {}", path.string(), reason_of(number)));
}

Diagnostic unreadable(const fs::path& path, int number) {
  return error("world.unreadable", {}, fmt::format("cannot read {}: {}", path.string(), reason_of(number)));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool close_now() {
    const int fd = std::exchange(fd_, -1);
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

void sync_directory(const fs::path& directory) {
  const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) ::fsync(fd.get());
}

fs::path directory_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

enum class Taken : std::uint8_t { replace, refuse };

// Writes beside the final name, syncs, then renames (or links, which fails when the name is taken).
Result<void> publish(const fs::path& path, std::string_view bytes, Taken taken) {
  static std::atomic<unsigned> serial{0};
  const fs::path directory = directory_of(path);
  const fs::path temporary =
      directory / fmt::format(".{}.{}.{}.part", path.filename().string(), ::getpid(), serial.fetch_add(1));
  Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (fd.get() < 0) return fail(unwritable(path, errno));
  const auto give_up = [&](int number) {
    ::unlink(temporary.c_str());
    return fail(unwritable(path, number));
  };
  if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0) return give_up(errno);
  if (!fd.close_now()) return give_up(errno);
  if (taken == Taken::refuse) {
    const int linked = ::link(temporary.c_str(), path.c_str());
    const int number = errno;
    ::unlink(temporary.c_str());
    if (linked != 0 && number == EEXIST)
      return fail(error("world.exists", {}, fmt::format("{} exists already", path.string())));
    if (linked != 0) return fail(unwritable(path, number));
  } else if (::rename(temporary.c_str(), path.c_str()) != 0) {
    return give_up(errno);
  }
  sync_directory(directory);
  return {};
}

}  // namespace

Timestamp SystemWorld::now() const {
  return {.instant = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()), .offset_minutes = 0};
}

std::optional<std::string> SystemWorld::environment(const std::string& name) const {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  if (value == nullptr) return std::nullopt;
  return value;
}

Result<std::string> SystemWorld::read_file(const fs::path& path, std::size_t max_bytes) const {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0 && errno == ENOENT)
    return fail(error("world.no-such-file", {}, fmt::format("there is no file {}", path.string())));
  if (fd.get() < 0) return fail(unreadable(path, errno));
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return fail(unreadable(path, errno));
  if (S_ISDIR(status.st_mode))
    return fail(error("world.not-a-file", {}, fmt::format("{} is a directory, not a file", path.string())));
  const auto too_large = [&] {
    return fail(
        error("world.too-large", {}, fmt::format("{} is larger than the limit of {} bytes", path.string(), max_bytes)));
  };
  if (S_ISREG(status.st_mode) && static_cast<std::uintmax_t>(status.st_size) > max_bytes) return too_large();
  std::string bytes;
  constexpr std::size_t step = 65536;
  for (;;) {
    const std::size_t have = bytes.size();
    const std::size_t expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    bytes.resize(have + std::max(step, expected > have ? expected - have + 1 : 0));
    const ssize_t n = ::read(fd.get(), bytes.data() + have, bytes.size() - have);
    bytes.resize(have + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(unreadable(path, errno));
    if (n == 0) return bytes;
    if (bytes.size() > max_bytes) return too_large();
  }
}

Result<void> SystemWorld::write_file(const fs::path& path, std::string_view bytes) {
  return publish(path, bytes, Taken::replace);
}

Result<void> SystemWorld::write_new_file(const fs::path& path, std::string_view bytes) {
  return publish(path, bytes, Taken::refuse);
}

Result<void> SystemWorld::make_directories(const fs::path& path) {
  std::error_code code;
  fs::create_directories(path, code);
  if (code) return fail(unwritable(path, code.value()));
  return {};
}

Result<void> SystemWorld::remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return fail(unwritable(path, errno));
  return {};
}

World::Kind SystemWorld::kind_of(const fs::path& path) const {
  std::error_code code;
  switch (fs::status(path, code).type()) {
    case fs::file_type::regular:
      return Kind::file;
    case fs::file_type::directory:
      return Kind::directory;
    case fs::file_type::none:
    case fs::file_type::not_found:
      return Kind::nothing;
    default:
      return Kind::other;
  }
}

Result<std::vector<std::string>> SystemWorld::list_files(const fs::path& directory) const {
  if (kind_of(directory) != Kind::directory)
    return fail(error("world.no-such-directory", {}, fmt::format("there is no directory {}", directory.string())));
  std::error_code code;
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(directory, code), end; !code && it != end; it.increment(code))
    if (it->symlink_status(code).type() == fs::file_type::regular)
      files.push_back(it->path().lexically_relative(directory).generic_string());
  if (code) return fail(unreadable(directory, code.value()));
  std::ranges::sort(files);
  return files;
}

}  // namespace engross
