// Several libraries in one process, and one that is opened twice: none sees another's symbols. engross itself never has
// two in one process; a test driver or another host may.
#include <dlfcn.h>
#include <engross/abi.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "department/library.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using Put = std::map<std::string, std::string>;

engross_status keep(void* host, std::uint32_t, const char* name, std::size_t length, const void* bytes,
                    std::size_t size) {
  (*static_cast<Put*>(host))[std::string(name, length)] = std::string(static_cast<const char*>(bytes), size);
  return ENGROSS_OK;
}

void ignore(void*, std::int32_t, const char*, std::size_t) {}

// A library mapped as the child maps it.
class Mapped {
 public:
  explicit Mapped(const std::string& path) : handle_(::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) throw std::runtime_error(::dlerror());
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() { ::dlclose(handle_); }

  const engross_department* open() const {
    static const engross_host host{sizeof host, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR, 0, nullptr, ignore};
    return reinterpret_cast<decltype(&engross_department_open)>(::dlsym(handle_, "engross_department_open"))(&host);
  }

 private:
  void* handle_;
};

Put put_by(const engross_department* department) {
  Put put;
  const engross_sink sink{sizeof sink, 0, &put, keep, ignore};
  EXPECT_EQ(department->resources(department->self, &sink), ENGROSS_OK);
  return put;
}

void close(const engross_department* department) {
  if (department->close != nullptr) department->close(department->self);
}

const std::string tests_sdk = std::string(ENGROSS_BINARY_DIR) + "/tests/sdk/";

// The same class names, functions and variables in both, all visible.
TEST(Twins, InOneProcessEachSpeaksForItself) {
  const Mapped one(tests_sdk + "abi/twin-one.so"), other(tests_sdk + "abi/twin-other.so");
  const engross_department* first = one.open();
  const engross_department* second = other.open();
  EXPECT_EQ(put_by(first)["department.yaml"], "id: twin\nsays: the one\ncalls: 1\n");
  EXPECT_EQ(put_by(second)["department.yaml"], "id: twin\nsays: the other\ncalls: 1\n");
  EXPECT_EQ(put_by(first)["department.yaml"], "id: twin\nsays: the one\ncalls: 2\n");
}

TEST(Twins, OneAfterTheOtherToo) {
  for (const char* word : {"one", "other", "one"}) {
    const Mapped mapped(tests_sdk + "abi/twin-" + word + ".so");
    EXPECT_EQ(put_by(mapped.open())["department.yaml"], std::string("id: twin\nsays: the ") + word + "\ncalls: 1\n");
  }
}

TEST(Twins, ReadByTheirChildren) {
  const SystemWorld world;
  for (const char* word : {"one", "other", "one"}) {
    const auto library = read_library(world, tests_sdk + "abi/twin-" + word + ".so",
                                      {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 20'000});
    ASSERT_THAT(library, Succeeds());
    EXPECT_EQ(library->resources.files.at("department.yaml"),
              std::string("id: twin\nsays: the ") + word + "\ncalls: 1\n");
  }
}

// The tables of embedded files have one name in every library.
TEST(Twins, EmbeddedFilesStayApart) {
  const Mapped content(tests_sdk + "departments/content.so"), code(tests_sdk + "departments/code.so");
  const engross_department* first = content.open();
  const engross_department* second = code.open();
  EXPECT_STREQ(first->id, "content");
  EXPECT_STREQ(second->id, "code");
  EXPECT_TRUE(put_by(first).contains("paragraphs/hello.md"));
  EXPECT_EQ(put_by(second).size(), 2U);
  close(second);
}

TEST(Twins, OpeningTwiceGivesTheSame) {
  for (const char* name : {"departments/content.so", "departments/code.so"}) {
    const Mapped mapped(tests_sdk + name);
    const engross_department* first = mapped.open();
    const engross_department* second = mapped.open();
    EXPECT_STREQ(first->id, second->id);
    EXPECT_STREQ(first->version, second->version);
    EXPECT_EQ(put_by(first), put_by(second));
    close(first);
    EXPECT_EQ(put_by(second).count("department.yaml"), 1U);
    close(second);
  }
}

}  // namespace
}  // namespace engross::test
