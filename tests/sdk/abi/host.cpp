// A host of one version of the boundary: opens the library that it is given, asks everything it knows of, and prints
// what it heard, a line each.
#include <dlfcn.h>
#include <engross/abi.h>

#include <cstdio>
#include <string>

namespace {

engross_status put(void*, std::uint32_t kind, const char* name, std::size_t length, const void* bytes,
                   std::size_t size) {
  std::printf("put %u %.*s: %zu bytes\n", kind, static_cast<int>(length), name, size);
  static_cast<void>(bytes);
  return ENGROSS_OK;
}

void report(void*, std::int32_t severity, const char* words, std::size_t length) {
  std::printf("report %d: %.*s\n", severity, static_cast<int>(length), words);
}

#ifdef ENGROSS_TEST_NEXT
std::int32_t later(void*) {
  std::puts("the library used what this host has more");
  return 0;
}
#endif

void ask(const engross_department& department, const engross_sink& sink) {
  const std::string question = "{\"case\": 1}";
  if (ENGROSS_HAS(&department, engross_department, select) && department.select != nullptr)
    department.select(department.self, question.data(), question.size(), &sink);
  if (!ENGROSS_HAS(&department, engross_department, get_extension) || department.get_extension == nullptr) return;
  const auto* derive =
      static_cast<const engross_derive*>(department.get_extension(department.self, ENGROSS_EXTENSION_DERIVE));
  if (derive == nullptr) return;
  derive->derive(department.self, question.data(), question.size(), &sink);
#ifdef ENGROSS_TEST_NEXT
  if (ENGROSS_HAS(derive, engross_derive, later) && derive->later != nullptr)
    std::printf("derive has more: %d\n", derive->later(department.self));
#endif
}

}  // namespace

int main(int count, char** arguments) {
  void* library = count == 2 ? ::dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL) : nullptr;
  if (library == nullptr) return std::puts(::dlerror()), 1;
  const auto open = reinterpret_cast<decltype(&engross_department_open)>(::dlsym(library, "engross_department_open"));
  engross_host host{};
  host.struct_size = sizeof host;
  host.abi_major = ENGROSS_ABI_MAJOR;
  host.abi_minor = ENGROSS_ABI_MINOR;
  host.report = report;
  engross_sink sink{};
  sink.struct_size = sizeof sink;
  sink.put = put;
  sink.report = report;
#ifdef ENGROSS_TEST_NEXT
  host.later = later;
  sink.later = later;
#endif
  const engross_department* department = open(&host);
  if (department == nullptr) return std::puts("no department"), 1;
  std::printf("%s %s\n", department->id, department->version);
  department->resources(department->self, &sink);
  ask(*department, sink);
#ifdef ENGROSS_TEST_NEXT
  if (ENGROSS_HAS(department, engross_department, later) && department->later != nullptr)
    std::printf("the department has more: %d\n", department->later(department->self));
#endif
  if (ENGROSS_HAS(department, engross_department, close) && department->close != nullptr)
    department->close(department->self);
  ::dlclose(library);
  return 0;
}
