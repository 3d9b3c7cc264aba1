// A shared library of the system that is opened when it is needed first: linked in, it would cost every start of the
// program milliseconds.
#pragma once

#include <string>
#include <vector>

namespace engross {

// It stays open to the end of the process, which libraries leave things to.
class LateLibrary {
 public:
  // The first of these names that the system's loader finds.
  explicit LateLibrary(const std::vector<std::string>& names);

  // Fills in a pointer to a function under its own type. Once one is missing the others are left alone.
  template <class Function>
  LateLibrary& take(const char* name, Function& function) {
    if (void* found = find(name)) function = reinterpret_cast<Function>(found);
    return *this;
  }

  bool is_whole() const { return reason_.empty(); }
  // What the loader said of the library, or of the first function that is missing.
  const std::string& reason() const { return reason_; }

 private:
  void* find(const char* name);
  void* library_ = nullptr;
  std::string reason_;
};

}  // namespace engross
