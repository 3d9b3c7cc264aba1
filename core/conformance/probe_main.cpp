// engross-department-probe: asks a department library what no letter would, so that the checker can see how it bears
// it. In: the library as descriptor 4, questions through descriptor 3. Out: its answers, unjudged.
// Refuses nothing: whatever the library does (crash, hang, exit) is for the parent to notice.
// Shut in as the department child is (department/child_guard.hpp), whose last words it may say too.
// Exit: 0 when the parent has no more questions; 70 when it is gone, 71 after a forbidden call, 72 after an exception.
#include <dlfcn.h>
#include <engross/abi.h>
#include <unistd.h>

#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "conformance/probe_messages.hpp"
#include "department/child_guard.hpp"
#include "department/messages.hpp"
#include "isolation/frames.hpp"
#include "isolation/parent_channel.hpp"

namespace {
using namespace engross;
using probe::Ask;
using probe::Outcome;

// One answer as it grows.
struct Answer {
  std::string puts, reports;
  std::uint64_t put_count = 0, report_count = 0;

  void say(Outcome outcome, std::int32_t status) const {
    std::string message;
    append_number(message, static_cast<std::uint64_t>(outcome));
    append_number(message, static_cast<std::uint32_t>(status));
    append_number(message, put_count);
    message += puts;
    append_number(message, report_count);
    message += reports;
    std::string frame;
    append_frame(frame, message);
    write_to_parent(frame);
  }
};

engross_status put(void* host, std::uint32_t kind, const char* name, std::size_t name_length, const void* bytes,
                   std::size_t size) {
  Answer& answer = *static_cast<Answer*>(host);
  append_number(answer.puts, kind);
  append_text(answer.puts, name == nullptr ? std::string_view() : std::string_view(name, name_length));
  append_text(answer.puts,
              bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size));
  ++answer.put_count;
  return ENGROSS_OK;
}

void report(void* host, std::int32_t severity, const char* words, std::size_t length) {
  Answer& answer = *static_cast<Answer*>(host);
  append_number(answer.reports, static_cast<std::uint32_t>(severity));
  append_text(answer.reports, words == nullptr ? std::string_view() : std::string_view(words, length));
  ++answer.report_count;
}

const void* extension(const engross_department& department, const char* id) {
  const bool has = ENGROSS_HAS(&department, engross_department, get_extension) && department.get_extension != nullptr;
  return has ? department.get_extension(department.self, id) : nullptr;
}

// A function that takes a question; a null question is none at all.
template <class Function>
void ask(Function function, void* self, const std::string_view* question) {
  Answer answer;
  if (function == nullptr) return answer.say(Outcome::not_offered, 0);
  const engross_sink sink{sizeof sink, 0, &answer, put, report};
  const engross_status status = function(self, question != nullptr ? question->data() : nullptr,
                                         question != nullptr ? question->size() : 0, &sink);
  answer.say(Outcome::answered, status);
}

void ask_resources(const engross_department& department) {
  Answer answer;
  const engross_sink sink{sizeof sink, 0, &answer, put, report};
  const engross_status status = department.resources(department.self, &sink);
  answer.say(Outcome::answered, status);
}

void ask_extension(const engross_department& department, const char* id) {
  Answer().say(extension(department, id) != nullptr ? Outcome::table : Outcome::null, 0);
}

void answer_one(const engross_department& department, Ask what, std::string_view words) {
  const auto select = ENGROSS_HAS(&department, engross_department, select) ? department.select : nullptr;
  const auto* table = static_cast<const engross_derive*>(extension(department, ENGROSS_EXTENSION_DERIVE));
  const auto derive = table != nullptr ? table->derive : nullptr;
  switch (what) {
    case Ask::resources:
      return ask_resources(department);
    case Ask::select:
      return ask(select, department.self, &words);
    case Ask::derive:
      return ask(derive, department.self, &words);
    case Ask::select_null:
      return ask(select, department.self, nullptr);
    case Ask::derive_null:
      return ask(derive, department.self, nullptr);
    case Ask::extension:
      return ask_extension(department, std::string(words).c_str());
    case Ask::extension_null:
      return ask_extension(department, nullptr);
  }
}

void not_opened(std::string_view why) {
  Answer answer;
  report(&answer, ENGROSS_ERROR, why.data(), why.size());
  answer.say(Outcome::not_opened, 0);
}

const engross_department* open(const engross_host& host) {
  void* library = ::dlopen(message::library_path.data(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    not_opened(::dlerror());
    return nullptr;
  }
  void* entry = ::dlsym(library, "engross_department_open");
  if (entry == nullptr) {
    not_opened("it does not export engross_department_open");
    return nullptr;
  }
  const auto* department = reinterpret_cast<decltype(&engross_department_open)>(entry)(&host);
  if (department == nullptr || department->resources == nullptr) {
    not_opened("it gives no department");
    return nullptr;
  }
  return department;
}

// The boundary promises that resources is called before anything is decided.
void put_before(const engross_department& department, Ask what, bool& put_already) {
  const bool decides =
      what == Ask::select || what == Ask::derive || what == Ask::select_null || what == Ask::derive_null;
  const bool needs = decides && !put_already;
  put_already = put_already || decides || what == Ask::resources;
  if (!needs) return;
  Answer unheard;
  const engross_sink sink{sizeof sink, 0, &unheard, put, report};
  department.resources(department.self, &sink);
}

void serve(const engross_department& department) {
  ParentMessages questions(64U << 20U);
  bool put_already = false;
  while (auto question = questions.next()) {
    const auto what = take_number(*question);
    const auto words = take_text(*question);
    if (!what || !words) return;
    put_before(department, static_cast<Ask>(*what), put_already);
    answer_one(department, static_cast<Ask>(*what), *words);
  }
}

}  // namespace

int main(int count, char** words) {
  try {
    // What the library needs is loaded while files can still be opened.
    for (const char* needed : std::span(words, static_cast<std::size_t>(count)).subspan(1))
      ::dlopen(needed, RTLD_NOW | RTLD_LOCAL);
    static std::string_view at = "load";
    if (!child::guard(at)) {
      not_opened("the sandbox that it is to run in cannot be set up");
      ::_exit(0);
    }
    Answer unheard;
    const engross_host us{sizeof us, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR, 0, &unheard, report};
    const engross_department* department = open(us);
    if (department == nullptr) ::_exit(0);
    at = "asked";
    Answer().say(Outcome::opened, 0);
    serve(*department);
  } catch (...) {
    ::_exit(72);  // an exception out of the library
  }
  ::_exit(0);  // no destructors of whatever the library left behind
}
