// In: a name and bytes. Out: the file, whole and on the disk.
// Refuses: names that are taken (Taken::refuse), names of anything that is not a regular file.
#include "base/publish.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <vector>

#include "base/descriptor.hpp"
#include "base/file_faults.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

void sync_directory(const fs::path& directory) {
  const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) ::fsync(fd.get());
}

fs::path directory_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// The file that a name stands for. What is not there yet is a file to be.
Result<fs::path> behind_links(const fs::path& path) {
  std::error_code code;
  fs::path file = path;
  if (fs::symlink_status(path, code).type() == fs::file_type::symlink) {
    file = fs::canonical(path, code);
    if (code) return fail(code.value() == ENOENT ? link_to_nothing(path) : unwritable(path, code.value()));
  }
  switch (fs::status(file, code).type()) {
    case fs::file_type::regular:
    case fs::file_type::not_found:
    case fs::file_type::none:  // opening it will say why
      return file;
    case fs::file_type::directory:
      return fail(directory_not_file(path));
    default:
      return fail(special_not_file(path));
  }
}

// Gives the file its final name when nothing has that; 0 or errno. Some file systems have no links, but most of those
// rename without replacing.
int give_free_name(const fs::path& temporary, const fs::path& path) {
  if (::link(temporary.c_str(), path.c_str()) == 0) {
    ::unlink(temporary.c_str());
    return 0;
  }
  const int number = errno;
  const bool may_have_no_links = number == EPERM || number == EOPNOTSUPP || number == ENOSYS || number == EMLINK;
  if (!may_have_no_links) return number;
  return ::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno;
}

int give_name(const fs::path& temporary, const fs::path& path, Taken taken) {
  if (taken == Taken::refuse) return give_free_name(temporary, path);
  return ::rename(temporary.c_str(), path.c_str()) == 0 ? 0 : errno;
}

constexpr std::string_view unfinished_begin = ".engross.", unfinished_end = ".part";

// Beside the final name, and short whatever that is: a name may be as long as the file system allows.
fs::path temporary_in(const fs::path& directory) {
  static std::atomic<unsigned> serial{0};
  return directory / fmt::format("{}{}.{}{}", unfinished_begin, ::getpid(), serial.fetch_add(1), unfinished_end);
}

// A new file in the directory; 0 or errno. Machines and containers that share a folder may share process ids too.
int make_temporary(const fs::path& directory, Readers readers, fs::path& temporary, Descriptor& file) {
  const mode_t mode = readers == Readers::everybody ? 0644 : 0600;
  for (int tries = 0; tries < 1000; ++tries) {
    temporary = temporary_in(directory);
    file = Descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.open()) return 0;
    if (errno != EEXIST) return errno;
  }
  return EBUSY;
}

int write_beside(const fs::path& directory, std::string_view bytes, Readers readers, fs::path& temporary) {
  Descriptor file;
  if (const int number = make_temporary(directory, readers, temporary, file); number != 0) return number;
  int number = write_all(file.get(), bytes);
  if (number == 0 && (::fsync(file.get()) != 0 || !file.close_now())) number = errno;
  if (number == 0) return 0;
  ::unlink(temporary.c_str());
  return number;
}

}  // namespace

bool is_unfinished_name(std::string_view file_name) {
  return file_name.starts_with(unfinished_begin) && file_name.ends_with(unfinished_end);
}

Result<void> publish(const fs::path& path, std::string_view bytes, Taken taken, Readers readers) {
  const Result<fs::path> file = taken == Taken::refuse ? Result<fs::path>(path) : behind_links(path);
  if (!file) return fail(file.error());
  const fs::path directory = directory_of(*file);
  fs::path temporary;
  int number = write_beside(directory, bytes, readers, temporary);
  if (number == 0) {
    number = give_name(temporary, *file, taken);
    if (number != 0) ::unlink(temporary.c_str());
  }
  if (number != 0)
    return fail(number == EEXIST && taken == Taken::refuse ? name_is_taken(path) : unwritable(path, number));
  sync_directory(directory);
  return {};
}

Result<GrowingFile> GrowingFile::begin(const fs::path& path, Readers readers) {
  const Result<fs::path> file = behind_links(path);
  if (!file) return fail(file.error());
  fs::path temporary;
  Descriptor open;
  if (const int number = make_temporary(directory_of(*file), readers, temporary, open); number != 0)
    return fail(unwritable(path, number));
  return GrowingFile(*file, std::move(temporary), std::move(open));
}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::move(other.file_)),
      waiting_(std::move(other.waiting_)) {}

GrowingFile::~GrowingFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> GrowingFile::write_out() {
  if (const int number = write_all(file_.get(), waiting_); number != 0) return fail(unwritable(path_, number));
  waiting_.clear();
  return {};
}

Result<void> GrowingFile::append(std::string_view bytes) {
  constexpr std::size_t enough = std::size_t{1} << 16U;
  waiting_ += bytes;
  if (waiting_.size() < enough) return {};
  return write_out();
}

Result<void> GrowingFile::publish() {
  if (auto written = write_out(); !written) return written;
  const bool safe = ::fsync(file_.get()) == 0 && file_.close_now();
  if (!safe || ::rename(temporary_.c_str(), path_.c_str()) != 0) return fail(unwritable(path_, errno));
  temporary_.clear();
  sync_directory(directory_of(path_));
  return {};
}

Result<void> make_directories_for_good(const fs::path& path) {
  std::error_code code;
  std::vector<fs::path> missing;
  fs::path at = path;
  for (; !at.empty() && fs::status(at, code).type() == fs::file_type::not_found; at = at.parent_path())
    missing.push_back(at);
  if (!at.empty() && fs::status(at, code).type() != fs::file_type::directory)
    return fail(unwritable(path, code ? code.value() : ENOTDIR));
  for (auto directory = missing.rbegin(); directory != missing.rend(); ++directory) {
    // Another process may be making the same one.
    if (::mkdir(directory->c_str(), 0777) != 0 && errno != EEXIST) return fail(unwritable(*directory, errno));
    sync_directory(directory_of(*directory));
  }
  return {};
}

Result<void> remove_for_good(const fs::path& path) {
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return {};
    return fail(unwritable(path, errno));
  }
  sync_directory(directory_of(path));
  return {};
}

}  // namespace engross
