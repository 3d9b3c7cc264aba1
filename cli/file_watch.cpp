// In: files and folders. Out: the moment at which they have changed, or a signal has come.
// Whatever the kernel says, only a file with another time, size or inode counts as changed: so the proof that is
// written beside the case, and an editor's own files, wake nobody. Refuses nothing: what cannot be looked at is not
// there.
#include "file_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>

#include "department/files.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr int quiet_ms = 25;      // how long nothing happens before a change counts as finished
constexpr int restless_ms = 500;  // when something happens all the time, it counts then
constexpr int look_again_ms = 500;
constexpr std::uint32_t events_wanted =
    IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_ONLYDIR;

constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};

sigset_t the_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : signals) sigaddset(&set, signal);
  return set;
}

// Every folder below, hidden ones and links left out.
template <class Visit>
void for_each_below(const fs::path& folder, const Visit& visit) {
  std::error_code code;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, code);
  for (; !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    std::error_code unseen;
    const bool is_folder = it->is_directory(unseen) && !it->is_symlink(unseen);
    if (is_folder && it->path().filename().string().starts_with('.')) it.disable_recursion_pending();
    visit(it->path(), is_folder);
  }
}

}  // namespace

FileWatch::FileWatch()
    : signals_({signals.begin(), signals.end()}), events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  told_ = events_ >= 0;
}

FileWatch::~FileWatch() {
  if (events_ >= 0) ::close(events_);
}

bool FileWatch::interrupted() {
  return NotedSignals::last() != 0;
}

FileWatch::States FileWatch::look() const {
  States states;
  const auto add = [&](const fs::path& path) {
    struct stat seen {};
    if (::stat(path.c_str(), &seen) != 0 || !S_ISREG(seen.st_mode)) return;
    std::error_code code;
    states[path.string()] = {fs::last_write_time(path, code), static_cast<std::uintmax_t>(seen.st_size), seen.st_ino};
  };
  for (const fs::path& file : watched_.files) add(file);
  for (const fs::path& folder : watched_.folders)
    for_each_below(folder, [&](const fs::path& path, bool is_folder) {
      if (!is_folder && kind_of_file(path.lexically_relative(folder).generic_string()) != FileKind::none) add(path);
    });
  return states;
}

void FileWatch::look_at(Watched watched) {
  watched_ = std::move(watched);
  known_ = look();
}

// Files are watched by their folders: an editor may put a new file in the place of the old one.
void FileWatch::arm() {
  if (!told_) return;
  const auto add = [&](const fs::path& folder) {
    if (::inotify_add_watch(events_, folder.empty() ? "." : folder.c_str(), events_wanted) < 0 && errno == ENOSPC)
      told_ = false;
  };
  for (const fs::path& file : watched_.files) add(file.parent_path());
  for (const fs::path& folder : watched_.folders) {
    add(folder.parent_path());
    add(folder);
    for_each_below(folder, [&](const fs::path& path, bool is_folder) {
      if (is_folder) add(path);
    });
  }
}

// A signal that comes between the look at the signals and the sleep is held back until the sleep has begun.
bool FileWatch::doze(int milliseconds) {
  sigset_t usual;
  const sigset_t held = the_signals();
  sigprocmask(SIG_BLOCK, &held, &usual);
  const timespec most{.tv_sec = milliseconds / 1000, .tv_nsec = (milliseconds % 1000) * 1'000'000L};
  pollfd events{.fd = told_ ? events_ : -1, .events = POLLIN, .revents = 0};
  const bool woken = !interrupted() && ::ppoll(&events, 1, milliseconds < 0 ? nullptr : &most, &usual) > 0;
  sigprocmask(SIG_SETMASK, &usual, nullptr);
  if (!woken) return false;
  alignas(inotify_event) std::array<char, 16384> buffer{};
  while (::read(events_, buffer.data(), buffer.size()) > 0) {
  }
  return true;
}

void FileWatch::settle() {
  for (int waited = 0; waited < restless_ms && !interrupted(); waited += quiet_ms) {
    arm();  // a folder that has come to be since
    if (!doze(quiet_ms)) return;
  }
}

FileWatch::Woken FileWatch::wait() {
  while (!interrupted()) {
    arm();
    if (look() != known_) {
      settle();
      if (interrupted()) break;
      States now = look();
      if (now != known_) {
        known_ = std::move(now);
        return Woken::changed;
      }
    }
    doze(told_ ? -1 : look_again_ms);
  }
  return Woken::interrupted;
}

}  // namespace engross::cli
