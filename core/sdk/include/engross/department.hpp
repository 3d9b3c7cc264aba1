// For departments with C++ of their own: derive from engross::Department, name the class in ENGROSS_DEPARTMENT.
//
//   class Housing : public engross::Department {
//    public:
//     void derive(std::string_view question, engross::Derived& derived) { derived.set("late", is_late(question)); }
//     void select(std::string_view question, engross::Decisions& decisions) {
//       if (is_late(question)) decisions.add("apology", "the answer is late");
//     }
//   };
//   ENGROSS_DEPARTMENT(Housing)
//
// A class has derive, select, both or neither, and department.yaml says which: `decides: [derive, select]`. The
// question is JSON (abi.h says what is in it); read it with the JSON library that you like. The same question has the
// same answer, whatever was asked before. The files that engross_add_department compiled in are the department's
// resources unless the class has a `resources` of its own. To refuse a case, throw: every exception becomes a report,
// which the letter is refused with; none crosses the boundary. Header only, C++17, nothing but the standard library and
// abi.h. One thread calls, one call at a time.
#pragma once

#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engross/abi.h"
#include "engross/embedded.h"

namespace engross::sdk {

// Thrown by Sink when the host wants no more; let it pass.
class Refused : public std::runtime_error {
 public:
  Refused() : std::runtime_error("the host refused what was put") {}
};

// The host's sink, valid during one call.
class Sink {
 public:
  explicit Sink(const engross_sink& sink) : sink_(&sink) {}

  void resource(std::string_view path, std::string_view bytes) { put(ENGROSS_PUT_RESOURCE, path, bytes); }
  void answer(std::uint32_t kind, std::string_view name, std::string_view json) { put(kind, name, json); }

  void note(std::string_view message) { report(ENGROSS_NOTE, message); }
  void warning(std::string_view message) { report(ENGROSS_WARNING, message); }
  void error(std::string_view message) { report(ENGROSS_ERROR, message); }

 private:
  void put(std::uint32_t kind, std::string_view name, std::string_view bytes) {
    if (sink_->put(sink_->host, kind, name.data(), name.size(), bytes.data(), bytes.size()) != ENGROSS_OK)
      throw Refused();
  }
  void report(std::int32_t severity, std::string_view message) {
    sink_->report(sink_->host, severity, message.data(), message.size());
  }

  const engross_sink* sink_;
};

namespace detail {

// A JSON string of UTF-8 text.
inline std::string quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      json += escape;
    } else {
      json += c;
    }
  }
  return json += '"';
}

// What an answer can also say: sentences for whoever drafts the letter.
class Answer {
 public:
  explicit Answer(Sink& sink) : sink_(&sink) {}
  void note(std::string_view message) { sink_->note(message); }
  void warning(std::string_view message) { sink_->warning(message); }

 private:
  Sink* sink_;
};

}  // namespace detail

// The answer of derive: computed fields, which rules and templates see as derived.*. A name is set once. An amount of
// money is text: "1,234.50".
class Derived : public detail::Answer {
 public:
  using detail::Answer::Answer;

  void set(std::string_view name, std::string_view text) { set_json(name, detail::quoted(text)); }
  void set(std::string_view name, const char* text) { set(name, std::string_view(text)); }
  void set(std::string_view name, bool truth) { set_json(name, truth ? "true" : "false"); }
  template <class Number, std::enable_if_t<std::is_integral_v<Number> && !std::is_same_v<Number, bool>, int> = 0>
  void set(std::string_view name, Number number) {
    set_json(name, std::to_string(number));
  }
  // A fraction has no exact decimal form: say it as text, or with set_json.
  template <class Number, std::enable_if_t<std::is_floating_point_v<Number>, int> = 0>
  void set(std::string_view name, Number number) = delete;
  void set(std::string_view name, const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + detail::quoted(text);
    set_json(name, "[" + list + "]");
  }
  // Anything else, as JSON that is written already.
  void set_json(std::string_view name, std::string_view json) {
    members_ += (members_.empty() ? "" : ", ") + detail::quoted(name) + ": ";
    members_ += json;
  }
  std::string json() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

// The answer of select: changes to what the rules chose, each with its reason.
class Decisions : public detail::Answer {
 public:
  using detail::Answer::Answer;

  void add(std::string_view id, std::string_view because) { append(added_, id, because); }
  void leave_out(std::string_view id, std::string_view because) { append(left_out_, id, because); }
  std::string json() const { return "{\"add\": [" + added_ + "], \"leave_out\": [" + left_out_ + "]}"; }

 private:
  static void append(std::string& list, std::string_view id, std::string_view because) {
    list += (list.empty() ? "" : ", ") + ("{\"id\": " + detail::quoted(id)) +
            ", \"because\": " + detail::quoted(because) + "}";
  }

  std::string added_, left_out_;
};

// What a department's class starts from.
class Department {
 public:
  Department() = default;
  Department(const Department&) = delete;
  Department& operator=(const Department&) = delete;
  virtual ~Department() = default;

