// Two libraries are built from this, with other words: all their symbols and class names are the same and visible.
#include <engross/abi.h>

#include <cstring>
#include <string>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

class Clerk {
 public:
  virtual ~Clerk() = default;
  virtual const char* says();
};

extern "C" {
extern const char* twin_words;
const char* twin_words = "the " TEXT(WORD);
int twin_calls = 0;
const char* twin_speak();
}

const char* Clerk::says() {
  return twin_speak();
}

const char* twin_speak() {
  ++twin_calls;
  return twin_words;
}

namespace {

engross_status resources(void* self, const engross_sink* sink) {
  const std::string says = static_cast<Clerk*>(self)->says();
  const std::string text = "id: twin\nsays: " + says + "\ncalls: " + std::to_string(twin_calls) + "\n";
  return sink->put(sink->host, ENGROSS_PUT_RESOURCE, "department.yaml", std::strlen("department.yaml"), text.data(),
                   text.size());
}

__attribute__((used, retain, section(ENGROSS_MANIFEST_SECTION))) const char manifest[] =
    "{\"id\": \"twin\", \"version\": \"1.0\", \"abi\": \"1.0\"}";

}  // namespace

Clerk twin_clerk;

extern "C" ENGROSS_EXPORT const engross_department* engross_department_open(const engross_host*) {
  twin_calls = 0;
  static engross_department department{};
  department.struct_size = sizeof department;
  department.abi_major = ENGROSS_ABI_MAJOR;
  department.abi_minor = ENGROSS_ABI_MINOR;
  department.id = "twin";
  department.version = "1.0";
  department.self = &twin_clerk;
  department.resources = resources;
  return &department;
}
