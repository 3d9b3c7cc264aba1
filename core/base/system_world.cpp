// In: paths and bytes. Out: the machine's files and clock.
// Refuses: files over the caller's limit, names that are taken (write_new_file). Pipes and character devices are read
// to their end, but never written; directories, disks and sockets are neither.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"
#include "base/file_stream.hpp"
#include "base/publish.hpp"
#include "base/world.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

std::optional<struct stat> status_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

// What there is of one type below a directory, relative to it; no link is followed.
Result<std::vector<std::string>> names_below(const fs::path& directory, fs::file_type wanted) {
  const auto status = status_of(directory);
  if (!status && errno == ENOENT) return fail(no_such_directory(directory));
  if (!status) return fail(errno == ENOTDIR ? file_not_directory(directory) : unreadable(directory, errno));
  if (!S_ISDIR(status->st_mode)) return fail(file_not_directory(directory));
  std::error_code code;
  std::vector<std::string> names;
  for (fs::recursive_directory_iterator it(directory, code), end; !code && it != end; it.increment(code)) {
    std::error_code gone;  // since it was listed: another process is at work
    if (it->symlink_status(gone).type() == wanted)
      names.push_back(it->path().lexically_relative(directory).generic_string());
  }
  if (code) return fail(unreadable(directory, code.value()));
  std::ranges::sort(names);
  return names;
}

// What is read from its beginning to its end, like a file.
bool is_stream(const struct stat& status) {
  return S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode);
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
  if (fd.get() < 0 && errno == ENOENT) return fail(no_such_file(path));
  if (fd.get() < 0) return fail(unreadable(path, errno));
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return fail(unreadable(path, errno));
  if (S_ISDIR(status.st_mode)) return fail(directory_not_file(path));
  if (!S_ISREG(status.st_mode)) {
    if (!is_stream(status)) return fail(special_not_file(path));
    // Whoever writes into it may be slow.
    if (::fcntl(fd.get(), F_SETFL, O_RDONLY) != 0) return fail(unreadable(path, errno));
  }
  if (S_ISREG(status.st_mode) && static_cast<std::uintmax_t>(status.st_size) > max_bytes)
    return fail(too_large(path, max_bytes));
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
    if (bytes.size() > max_bytes) return fail(too_large(path, max_bytes));
  }
}

Result<std::unique_ptr<ByteStream>> SystemWorld::open_stream(const fs::path& path) const {
  return stream_file(path);
}

Result<void> SystemWorld::write_file(const fs::path& path, std::string_view bytes) {
  return publish(path, bytes, Taken::replace);
}

Result<void> SystemWorld::write_public_file(const fs::path& path, std::string_view bytes) {
  return publish(path, bytes, Taken::replace, Readers::everybody);
}

Result<void> SystemWorld::write_new_file(const fs::path& path, std::string_view bytes) {
  return publish(path, bytes, Taken::refuse);
}

Result<void> SystemWorld::make_directories(const fs::path& path) {
  return make_directories_for_good(path);
}

Result<void> SystemWorld::remove_file(const fs::path& path) {
  return remove_for_good(path);
}

bool SystemWorld::open_to_others(const fs::path& path) const {
  constexpr mode_t others = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
  const auto status = status_of(path);
  return status && S_ISREG(status->st_mode) && (status->st_mode & others) != 0;
}

bool SystemWorld::is_link(const fs::path& path) const {
  std::error_code code;
  return fs::symlink_status(path, code).type() == fs::file_type::symlink;
}

bool SystemWorld::same_file(const fs::path& a, const fs::path& b) const {
  const auto one = status_of(a);
  const auto other = status_of(b);
  return one && other && one->st_dev == other->st_dev && one->st_ino == other->st_ino;
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
  return names_below(directory, fs::file_type::regular);
}

Result<std::vector<std::string>> SystemWorld::list_links(const fs::path& directory) const {
  return names_below(directory, fs::file_type::symlink);
}

}  // namespace engross
