// A department's folder on disk: what counts as a file of it, and who it says it is.
#include <filesystem>

#include "department/department.hpp"
#include "department/identity.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::FailsWith;
using test::Succeeds;

class Folder : public testing::Test {
 protected:
  Folder() {
    fs::create_directories(path / "paragraphs");
    fs::create_directories(path / "pictures");
    fs::create_directories(path / "tests");
    write("department.yaml", "id: rivers\nname: Rivers\nversion: 1\n");
    write("paragraphs/here.md", "words");
    write("pictures/notes.txt", "words");
  }
  void write(const std::string& file, const std::string& bytes) { test::write_file(path / file, bytes); }

  test::TemporaryDirectory directory;
  fs::path path = directory.path();
  SystemWorld world;
};

TEST_F(Folder, LinksInPlaceOfItsFilesAreRefused) {
  ASSERT_THAT(read_directory(world, path), Succeeds());
  for (const auto& [link, target] : {std::pair{"paragraphs/link.md", "here.md"},
                                     {"paragraphs/dangling.md", "nowhere.md"},
                                     {"paragraphs/folder", "../tests"},
                                     {"partials", "tests"},
                                     {"style.yaml", "department.yaml"},
                                     {"pictures/logo.png", "notes.txt"}}) {
    fs::create_symlink(target, path / link);
    const auto read = read_directory(world, path);
    ASSERT_THAT(read, FailsWith("department.link")) << link;
    EXPECT_NE(read.error().front().message.find(link), std::string::npos) << print(read.error());
    EXPECT_FALSE(read.error().front().hints.empty());
    fs::remove(path / link);
  }
}

TEST_F(Folder, LinksAmongWhatDepartmentsShareAreRefused) {
  write("forms-of-address.yaml", "rows: []\n");
  const auto refused = [&](const char* link, const char* target) {
    fs::create_symlink(target, path / link);
    const auto read = SharedResources::read(world, path);
    fs::remove(path / link);
    return !read && read.error().front().code == "department.link";
  };
  EXPECT_TRUE(refused("reply.mustache", "paragraphs/here.md"));
  EXPECT_TRUE(refused("partials", "tests"));
  EXPECT_TRUE(refused("geometry", "tests"));
  EXPECT_FALSE(refused("notes.txt", "paragraphs/here.md"));
  EXPECT_THAT(SharedResources::read(world, path), Succeeds());
}

TEST_F(Folder, LinksThatNoDepartmentWouldReadAreLeftAlone) {
  fs::create_symlink("department.yaml", path / "tests/any.md");
  fs::create_symlink("notes.txt", path / "pictures/other.txt");
  fs::create_symlink("here.md", path / "paragraphs/.hidden.md");
  EXPECT_THAT(read_directory(world, path), Succeeds());
}

TEST_F(Folder, SaysWhoItIs) {
  const auto id = identify_department(world, path);
  ASSERT_THAT(id, Succeeds());
  EXPECT_EQ(*id, "rivers");
  write("department.yaml", "name: Rivers\n");
  EXPECT_THAT(identify_department(world, path), FailsWith("department.missing"));
  write("department.yaml", "id: Rivers Office\n");
  EXPECT_THAT(identify_department(world, path), FailsWith("department.id"));
  EXPECT_THAT(identify_department(world, path / "tests"), FailsWith("world.no-such-file"));
}

}  // namespace
}  // namespace engross
