#include "base/world.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/diagnostics.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;
using test::FailsWith;
using test::Succeeds;

class SystemWorldTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "engross-world-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory = pattern;
  }
  void TearDown() override { fs::remove_all(directory); }
  fs::path directory;
  SystemWorld world;
};

TEST_F(SystemWorldTest, WritesWholeFilesThatOnlyTheOwnerReads) {
  ASSERT_THAT(world.write_file(directory / "a", "one"), Succeeds());
  ASSERT_THAT(world.write_file(directory / "a", "two"), Succeeds());
  EXPECT_EQ(*world.read_file(directory / "a", 100), "two");
  struct stat status {};
  ASSERT_EQ(::stat((directory / "a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(*world.list_files(directory), std::vector<std::string>{"a"});  // no temporary is left
}

TEST_F(SystemWorldTest, MakesANameOnlyOnce) {
  ASSERT_THAT(world.write_new_file(directory / "a", "one"), Succeeds());
  EXPECT_THAT(world.write_new_file(directory / "a", "two"), FailsWith("world.exists"));
  EXPECT_EQ(*world.read_file(directory / "a", 100), "one");
}

TEST_F(SystemWorldTest, RefusesWhatItCannotReadOrWrite) {
  EXPECT_THAT(world.read_file(directory / "none", 100), FailsWith("world.no-such-file"));
  EXPECT_THAT(world.read_file(directory, 100), FailsWith("world.not-a-file"));
  EXPECT_THAT(world.read_file(directory / std::string(300, 'n'), 100), FailsWith("world.unreadable"));
  EXPECT_THAT(world.list_files(directory / "none"), FailsWith("world.no-such-directory"));
  EXPECT_THAT(world.write_file(directory / "no" / "such" / "place", "x"), FailsWith("world.unwritable"));
  ASSERT_THAT(world.write_file(directory / "big", std::string(101, 'x')), Succeeds());
  EXPECT_THAT(world.read_file(directory / "big", 100), FailsWith("world.too-large"));
}

TEST_F(SystemWorldTest, ListsNestedFilesInByteOrderWithoutFollowingLinks) {
  ASSERT_THAT(world.make_directories(directory / "b" / "c"), Succeeds());
  ASSERT_THAT(world.write_file(directory / "b" / "c" / "z", ""), Succeeds());
  ASSERT_THAT(world.write_file(directory / "a", ""), Succeeds());
  fs::create_symlink("/etc/passwd", directory / "link");
  EXPECT_EQ(*world.list_files(directory), (std::vector<std::string>{"a", "b/c/z"}));
}

}  // namespace
}  // namespace engross
