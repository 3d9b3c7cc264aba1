#include "base/world.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
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

std::string all_of(Result<std::unique_ptr<ByteStream>> stream) {
  EXPECT_THAT(stream, Succeeds());
  std::string all;
  for (;;) {
    const auto next = (*stream)->next();
    EXPECT_THAT(next, Succeeds());
    if (!next || next->empty()) return all;
    all += *next;
  }
}

TEST_F(SystemWorldTest, StreamsFilesOfAnySize) {
  std::string large;
  for (int i = 0; i < 200'000; ++i) large += std::to_string(i) + "\n";
  ASSERT_THAT(world.write_file(directory / "large", large), Succeeds());
  EXPECT_EQ(all_of(world.open_stream(directory / "large")), large);
  ASSERT_THAT(world.write_file(directory / "empty", ""), Succeeds());
  EXPECT_EQ(all_of(world.open_stream(directory / "empty")), "");
  auto read = world.open_stream(directory / "empty");
  EXPECT_TRUE((*read)->next()->empty() && (*read)->next()->empty()) << "the end stays the end";
}

TEST_F(SystemWorldTest, StreamsAPipeWhoseWriterIsSlow) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    for (int i = 0; i < 5; ++i) {
      ::usleep(10'000);
      if (::write(ends[1], "row\n", 4) != 4) ::_exit(1);
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  EXPECT_EQ(all_of(world.open_stream("/dev/fd/" + std::to_string(ends[0]))), "row\nrow\nrow\nrow\nrow\n");
  ::close(ends[0]);
  int status = 1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST_F(SystemWorldTest, RefusesToStreamWhatItCannotRead) {
  EXPECT_THAT(world.open_stream(directory / "none"), FailsWith("world.no-such-file"));
  EXPECT_THAT(world.open_stream(directory), FailsWith("world.not-a-file"));
  EXPECT_THAT(world.open_stream(directory / std::string(300, 'n')), FailsWith("world.unreadable"));
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::string path = (directory / "socket").string();
  path.copy(name.sun_path, sizeof name.sun_path - 1);
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
  EXPECT_THAT(world.open_stream(path), FailsWith("world.unreadable"));
  ::close(fd);
}

TEST_F(SystemWorldTest, SaysWhatToDoAboutEachFault) {
  ASSERT_THAT(world.write_file(directory / "file", std::string(101, 'x')), Succeeds());
  const std::string long_name(300, 'x');
  const std::vector<Diagnostics> faults = {
      world.read_file(directory / "none", 100).error(),
      world.read_file(directory, 100).error(),
      world.read_file(directory / "file", 100).error(),
      world.read_file(directory / "file" / "below", 100).error(),
      world.read_file(directory / long_name, 100).error(),
      world.list_files(directory / "none").error(),
      world.list_files(directory / "file").error(),
      world.list_files(directory / "file" / "below").error(),
      world.write_file(directory / "no" / "place", "x").error(),
      world.write_file(directory / "file" / "below", "x").error(),
      world.write_file(directory / long_name, "x").error(),
      world.write_file(directory, "x").error(),
      world.write_new_file(directory / "file", "x").error(),
      world.make_directories(directory / "file" / "below").error(),
  };
  for (const Diagnostics& fault : faults) {
    ASSERT_EQ(fault.size(), 1U);
    EXPECT_FALSE(fault.front().hints.empty()) << print(fault);
  }
}

TEST_F(SystemWorldTest, TellsWhatIsNotThereFromWhatCannotBeListed) {
  ASSERT_THAT(world.write_file(directory / "file", ""), Succeeds());
  EXPECT_THAT(world.list_files(directory / "none" / "below"), FailsWith("world.no-such-directory"));
  EXPECT_THAT(world.list_files(directory / "file"), FailsWith("world.not-a-directory"));
  EXPECT_THAT(world.list_files(directory / "file" / "below"), FailsWith("world.not-a-directory"));
  EXPECT_THAT(world.list_links(directory / "none" / "below"), FailsWith("world.no-such-directory"));
  EXPECT_THAT(world.list_links(directory / "file"), FailsWith("world.not-a-directory"));
}

TEST_F(SystemWorldTest, NeverTakesAPipeOrADirectoryAway) {
  const fs::path pipe = directory / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(world.write_file(pipe, "x"), FailsWith("world.not-a-file"));
  EXPECT_THAT(world.write_new_file(pipe, "x"), FailsWith("world.exists"));
  EXPECT_TRUE(fs::is_fifo(pipe));
  fs::create_symlink("pipe", directory / "link");
  EXPECT_THAT(world.write_file(directory / "link", "x"), FailsWith("world.not-a-file"));
  EXPECT_TRUE(fs::is_symlink(directory / "link"));
  EXPECT_THAT(world.write_file(directory, "x"), FailsWith("world.not-a-file"));
  EXPECT_EQ(world.list_files(directory)->size(), 0U);  // no temporary is left
}

TEST_F(SystemWorldTest, ReplacesTheFileBehindALink) {
  ASSERT_THAT(world.make_directories(directory / "real"), Succeeds());
  ASSERT_THAT(world.write_file(directory / "real" / "file", "one"), Succeeds());
  fs::create_symlink("real/file", directory / "link");
  ASSERT_THAT(world.write_file(directory / "link", "two"), Succeeds());
  EXPECT_TRUE(fs::is_symlink(directory / "link"));
  EXPECT_EQ(*world.read_file(directory / "real" / "file", 100), "two");
  fs::create_symlink("nowhere", directory / "dangling");
  EXPECT_THAT(world.write_file(directory / "dangling", "x"), FailsWith("world.unwritable"));
  EXPECT_THAT(world.write_new_file(directory / "dangling", "x"), FailsWith("world.exists"));
  EXPECT_TRUE(fs::is_symlink(directory / "dangling"));
}

TEST_F(SystemWorldTest, KnowsAFileByItsOtherNames) {
  ASSERT_THAT(world.write_file(directory / "a", "one"), Succeeds());
  ASSERT_THAT(world.write_file(directory / "b", "one"), Succeeds());
  fs::create_symlink("a", directory / "soft");
  fs::create_hard_link(directory / "a", directory / "hard");
  for (const char* name : {"a", "soft", "hard", "./a"})
    EXPECT_TRUE(world.same_file(directory / "a", directory / name)) << name;
  EXPECT_FALSE(world.same_file(directory / "a", directory / "b"));
  EXPECT_FALSE(world.same_file(directory / "none", directory / "none"));
}

TEST_F(SystemWorldTest, WritesForEverybodyWhatIsNobodysSecret) {
  const mode_t before = ::umask(022);
  EXPECT_THAT(world.write_file(directory / "public", "x"), Succeeds());
  EXPECT_THAT(world.write_public_file(directory / "public", "y"), Succeeds());
  ::umask(077);
  EXPECT_THAT(world.write_public_file(directory / "private", "y"), Succeeds());
  ::umask(before);
  EXPECT_EQ(*world.read_file(directory / "public", 100), "y");
  struct stat status {};
  ASSERT_EQ(::stat((directory / "public").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0644U);
  ASSERT_EQ(::stat((directory / "private").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(SystemWorldTest, TellsALinkWhereverItLeads) {
  ASSERT_THAT(world.write_file(directory / "a", "x"), Succeeds());
  fs::create_symlink("a", directory / "good");
  fs::create_symlink("nowhere", directory / "dangling");
  EXPECT_TRUE(world.is_link(directory / "good"));
  EXPECT_TRUE(world.is_link(directory / "dangling"));
  EXPECT_FALSE(world.is_link(directory / "a"));
  EXPECT_FALSE(world.is_link(directory / "none"));
}

TEST_F(SystemWorldTest, WritesNamesAsLongAsTheDiskAllows) {
  const fs::path path = directory / std::string(255, 'x');
  ASSERT_THAT(world.write_new_file(path, "one"), Succeeds());
  ASSERT_THAT(world.write_file(path, "two"), Succeeds());
  EXPECT_EQ(*world.read_file(path, 100), "two");
}

TEST_F(SystemWorldTest, MakesDirectoriesHoweverTheyAreWritten) {
  for (const char* path : {"a/b/c", "a/b/c", "d/e/", "f/./g", "f/../h"}) {
    ASSERT_THAT(world.make_directories(directory / path), Succeeds()) << path;
    EXPECT_TRUE(fs::is_directory(directory / path)) << path;
  }
}

TEST_F(SystemWorldTest, ListsNestedFilesInByteOrderWithoutFollowingLinks) {
  ASSERT_THAT(world.make_directories(directory / "b" / "c"), Succeeds());
  ASSERT_THAT(world.write_file(directory / "b" / "c" / "z", ""), Succeeds());
  ASSERT_THAT(world.write_file(directory / "a", ""), Succeeds());
  fs::create_symlink("/etc/passwd", directory / "link");
  EXPECT_EQ(*world.list_files(directory), (std::vector<std::string>{"a", "b/c/z"}));
  EXPECT_EQ(*world.list_links(directory), std::vector<std::string>{"link"});
}

}  // namespace
}  // namespace engross
