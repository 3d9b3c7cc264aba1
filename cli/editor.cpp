// In: words, and the command of an editor. Out: the words as they were left.
// Refuses: editors that fail. The words lie in a folder of their own meanwhile, which is gone afterwards.
#include "editor.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/shell_word.hpp"
#include "noted_signals.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

class OwnFolder {
 public:
  OwnFolder() {
    std::error_code code;
    std::string path = (fs::temp_directory_path(code) / "engross.XXXXXX").string();
    if (!code && ::mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~OwnFolder() {
    std::error_code code;
    if (!path_.empty()) fs::remove_all(path_, code);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Diagnostics failed(const std::string& editor, const std::string& why) {
  return {error("editor.failed", {}, fmt::format("the editor \"{}\" {}", editor, why),
                {"set EDITOR to the command of an editor, or to nothing to type the words here"})};
}

// The shell reads the command, since it may have options; the editor has the terminal, and its signals are its own.
int run(const std::string& command) {
  const NotedSignals ours({SIGINT, SIGQUIT});
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGQUIT, SIG_DFL);
    ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = child < 0 ? -1 : 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

}  // namespace

std::string editor_of(const World& world) {
  for (const char* name : {"VISUAL", "EDITOR"})
    if (auto editor = world.environment(name); editor && !editor->empty()) return *editor;
  return {};
}

Result<std::string> edit_words(const std::string& editor, const std::string& words) {
  const OwnFolder folder;
  const fs::path file = folder.path() / "words.md";
  if (folder.path().empty() || !(std::ofstream(file, std::ios::binary) << words).flush())
    return fail(failed(editor, fmt::format("has no place for a file: {}", std::strerror(errno))));
  const int status = run(fmt::format("{} {}", editor, shell_word(file.string())));
  if (status == -1 || !WIFEXITED(status)) return fail(failed(editor, "did not end by itself"));
  if (WEXITSTATUS(status) == 127) return fail(failed(editor, "was not found"));
  if (WEXITSTATUS(status) != 0)
    return fail(failed(editor, fmt::format("ended with {}, so the words stay", WEXITSTATUS(status))));
  std::ifstream edited(file, std::ios::binary);
  std::string left{std::istreambuf_iterator<char>(edited), {}};
  if (edited.bad()) return fail(failed(editor, "left a file that cannot be read"));
  return left;
}

}  // namespace engross::cli
