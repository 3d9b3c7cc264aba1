// In: the path of a file, a pipe or a character device. Out: its bytes, a quarter of a megabyte at a time.
// Refuses: what is not there or cannot be read (at opening, or wherever the system says so), directories, disks,
// sockets.
#include "base/file_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t piece = std::size_t{1} << 18U;

class FileStream final : public ByteStream {
 public:
  FileStream(fs::path path, Descriptor fd) : path_(std::move(path)), fd_(std::move(fd)), bytes_(piece, '\0') {}

  Result<std::string_view> next() override {
    for (;;) {
      const ssize_t n = ::read(fd_.get(), bytes_.data(), bytes_.size());
      if (n >= 0) return std::string_view(bytes_).substr(0, static_cast<std::size_t>(n));
      if (errno != EINTR) return fail(unreadable(path_, errno));
    }
  }

 private:
  fs::path path_;
  Descriptor fd_;
  std::string bytes_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> stream_file(const fs::path& path) {
  Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) return fail(errno == ENOENT ? no_such_file(path) : unreadable(path, errno));
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return fail(unreadable(path, errno));
  if (S_ISDIR(status.st_mode)) return fail(directory_not_file(path));
  if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode) && !S_ISCHR(status.st_mode))
    return fail(special_not_file(path));
  // It was opened so that a pipe without a writer does not hang before it is known to be one; whoever writes may be
  // slow.
  if (::fcntl(fd.get(), F_SETFL, O_RDONLY) != 0) return fail(unreadable(path, errno));
  if (S_ISREG(status.st_mode)) ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::make_unique<FileStream>(path, std::move(fd));
}

}  // namespace engross
