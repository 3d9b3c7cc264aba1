// engross-department-child: the only program that opens department libraries.
// In: a library as descriptor 4; as arguments, the names of the libraries that it needs. Out: messages
// (department/messages.hpp) through descriptor 3. Refuses: libraries that do not load with all symbols bound, or that
// offer no department for this boundary. Whatever the library does beyond that (crash, hang, exit, print) is the
// parent's to notice: this process has nothing to lose. Exit: 0 after `done` or `failed`; anything else is the
// library's doing, but 70: the parent is gone.
#include <engross/abi.h>
#include <unistd.h>

#include <boost/dll/shared_library.hpp>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "department/child_guard.hpp"
#include "department/messages.hpp"
#include "isolation/frames.hpp"

namespace {
using namespace engross;

// Messages go out in large writes: a department is dozens of small files.
class Voice {
 public:
  void say(std::string_view message) {
    append_frame(waiting_, message);
    if (waiting_.size() >= flush_at) flush();
  }
  void flush() {
    std::string_view rest = waiting_;
    while (!rest.empty()) {
      const ssize_t n = ::write(message::channel, rest.data(), rest.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) ::_exit(70);
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
    waiting_.clear();
  }

 private:
  static constexpr std::size_t flush_at = 64U << 10U;
  std::string waiting_;
};

// The host's side of the boundary: what the library says becomes messages.
struct Host {
  Voice voice;
  std::string_view call = "load";
  bool reported_error = false;
};

engross_status put(void* host, std::uint32_t kind, const char* name, std::size_t name_length, const void* bytes,
                   std::size_t size) {
  if (kind != ENGROSS_PUT_RESOURCE || name == nullptr || (bytes == nullptr && size != 0)) return ENGROSS_UNSUPPORTED;
  std::string text;
  append_number(text, message::resource);
  append_text(text, {name, name_length});
  append_text(text, {static_cast<const char*>(bytes), size});
  static_cast<Host*>(host)->voice.say(text);
  return ENGROSS_OK;
}

void report(void* host, std::int32_t severity, const char* words, std::size_t length) {
  Host& self = *static_cast<Host*>(host);
  if (severity >= ENGROSS_ERROR) self.reported_error = true;
  std::string text;
  append_number(text, message::report);
  append_number(text, static_cast<std::uint32_t>(severity));
  append_text(text, words == nullptr ? std::string_view() : std::string_view(words, length));
  append_text(text, self.call);
  self.voice.say(text);
}

void say_alone(Host& host, message::Kind kind) {
  std::string text;
  append_number(text, kind);
  host.voice.say(text);
}

struct Failure {
  std::string_view code;
  std::string message;
};

using Open = const engross_department*(const engross_host*);

std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + begin.size());
  return text.substr(0, text.find(end));
}

// What is missing, out of the loader's words: "… /proc/self/fd/4: undefined symbol: f): Bad file descriptor …".
Failure not_opened(std::string_view words) {
  const std::string own = std::string(message::library_path) + ": ";
  if (const std::string_view symbol = between(words, "undefined symbol: ", ")"); !symbol.empty())
    return {"library.open", "it uses the symbol " + std::string(symbol) + ", which no library that it names has"};
  constexpr std::string_view no_library = ": cannot open shared object file";
  if (const std::size_t end = words.find(no_library); end != std::string_view::npos) {
    const std::string_view before = words.substr(0, end);
    const std::size_t begin = before.find_last_of(" (") + 1;  // npos + 1 is 0
    return {"library.open", "it needs the library " + std::string(before.substr(begin)) + ", which is not here"};
  }
  std::string_view said = between(words, "system message: ", "): ");
  if (said.empty()) said = words;
  if (said.starts_with(own)) said.remove_prefix(own.size());
  return {"library.open", "the loader does not take it: " + std::string(said)};
}

boost::dll::shared_library load(std::string_view path, boost::dll::load_mode::type more = {}) {
  try {
    return boost::dll::shared_library(std::filesystem::path(path),
                                      boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local | more);
  } catch (const std::exception& e) {
    throw not_opened(e.what());  // only what() carries the loader's words
  }
}