  // Puts the files that were compiled in.
  virtual void resources(Sink& sink) {
    for (std::size_t i = 0; i < engross_embedded_count; ++i) {
      const engross_embedded_file& file = engross_embedded_files[i];
      sink.resource(file.path,
                    {reinterpret_cast<const char*>(file.begin), static_cast<std::size_t>(file.end - file.begin)});
    }
  }
};

namespace detail {

// Runs a call into the department; an exception is reported as "where: what" and fails the call.
template <class Report, class Call>
engross_status guarded(Report&& report, const char* where, Call&& call) noexcept {
  char text[1024];
  int length = 0;
  try {
    call();
    return ENGROSS_OK;
  } catch (const std::exception& e) {
    length = std::snprintf(text, sizeof text, "%s: %s", where, e.what());
  } catch (...) {
    length = std::snprintf(text, sizeof text, "%s: an exception that is not a std::exception", where);
  }
  const auto wanted = static_cast<std::size_t>(length < 0 ? 0 : length);
  report(ENGROSS_ERROR, text, wanted < sizeof text ? wanted : sizeof text - 1);
  return ENGROSS_FAILED;
}

template <class T, class = void>
struct HasSelect : std::false_type {};
template <class T>
struct HasSelect<T, std::void_t<decltype(&T::select)>> : std::true_type {};
template <class T, class = void>
struct HasDerive : std::false_type {};
template <class T>
struct HasDerive<T, std::void_t<decltype(&T::derive)>> : std::true_type {};

// One opened department: the C struct that the host sees, and the object behind it.
template <class T>
class Opened {
  static_assert(std::is_base_of_v<Department, T>, "ENGROSS_DEPARTMENT needs a class derived from engross::Department");

 public:
  static const engross_department* open(const engross_host* host) noexcept {
    if (host == nullptr || host->abi_major != ENGROSS_ABI_MAJOR) return refuse(host);
    const auto report = [host](std::int32_t severity, const char* text, std::size_t length) {
      host->report(host->host, severity, text, length);
    };
    std::unique_ptr<Opened> opened;
    guarded(report, "opening the department", [&] { opened.reset(new Opened); });
    return opened ? &opened.release()->table_ : nullptr;  // close() deletes it
  }

 private:
  Opened() {
    table_.struct_size = sizeof table_;
    table_.abi_major = ENGROSS_ABI_MAJOR;
    table_.abi_minor = ENGROSS_ABI_MINOR;
    table_.id = engross_embedded_id;
    table_.version = engross_embedded_version;
    table_.self = this;
    table_.resources = &Opened::resources;
    if constexpr (HasSelect<T>::value) table_.select = &Opened::select;
    table_.get_extension = &Opened::get_extension;
    table_.close = &Opened::close;
  }

  static const engross_department* refuse(const engross_host* host) noexcept {
    static constexpr std::string_view why = "the department was built for another major version of the boundary";
    if (host != nullptr && ENGROSS_HAS(host, engross_host, report) && host->report != nullptr)
      host->report(host->host, ENGROSS_ERROR, why.data(), why.size());
    return nullptr;
  }

  template <class Call>
  static engross_status answer(void* self, const engross_sink* sink, const char* where, Call&& call) noexcept {
    const auto report = [sink](std::int32_t severity, const char* text, std::size_t length) {
      sink->report(sink->host, severity, text, length);
    };
    return guarded(report, where, [&] {
      Sink face(*sink);
      call(static_cast<Opened*>(self)->department_, face);
    });
  }

  static engross_status resources(void* self, const engross_sink* sink) noexcept {
    return answer(self, sink, "resources", [](T& department, Sink& face) { department.resources(face); });
  }

  static engross_status select(void* self, const char* json, std::size_t length, const engross_sink* sink) noexcept {
    return answer(self, sink, "select", [&](auto& department, Sink& face) {
      if constexpr (HasSelect<T>::value) {
        Decisions decisions(face);
        department.select(std::string_view(json, length), decisions);
        face.answer(ENGROSS_PUT_SELECTION, "selection", decisions.json());
      }
    });
  }

  static engross_status derive(void* self, const char* json, std::size_t length, const engross_sink* sink) noexcept {
    return answer(self, sink, "derive", [&](auto& department, Sink& face) {
      if constexpr (HasDerive<T>::value) {
        Derived derived(face);
        department.derive(std::string_view(json, length), derived);
        face.answer(ENGROSS_PUT_DERIVED, "derived", derived.json());
      }
    });
  }

  static const void* get_extension(void*, const char* id) noexcept {
    if constexpr (HasDerive<T>::value) {
      static constexpr engross_derive table{sizeof(engross_derive), 0, &Opened::derive};
      if (id != nullptr && std::string_view(id) == ENGROSS_EXTENSION_DERIVE) return &table;
    }
    static_cast<void>(id);
    return nullptr;
  }

  static void close(void* self) noexcept { delete static_cast<Opened*>(self); }

  T department_;
  engross_department table_{};
};

}  // namespace detail
}  // namespace engross::sdk

namespace engross {
using sdk::Decisions;
using sdk::Department;
using sdk::Derived;
}  // namespace engross

// Once in a department's sources, outside any namespace. A semicolon may follow.
#define ENGROSS_DEPARTMENT(Class)                                                                         \
  extern "C" ENGROSS_EXPORT const engross_department* engross_department_open(const engross_host* host) { \
    return engross::sdk::detail::Opened<Class>::open(host);                                               \
  }
