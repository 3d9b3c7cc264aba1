// engross-department-child: the only program that opens department libraries for their letters.
// In: a library as descriptor 4, requests through descriptor 3, the names of needed libraries. Out: messages
// (department/messages.hpp), there too. Refuses: libraries that do not load with all symbols bound, or that offer no
// department for this boundary. Whatever the library does beyond that (crash, hang, exit, print) is the parent's to
// notice: this process has nothing to lose. Exit: 0 after `done` or `failed`; anything else is the library's doing, but
// 70: the parent is gone.
#include <engross/abi.h>
#include <unistd.h>

#include <boost/dll/shared_library.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "department/child_guard.hpp"
#include "department/child_serve.hpp"
#include "department/child_voice.hpp"
#include "department/messages.hpp"
#include "isolation/frames.hpp"

namespace {
using namespace engross;
using child::Failure;
using child::Host;

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

void say_opened(Host& host, const engross_department* department) {
  std::string text;
  append_number(text, message::opened);
  append_text(text, department->id);
  append_text(text, department->version);
  append_number(text, department->abi_major);
  append_number(text, department->abi_minor);
  append_number(text, child::features_of(department));
  host.voice.say(text);
  host.voice.flush();  // the parent can tell how far we came, should the library end us
}

void stream_resources(Host& host, const engross_department* department) {
  const engross_sink sink = host.sink();
  host.call = "resources";
  const engross_status status = department->resources(department->self, &sink);
  if (status != ENGROSS_OK && !host.reported_error)
    throw Failure{"library.threw", "resources failed with status " + std::to_string(status) + " and no reason"};
}

void close(Host& host, const engross_department* department) {
  host.call = "close";
  host.say_alone(message::closing);
  host.voice.flush();
  if (ENGROSS_HAS(department, engross_department, close) && department->close != nullptr)
    department->close(department->self);
}

// What the library needs comes from the system's folders, and is loaded while files can still be opened.
void load_needed(std::span<char*> names, std::vector<boost::dll::shared_library>& needed) {
  for (const char* name : names) needed.push_back(load(name, boost::dll::load_mode::search_system_folders));
}

void run(Host& host, boost::dll::shared_library& library, std::string_view order) {
  host.call = "load";
  if (!child::guard(host.call)) throw Failure{"library.open", "the sandbox that it is to run in cannot be set up"};
  library = load(message::library_path);
  host.call = "open";
  host.say_alone(message::loaded);
  host.voice.flush();
  const engross_host us = host.face();
  const engross_department* department = entry_of(library)(&us);
  check(department);
  say_opened(host, department);
  host.keeps_to_itself = order == message::serve;  // a library may count on having been asked for its files
  stream_resources(host, department);
  host.keeps_to_itself = false;
  if (!order.empty()) child::serve(host, department);
  close(host, department);
  library.unload();
}

// An exception that a library let out in spite of the rules.
Failure escaped(const Host& host, std::string_view what) {
  return {"library.threw", std::string(host.call) + " let an exception out: " + std::string(what)};
}

}  // namespace

int main(int count, char** words) {
  const std::span<char*> arguments(words, words + count);
  Host host;
  std::vector<boost::dll::shared_library> needed;
  boost::dll::shared_library library;  // outlives whatever it throws
  try {
    if (arguments.size() > 2) load_needed(arguments.subspan(2), needed);
    run(host, library, arguments.size() > 1 ? arguments[1] : "");
    host.say_alone(message::done);
  } catch (const Failure& failure) {
    host.say_failed(failure);
  } catch (const std::exception& e) {
    host.say_failed(escaped(host, e.what()));
  } catch (...) {
    host.say_failed(escaped(host, "not a std::exception"));
  }
  std::fflush(nullptr);  // what the library printed must be seen
  host.voice.flush();
  ::_exit(0);  // no destructors of whatever the library left behind
}
