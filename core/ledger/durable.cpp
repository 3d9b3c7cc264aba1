// In: paths and bytes. Out: files and folders on the disk, and the hashes of files.
// Refuses: to hash what is no regular file.
#include "ledger/durable.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"
#include "base/sha256.hpp"

namespace engross {
namespace fs = std::filesystem;

int sync_path(FileCalls& calls, const fs::path& path) {
  const Descriptor file(calls.open(path.c_str(), O_RDONLY, 0));
  if (!file.open()) return errno;
  return calls.sync(file.get()) == 0 ? 0 : errno;
}

int write_whole(FileCalls& calls, int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = calls.write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    if (written == 0) return EIO;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int make_folder_for_good(FileCalls& calls, const fs::path& path) {
  if (calls.make_folder(path.c_str()) != 0) {
    const int number = errno;
    std::error_code code;
    return number == EEXIST && fs::is_directory(path, code) ? 0 : number;
  }
  return sync_path(calls, path.has_parent_path() ? path.parent_path() : fs::path("."));
}

Result<std::optional<std::string>> hash_of_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  if (!file.open() && errno == ENOENT) return std::nullopt;
  if (!file.open()) return fail(unreadable(path, errno));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return fail(unreadable(path, errno));
  if (!S_ISREG(status.st_mode))
    return fail(S_ISDIR(status.st_mode) ? directory_not_file(path) : special_not_file(path));
  RunningSha256 hash;
  std::array<char, 65536> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled before it is read
  for (;;) {
    const ssize_t size = ::read(file.get(), piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return fail(unreadable(path, errno));
    if (size == 0) return std::optional<std::string>(hash.hex());
    hash.add({piece.data(), static_cast<std::size_t>(size)});
  }
}

}  // namespace engross
