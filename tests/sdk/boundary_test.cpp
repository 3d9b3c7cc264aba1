// Two departments built by engross_add_department, one of files alone and one with code, spoken to through the C
// boundary.
#include <dlfcn.h>
#include <engross/abi.h>

#include <cstdio>
#include <map>
#include <vector>

#include "support/diagnostics.hpp"

extern "C" int engross_abi_has_close(const engross_department* department);

namespace {

const std::string departments = std::string(ENGROSS_BINARY_DIR) + "/tests/sdk/departments/";

// What a library put and reported, as text.
struct Heard {
  std::map<std::string, std::string> put;
  std::vector<std::string> reports;
  engross_status answer = ENGROSS_OK;  // of put
};

engross_status put(void* host, std::uint32_t kind, const char* name, std::size_t length, const void* bytes,
                   std::size_t size) {
  auto& heard = *static_cast<Heard*>(host);
  heard.put[std::to_string(kind) + " " + std::string(name, length)] =
      std::string(static_cast<const char*>(bytes), size);
  return heard.answer;
}

void report(void* host, std::int32_t severity, const char* message, std::size_t length) {
  static_cast<Heard*>(host)->reports.push_back(std::to_string(severity) + " " + std::string(message, length));
}

// One library, opened as a host of the given major version would.
class Library {
 public:
  explicit Library(const std::string& name, std::uint32_t major = ENGROSS_ABI_MAJOR)
      : handle_(::dlopen((departments + name).c_str(), RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) throw std::runtime_error(::dlerror());
    host_ = {sizeof(engross_host), major, 7, 0, &heard, report};
    const auto open = reinterpret_cast<decltype(&engross_department_open)>(::dlsym(handle_, "engross_department_open"));
    department = open(&host_);
  }
  ~Library() {
    if (department != nullptr && department->close != nullptr) department->close(department->self);
    ::dlclose(handle_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  engross_sink sink() { return {sizeof(engross_sink), 0, &heard, put, report}; }
  engross_status select(const std::string& json) {
    const engross_sink to = sink();
    return department->select(department->self, json.data(), json.size(), &to);
  }

  Heard heard;
  const engross_department* department = nullptr;

 private:
  void* handle_;
  engross_host host_{};
};

std::string keys(const std::map<std::string, std::string>& put) {
  std::string all;
  for (const auto& [key, value] : put) all += key + "\n";
  return all;
}

TEST(Boundary, ContentDepartmentPutsItsFiles) {
  Library library("content.so");
  ASSERT_NE(library.department, nullptr);
  EXPECT_TRUE(engross_abi_has_close(library.department));
  EXPECT_STREQ(library.department->id, "content");
  EXPECT_STREQ(library.department->version, "2.3.1");
  EXPECT_EQ(library.department->select, nullptr);
  const engross_sink sink = library.sink();
  EXPECT_EQ(library.department->resources(library.department->self, &sink), ENGROSS_OK);
  EXPECT_EQ(
      keys(library.heard.put),
      "1 approvers.yaml\n1 department.yaml\n1 paragraphs/deep/empty.md\n1 paragraphs/hello.md\n1 partials/p.mustache\n"
      "1 pictures/logo.png\n1 style.yaml\n1 trust/revoked.crl\n1 trust/root.pem\n");
  EXPECT_EQ(library.heard.put["1 paragraphs/hello.md"], "---\npart: body\n---\nHello.\n");
  EXPECT_EQ(library.heard.put["1 pictures/logo.png"], std::string("\x89PNG\r\n\x1a\n\0\0not really", 20));
  EXPECT_EQ(library.heard.put["1 trust/revoked.crl"], std::string("0\0\xff\n", 4));
}

TEST(Boundary, CodeDepartmentAnswers) {
  Library library("code.so");
  ASSERT_NE(library.department, nullptr);
  const engross_sink sink = library.sink();
  EXPECT_EQ(library.department->resources(library.department->self, &sink), ENGROSS_OK);
  EXPECT_EQ(keys(library.heard.put), "1 department.yaml\n1 paragraphs/code.md\n");
  library.heard.put.clear();
  EXPECT_EQ(library.select("warn"), ENGROSS_OK);
  EXPECT_EQ(library.heard.put["2 selection"],
            R"({"add": [{"id": "code", "because": "it is \"asked\"\u000a"}, {"id": "more", "because": "two"}], )"
            R"("leave_out": [{"id": "text", "because": "\\"}]})");
  EXPECT_EQ(library.heard.reports, std::vector<std::string>{"1 nothing to select"});
  const auto* derive = static_cast<const engross_derive*>(
      library.department->get_extension(library.department->self, ENGROSS_EXTENSION_DERIVE));
  ASSERT_NE(derive, nullptr);
  EXPECT_EQ(derive->derive(library.department->self, "{}", 2, &sink), ENGROSS_OK);
  EXPECT_EQ(library.heard.put["3 derived"],
            R"({"length": 2, "text": "a \"quote\"", "truth": true, "below": -1, "list": ["a", "b"], )"
            R"("deep": {"er": 1.50}})");
  for (const char* id : {"", "engross.derive/2", "nothing"})
    EXPECT_EQ(library.department->get_extension(library.department->self, id), nullptr) << id;
}

TEST(Boundary, ExceptionsBecomeReports) {
  Library library("code.so");
  EXPECT_EQ(library.select("throw"), ENGROSS_FAILED);
  EXPECT_EQ(library.select("throw 42"), ENGROSS_FAILED);
  library.heard.answer = ENGROSS_FAILED;
  EXPECT_EQ(library.select("{}"), ENGROSS_FAILED);
  EXPECT_EQ(library.heard.reports,
            (std::vector<std::string>{"2 select: no such case", "2 select: an exception that is not a std::exception",
                                      "2 select: the host refused what was put"}));
}

TEST(Boundary, HostOfAnotherMajorIsRefused) {
  for (const char* name : {"content.so", "code.so"}) {
    const Library library(name, ENGROSS_ABI_MAJOR + 1);
    EXPECT_EQ(library.department, nullptr) << name;
    EXPECT_EQ(library.heard.reports,
              std::vector<std::string>{"2 the department was built for another major version of the boundary"});
  }
}

// What `nm` lists as exported.
std::string exported(const std::string& library) {
  std::string text;
  FILE* pipe = ::popen(("nm -D --defined-only --format=posix " + library).c_str(), "r");
  if (pipe == nullptr) return "no nm";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  ::pclose(pipe);
  return text;
}

TEST(Boundary, OneSymbolIsExported) {
  for (const char* name : {"content.so", "code.so"}) {
    const std::string symbols = exported(departments + name);
    EXPECT_TRUE(symbols.starts_with("engross_department_open T ")) << symbols;
    EXPECT_EQ(std::count(symbols.begin(), symbols.end(), '\n'), 1) << symbols;
  }
}

}  // namespace