Open* entry_of(const boost::dll::shared_library& library) {
  if (!library.has("engross_department_open"))
    throw Failure{"library.no-entry", "it does not export engross_department_open"};
  return &library.get<Open>("engross_department_open");
}

void check(const engross_department* department) {
  if (department == nullptr) throw Failure{"library.refused", "it opens, but gives no department"};
  constexpr std::uint32_t least = offsetof(engross_department, resources) + sizeof department->resources;
  if (department->struct_size < least)
    throw Failure{"library.lied", "its descriptor is " + std::to_string(department->struct_size) +
                                      " bytes, less than the first version of the boundary has"};
  if (department->id == nullptr || department->version == nullptr || department->resources == nullptr)
    throw Failure{"library.lied", "its descriptor lacks id, version or resources"};
}

std::uint64_t features_of(const engross_department* department) {
  std::uint64_t features = 0;
  if (ENGROSS_HAS(department, engross_department, select) && department->select != nullptr)
    features |= message::feature_select;
  if (ENGROSS_HAS(department, engross_department, get_extension) && department->get_extension != nullptr &&
      department->get_extension(department->self, ENGROSS_EXTENSION_DERIVE) != nullptr)
    features |= message::feature_derive;
  return features;
}

void say_opened(Host& host, const engross_department* department) {
  std::string text;
  append_number(text, message::opened);
  append_text(text, department->id);
  append_text(text, department->version);
  append_number(text, department->abi_major);
  append_number(text, department->abi_minor);
  append_number(text, features_of(department));
  host.voice.say(text);
  host.voice.flush();  // the parent can tell how far we came, should the library end us
}

void stream_resources(Host& host, const engross_department* department) {
  const engross_sink sink{sizeof sink, 0, &host, put, report};
  host.call = "resources";
  const engross_status status = department->resources(department->self, &sink);
  if (status != ENGROSS_OK && !host.reported_error)
    throw Failure{"library.threw", "resources failed with status " + std::to_string(status) + " and no reason"};
}

// What the library needs comes from the system's folders, and is loaded while files can still be opened.
void load_needed(std::span<char*> names, std::vector<boost::dll::shared_library>& needed) {
  for (const char* name : names) needed.push_back(load(name, boost::dll::load_mode::search_system_folders));
}

void serve(Host& host, boost::dll::shared_library& library) {
  if (!guard(host.call)) throw Failure{"library.open", "the sandbox that it is to run in cannot be set up"};
  library = load(message::library_path);
  host.call = "open";
  say_alone(host, message::loaded);
  host.voice.flush();
  const engross_host us{sizeof us, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR, 0, &host, report};
  const engross_department* department = entry_of(library)(&us);
  check(department);
  say_opened(host, department);
  stream_resources(host, department);
  host.call = "close";
  say_alone(host, message::closing);
  host.voice.flush();
  if (ENGROSS_HAS(department, engross_department, close) && department->close != nullptr)
    department->close(department->self);
  library.unload();
}

// An exception that a library let out in spite of the rules.
Failure escaped(const Host& host, std::string_view what) {
  return {"library.threw", std::string(host.call) + " let an exception out: " + std::string(what)};
}

void say_failed(Host& host, const Failure& failure) {
  std::string text;
  append_number(text, message::failed);
  append_text(text, failure.code);
  append_text(text, failure.message);
  host.voice.say(text);
}

}  // namespace

int main(int count, char** arguments) {
  Host host;
  std::vector<boost::dll::shared_library> needed;
  boost::dll::shared_library library;  // outlives whatever it throws
  try {
    load_needed({arguments + 1, arguments + count}, needed);
    serve(host, library);
    say_alone(host, message::done);
  } catch (const Failure& failure) {
    say_failed(host, failure);
  } catch (const std::exception& e) {
    say_failed(host, escaped(host, e.what()));
  } catch (...) {
    say_failed(host, escaped(host, "not a std::exception"));
  }
  std::fflush(nullptr);  // what the library printed must be seen
  host.voice.flush();
  ::_exit(0);  // no destructors of whatever the library left behind
}
