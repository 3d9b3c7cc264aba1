// Calls that fail, and machines that stop, at any one of them; and what a power cut makes of what was not synced.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "ledger/file_calls.hpp"
#include "support/process.hpp"

namespace engross::test {

// The machine has stopped: thrown by a call, through everything above it.
struct Stopped {};

class CountedCalls : public FileCalls {
 public:
  enum class Fault {
    none,
    fails,        // with `error`, nothing done
    half_writes,  // of a write, half is done; other calls fail
    stops_before,
    stops_after,
    killed_after  // the process itself, with SIGKILL
  };
  Fault fault = Fault::none;
  std::size_t at = 0;  // which call, from 0
  int error = EIO;
  std::size_t made = 0;            // calls
  std::vector<const char*> names;  // of them

  int open(const char* path, int flags, mode_t mode) override {
    return call("open", [&] { return FileCalls::open(path, flags, mode); });
  }
  ssize_t write(int file, const void* bytes, std::size_t size) override {
    if (fault == Fault::half_writes && made == at && size > 1) {
      ++made;
      return FileCalls::write(file, bytes, size / 2);
    }
    return call("write", [&] { return FileCalls::write(file, bytes, size); });
  }
  int truncate(int file, off_t size) override {
    return call("truncate", [&] { return FileCalls::truncate(file, size); });
  }
  int sync(int file) override {
    return call("sync", [&] { return FileCalls::sync(file); });
  }
  int sync_file_system(int file) override {
    return call("sync_file_system", [&] { return FileCalls::sync_file_system(file); });
  }
  int make_folder(const char* path) override {
    return call("make_folder", [&] { return FileCalls::make_folder(path); });
  }
  int rename_to_free(const char* from, const char* to) override {
    return call("rename_to_free", [&] { return FileCalls::rename_to_free(from, to); });
  }
  int rename_over(const char* from, const char* to) override {
    return call("rename_over", [&] { return FileCalls::rename_over(from, to); });
  }
  int remove(const char* path) override {
    return call("remove", [&] { return FileCalls::remove(path); });
  }
  int commit() override {
    return call("commit", [&] { return FileCalls::commit(); });
  }

 private:
  template <class Work>
  auto call(const char* name, Work&& work) -> decltype(work()) {
    names.push_back(name);
    const bool now = made++ == at;
    if (now && fault == Fault::stops_before) throw Stopped();
    if (now && (fault == Fault::fails || fault == Fault::half_writes)) {
      errno = error;
      return -1;
    }
    const auto result = work();
    if (now && fault == Fault::killed_after) ::kill(::getpid(), SIGKILL);
    if (now && fault == Fault::stops_after) {
      if (std::string_view(name) == "open" && result >= 0) ::close(static_cast<int>(result));
      throw Stopped();
    }
    return result;
  }
};

// Remembers what was not synced, and takes it back as a power cut may: each unsynced rename, new name and removal is
// kept or lost by the toss of a coin, unsynced bytes are cut off anywhere or turn to zeros. What SQLite has committed
// stays: it syncs by itself.
class UnsafeDisk : public CountedCalls {
 public:
  explicit UnsafeDisk(std::filesystem::path root) : root_(std::move(root)) {}

  // A file that somebody else wrote and did not sync.
  void written_by_others(const std::filesystem::path& path) {
    unsynced_bytes_[path.string()] = 0;
    names_.push_back({.folder = path.parent_path().string(), .from = "", .to = path.string()});
  }

  int open(const char* path, int flags, mode_t mode) override {
    const bool fresh = !std::filesystem::exists(path);
    const int file = CountedCalls::open(path, flags, mode);
    if (file >= 0) paths_[file] = path;
    if (file >= 0 && fresh) names_.push_back({.folder = folder_of(path), .from = "", .to = path});
    return file;
  }
  ssize_t write(int file, const void* bytes, std::size_t size) override {
    unsynced_bytes_.try_emplace(paths_[file], size_of(paths_[file]));
    return CountedCalls::write(file, bytes, size);
  }
  int sync(int file) override {
    const int result = CountedCalls::sync(file);
    if (result == 0) synced(paths_[file]);
    return result;
  }
  int sync_file_system(int file) override {
    const int result = CountedCalls::sync_file_system(file);
    if (result != 0) return result;
    unsynced_bytes_.clear();
    names_.clear();
    return result;
  }
  int make_folder(const char* path) override {
    const int result = CountedCalls::make_folder(path);
    if (result == 0) names_.push_back({.folder = folder_of(path), .from = "", .to = path});
    return result;
  }
  int rename_to_free(const char* from, const char* to) override {
    const int result = CountedCalls::rename_to_free(from, to);
    if (result != 0) return result;
    names_.push_back({.folder = folder_of(to), .from = from, .to = to});
    if (const auto bytes = unsynced_bytes_.find(from); bytes != unsynced_bytes_.end()) {
      unsynced_bytes_[to] = bytes->second;
      unsynced_bytes_.erase(from);
    }
    return result;
  }

  // The power is gone, and comes back.
  template <class Random>
  void cut_power(Random& random) {
    namespace fs = std::filesystem;
    std::bernoulli_distribution lost(0.5);
    for (const auto& [path, safe] : unsynced_bytes_) {
      if (!fs::is_regular_file(path)) continue;
      const std::size_t size = size_of(path);
      if (size <= safe) continue;
      std::string bytes = read_file(path);
      const std::size_t upto = std::uniform_int_distribution<std::size_t>(safe, size)(random);
      if (lost(random))
        bytes.resize(upto);
      else
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(upto), bytes.end(), '\0');
      write_file(path, bytes);
    }
    for (auto name = names_.rbegin(); name != names_.rend(); ++name) {
      if (!lost(random)) continue;
      std::error_code code;
      if (name->from.empty())
        fs::remove(name->to, code);  // a folder that is not empty stays: its names are lost on their own
      else if (!fs::exists(name->from) && fs::exists(name->to))
        fs::rename(name->to, name->from, code);
    }
    unsynced_bytes_.clear();
    names_.clear();
  }

 private:
  struct Name {
    std::string folder, from, to;
  };
  static std::string folder_of(const std::string& path) { return std::filesystem::path(path).parent_path().string(); }
  static std::size_t size_of(const std::string& path) {
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    return code ? 0 : size;
  }
  void synced(const std::string& path) {
    unsynced_bytes_.erase(path);
    std::erase_if(names_, [&](const Name& name) { return name.folder == path; });
  }

  std::filesystem::path root_;
  std::map<int, std::string> paths_;                   // of open files
  std::map<std::string, std::size_t> unsynced_bytes_;  // how many of each are safe
  std::vector<Name> names_;                            // that are not yet on the disk, in their order
};

}  // namespace engross::test
