// A department library with one fault, which the definition FAULT_… names. Written against abi.h alone, so that it can
// do what the SDK would not let it.
#include <engross/abi.h>
#include <engross/embedded.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

#ifdef FAULT_EXPORTS
extern "C" ENGROSS_EXPORT int harbour_helper(void) {
  return 1;
}
#endif

namespace {

int asked = 0;
std::string last;

void put(const engross_sink* sink, std::uint32_t kind, const char* name, const std::string& bytes) {
  sink->put(sink->host, kind, name, std::strlen(name), bytes.data(), bytes.size());
}

engross_status resources(void*, const engross_sink* sink) {
  for (size_t i = 0; i < engross_embedded_count; ++i) {
    const engross_embedded_file& file = engross_embedded_files[i];
    if (sink->put(sink->host, ENGROSS_PUT_RESOURCE, file.path, std::strlen(file.path), file.begin,
                  static_cast<size_t>(file.end - file.begin)) != ENGROSS_OK)
      return ENGROSS_FAILED;
  }
#ifdef FAULT_RESOURCES
  if (asked++ > 0) put(sink, ENGROSS_PUT_RESOURCE, "paragraphs/more.md", "more");
#endif
  return ENGROSS_OK;
}

engross_status select(void*, const char* question, size_t length, const engross_sink* sink) {
#ifdef FAULT_HANGS
  while (length == 0) ::pause();
#endif
#ifdef FAULT_OPENS
  if (length == 0) ::close(::open("/etc/hostname", O_RDONLY));
#endif
#ifdef FAULT_HUGE
  if (length > 1U << 20U) std::abort();
#endif
#ifdef FAULT_NULL
  if (question[0] == 'x') return ENGROSS_FAILED;
#endif
  std::string because = "it is always added";
#ifdef FAULT_RANDOM
  because += " at " + std::to_string(::getpid()) + " " + std::to_string(++asked);
#endif
#ifdef FAULT_ORDER
  because += " after " + std::to_string(last.size());
  last.assign(question, length);
#endif
  (void)question;
  (void)length;
#ifdef FAULT_NO_JSON
  put(sink, ENGROSS_PUT_SELECTION, "selection", because);
#else
  put(sink, ENGROSS_PUT_SELECTION, "selection", "{\"add\":[{\"id\":\"notice\",\"because\":\"" + because + "\"}]}");
#endif
  return ENGROSS_OK;
}

#ifdef FAULT_EXTENSION
const void* get_extension(void*, const char* id) {
  static int table;
  // Only the beginning is compared: a later version would get this table too.
  return id != nullptr && std::strncmp(id, "engross.", 8) == 0 && std::strcmp(id, ENGROSS_EXTENSION_DERIVE) != 0
             ? &table
             : nullptr;
}
#endif

}  // namespace

extern "C" ENGROSS_EXPORT const engross_department* engross_department_open(const engross_host*) {
  static engross_department department{};
  department.struct_size = sizeof department;
  department.abi_major = ENGROSS_ABI_MAJOR;
  department.abi_minor = ENGROSS_ABI_MINOR;
  department.id = engross_embedded_id;
  department.version = engross_embedded_version;
#ifdef FAULT_VERSION
  department.version = "9.9.9";
#endif
  department.resources = resources;
  department.select = select;
#ifdef FAULT_EXTENSION
  department.get_extension = get_extension;
#endif
  return &department;
}
