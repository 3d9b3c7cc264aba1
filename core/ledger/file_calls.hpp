// The calls to the system by which a run changes its folder, besides SQLite's own: one place for tests to fail any of
// them, and to see what is left when the machine stops after any of them.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace engross {

// Each is the system call of that name: -1 and errno when it fails. `write` may write less than it was given.
class FileCalls {
 public:
  virtual ~FileCalls() = default;
  virtual int open(const char* path, int flags, mode_t mode);
  virtual ssize_t write(int file, const void* bytes, std::size_t size);
  virtual int truncate(int file, off_t size);
  virtual int sync(int file);              // fsync: a file or a folder
  virtual int sync_file_system(int file);  // syncfs: all that lies on the file system of this file
  virtual int make_folder(const char* path);
  // Gives a file another name that nothing has yet: EEXIST otherwise, never a file that is replaced.
  virtual int rename_to_free(const char* from, const char* to);
  virtual int rename_over(const char* from, const char* to);
  virtual int remove(const char* path);
  // Nothing is called: a transaction of the ledger is about to be committed. -1 and errno stop it.
  virtual int commit();
};

// Those of the machine.
FileCalls& system_calls();

}  // namespace engross
