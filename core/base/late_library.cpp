// In: names of shared libraries and of functions. Out: the functions, where the machine has them.
// Refuses nothing: what is missing is told to who asked.
#include "base/late_library.hpp"

#include <dlfcn.h>

namespace engross {
namespace {

std::string what_the_loader_said() {
  const char* words = ::dlerror();
  return words != nullptr ? words : "no reason given";
}

}  // namespace

LateLibrary::LateLibrary(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    library_ = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library_ != nullptr) break;
    if (std::string said = what_the_loader_said(); reason_.empty()) reason_ = std::move(said);
  }
  if (library_ != nullptr)
    reason_.clear();
  else if (reason_.empty())
    reason_ = "it has no name";
}

void* LateLibrary::find(const char* name) {
  if (!is_whole()) return nullptr;
  void* found = ::dlsym(library_, name);
  if (found == nullptr) reason_ = what_the_loader_said();
  return found;
}

}  // namespace engross
