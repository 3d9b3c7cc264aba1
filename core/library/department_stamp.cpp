// In: the path of a department. Out: what the file system says of its files, as one hash.
// Refuses nothing: what cannot be looked at has no stamp.
#include "library/department_stamp.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "base/sha256.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

class Stamping {
 public:
  // False when it cannot be told.
  bool add(const fs::path& path, const std::string& name) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return false;
    const std::int64_t changed = std::max(nanoseconds(status.st_mtim), nanoseconds(status.st_ctim));
    if (now_ - changed < a_moment) return false;
    lines_.push_back(fmt::format("{} {} {} {} {} {} {}\n", name, status.st_dev, status.st_ino, status.st_mode,
                                 status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)));
    return !S_ISDIR(status.st_mode) || add_all_in(path, name);
  }
  // In an order that does not depend on the file system's.
  std::string take() {
    std::ranges::sort(lines_);
    RunningSha256 hash;
    for (const std::string& line : lines_) hash.add(line);
    return hash.hex();
  }

 private:
  bool add_all_in(const fs::path& folder, const std::string& name) {
    constexpr std::size_t most = 100'000;  // a department has at most 20,000 files; links may lead in circles
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
      if (lines_.size() > most || !add(it->path(), name + "/" + it->path().filename().string())) return false;
    return !code;
  }

  static constexpr std::int64_t a_moment = 2'000'000'000;
  std::int64_t now_ =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  std::vector<std::string> lines_;
};

}  // namespace

std::string department_stamp(const fs::path& department) {
  Stamping stamping;
  return stamping.add(department, ".") ? stamping.take() : std::string();
}

}  // namespace engross
