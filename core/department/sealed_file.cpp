// In: bytes. Out: a descriptor of them that can be read, mapped and executed, and never changed.
#include "department/sealed_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>

namespace engross {

SealedFile::SealedFile(std::string_view bytes) : file_(::memfd_create("department", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  if (!file_.open()) return;
  if (write_all(file_.get(), bytes) != 0) return;
  good_ = ::fcntl(file_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0;
}

}  // namespace engross
