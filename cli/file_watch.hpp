// Waits until files have changed: told by the kernel where it can, else by looking again and again.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "noted_signals.hpp"

namespace engross::cli {

// What is watched: single files, and folders of departments with all that a department consists of.
struct Watched {
  std::vector<std::filesystem::path> files;
  std::vector<std::filesystem::path> folders;
  friend bool operator==(const Watched&, const Watched&) = default;
};

class FileWatch {
 public:
  // SIGINT, SIGTERM and SIGHUP end a wait from now on, until it is destroyed. One at a time.
  FileWatch();
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  // What is there now; a change after this call ends the next wait, even if it comes before that begins.
  void look_at(Watched watched);

  enum class Woken { changed, interrupted };
  // Returns when something has changed and has then been left alone for a moment: editors write a file in several
  // steps, and some put a new one in its place.
  Woken wait();

  // A signal has come.
  static bool interrupted();
  // False when the kernel cannot tell of changes (no inotify, no watches left), and they are looked for twice a second.
  bool is_told() const { return told_; }

 private:
  struct State {
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    std::uintmax_t node = 0;  // a file put in another's place may have its time and size
    friend bool operator==(const State&, const State&) = default;
  };
  using States = std::map<std::string, State>;

  States look() const;
  void arm();
  void settle();
  bool doze(int milliseconds);  // true: something may have changed

  NotedSignals signals_;
  Watched watched_;
  States known_;
  int events_ = -1;
  bool told_ = true;
};

}  // namespace engross::cli
