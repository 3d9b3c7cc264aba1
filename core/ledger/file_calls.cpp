// In: paths and descriptors. Out: what the system made of them.
// Refuses: a name that is taken, where a free one was asked for.
#include "ledger/file_calls.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace engross {

int FileCalls::open(const char* path, int flags, mode_t mode) {
  return ::open(path, flags | O_CLOEXEC, mode);
}

ssize_t FileCalls::write(int file, const void* bytes, std::size_t size) {
  return ::write(file, bytes, size);
}

int FileCalls::truncate(int file, off_t size) {
  return ::ftruncate(file, size);
}

int FileCalls::sync(int file) {
  return ::fsync(file);
}

int FileCalls::sync_file_system(int file) {
  return ::syncfs(file);
}

int FileCalls::make_folder(const char* path) {
  return ::mkdir(path, 0777);
}

// Some file systems cannot rename without replacing, but those can link. A crash between the two calls leaves both
// names, which settling knows.
int FileCalls::rename_to_free(const char* from, const char* to) {
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return -1;
  return ::link(from, to) == 0 ? ::unlink(from) : -1;
}

int FileCalls::rename_over(const char* from, const char* to) {
  return ::rename(from, to);
}

int FileCalls::remove(const char* path) {
  return ::unlink(path);
}

int FileCalls::commit() {
  return 0;
}

FileCalls& system_calls() {
  static FileCalls calls;
  return calls;
}

}  // namespace engross
