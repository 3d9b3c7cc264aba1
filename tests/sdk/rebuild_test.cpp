// A department built by a project of its own: an edited, an added and a removed file each come out in the next build,
// and what the function refuses stops the configuration with a reason.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/diagnostics.hpp"

namespace {
namespace fs = std::filesystem;

class Outside : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/engross outside XXXXXX";  // a folder whose name needs quoting
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
    fs::copy(fs::path(ENGROSS_SOURCE_DIR) / "tests/sdk/outside", root_ / "source");
    write("department.yaml", "id: outside\nversion: 1.0\n");
    write("paragraphs/a.md", "first wording");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    const fs::path file = root_ / "source/department" / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  // Output of a command as one line (CMake breaks its messages where it likes), with the exit code at the end.
  static std::string run(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen((command + " 2>&1; echo \"exit $?\"").c_str(), "r");
    if (pipe == nullptr) return "no shell";
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
      const bool space = c == ' ' || c == '\n';
      if (!space || !text.ends_with(' ')) text += space ? ' ' : static_cast<char>(c);
    }
    ::pclose(pipe);
    return text;
  }

  std::string configure() {
    return run("cmake -G Ninja -S '" + (root_ / "source").string() + "' -B '" + (root_ / "build").string() +
               "' -DENGROSS_CMAKE='" + ENGROSS_SOURCE_DIR + "/core/cmake'");
  }

  std::string built() {
    const std::string said = run("cmake --build '" + (root_ / "build").string() + "'");
    if (said.find("exit 0") == std::string::npos) return said;
    std::ifstream in(root_ / "build/departments/outside.so", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path root_;
};

TEST_F(Outside, EditsRebuild) {
  const std::string configured = configure();
  ASSERT_NE(configured.find("exit 0"), std::string::npos) << configured;
  const std::string first = built();
  EXPECT_NE(first.find("first wording"), std::string::npos) << first.substr(0, 2000);
  write("paragraphs/a.md", "second wording");
  const std::string second = built();
  EXPECT_EQ(second.find("first wording"), std::string::npos);
  EXPECT_NE(second.find("second wording"), std::string::npos);
  write("paragraphs/new/b.md", "an added paragraph");
  const std::string third = built();
  EXPECT_NE(third.find("an added paragraph"), std::string::npos) << third.substr(0, 2000);
  fs::remove(root_ / "source/department/paragraphs/new/b.md");
  EXPECT_EQ(built().find("an added paragraph"), std::string::npos);
  write("department.yaml", "id: outside\nversion: 4.5.6\n");
  EXPECT_NE(built().find("\"version\": \"4.5.6\""), std::string::npos);
}

TEST_F(Outside, WrongIdIsRefused) {
  write("department.yaml", "id: elsewhere\nversion: 1.0\n");
  EXPECT_NE(configure().find("but the library is called outside"), std::string::npos);
}

TEST_F(Outside, MissingVersionIsRefused) {
  write("department.yaml", "id: outside\n");
  EXPECT_NE(configure().find("expected a line such as 'version:"), std::string::npos);
}

TEST_F(Outside, MissingDepartmentFileIsRefused) {
  fs::remove(root_ / "source/department/department.yaml");
  EXPECT_NE(configure().find("there is no"), std::string::npos);
}

TEST_F(Outside, NamesThatCannotBeQuotedAreRefused) {
  write("paragraphs/a b.md", "x");
  EXPECT_NE(configure().find("rename it"), std::string::npos);
}

}  // namespace
