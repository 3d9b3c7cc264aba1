// Indexes that were kept: they count for the bytes they were made of and when they are whole; else there is none.
#include "library/search_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "library/department_stamp.hpp"
#include "search_fixture.hpp"
#include "support/memory_world.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class KeptIndexes : public testing::Test {
 protected:
  std::string file() const {
    std::string found;
    for (const auto& entry : fs::directory_iterator(folder.path() + "/cache")) found = entry.path().string();
    return found;
  }
  SystemWorld world;
  TemporaryDirectory folder;
  fs::path department = folder / "harbour.so";
  SearchCache cache{world, folder / "cache"};
  SearchIndex index = index_of(*harbour());
  IndexKey key{.bundle = "b1", .library = "l1", .stamp = "s1"};
};

TEST_F(KeptIndexes, CountForTheBytesTheyWereMadeOf) {
  EXPECT_FALSE(cache.of_library(department, "l1"));
  cache.keep(department, key, index);
  ASSERT_TRUE(cache.of_library(department, "l1"));
  EXPECT_TRUE(cache.of_bundle(department, "b1"));
  EXPECT_EQ(cache.of_bundle(department, "b1")->index.department(), "harbour");
  EXPECT_EQ(cache.of_stamp(department, "s1")->key.library, "l1");
  EXPECT_FALSE(cache.of_stamp(department, "s2"));
  EXPECT_FALSE(cache.of_library(department, "l2"));
  EXPECT_FALSE(cache.of_bundle(department, "b2"));
  EXPECT_FALSE(cache.of_library(folder / "other.so", "l1"));
}

TEST_F(KeptIndexes, OfABundleAloneIsNoLibrarys) {
  cache.keep(department, {.bundle = "b1", .library = "", .stamp = ""}, index);
  EXPECT_TRUE(cache.of_bundle(department, "b1"));
  EXPECT_FALSE(cache.of_library(department, ""));
  EXPECT_FALSE(cache.of_stamp(department, ""));
}

TEST_F(KeptIndexes, ANewOneTakesThePlaceOfTheOld) {
  cache.keep(department, key, index);
  cache.keep(department, {.bundle = "b2", .library = "l2", .stamp = "s2"}, index);
  EXPECT_FALSE(cache.of_library(department, "l1"));
  EXPECT_TRUE(cache.of_library(department, "l2"));
}

TEST_F(KeptIndexes, ThatAreNotWholeOrWereChangedAreNone) {
  cache.keep(department, key, index);
  const std::string whole = read_file(file());
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    write_file(file(), whole.substr(0, size));
    EXPECT_FALSE(cache.of_library(department, "l1")) << size;
  }
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 97) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x20);
    write_file(file(), changed);
    EXPECT_FALSE(cache.of_library(department, "l1")) << at;
  }
  write_file(file(), whole);
  EXPECT_TRUE(cache.of_library(department, "l1"));
  cache.keep(department, key, index);
  EXPECT_TRUE(cache.of_library(department, "l1"));
}

TEST_F(KeptIndexes, AreReadableForTheirOwnerAlone) {
  cache.keep(department, key, index);
  EXPECT_EQ(fs::status(file()).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

TEST_F(KeptIndexes, WithoutAFolderNothingIsKept) {
  SearchCache none(world, {});
  none.keep(department, key, index);
  EXPECT_FALSE(none.of_library(department, "l1"));
  write_file(folder / "file", "");
  SearchCache in_a_file(world, folder / "file");
  in_a_file.keep(department, key, index);
  EXPECT_FALSE(in_a_file.of_library(department, "l1"));
}

TEST_F(KeptIndexes, SeveralProcessesMayKeepThemAtOnce) {
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (int round = 0; round < 10; ++round) {
        cache.keep(department, key, index);
        if (!cache.of_library(department, "l1")) ::_exit(1);
      }
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  EXPECT_TRUE(cache.of_library(department, "l1"));
}

// The files under it as if they had not been touched for an hour.
void let_rest(const fs::path& path) {
  timespec hour_ago{};
  ::clock_gettime(CLOCK_REALTIME, &hour_ago);
  hour_ago.tv_sec -= 3600;
  const std::array<timespec, 2> times{hour_ago, hour_ago};
  ::utimensat(AT_FDCWD, path.c_str(), times.data(), 0);
}

TEST(DepartmentStamp, WhatWasJustChangedHasNoneAndSoHasWhatIsNotThere) {
  const TemporaryDirectory folder;
  EXPECT_EQ(department_stamp(folder / "none"), "");
  write_file(folder / "x.so", "bytes");
  let_rest(folder / "x.so");
  EXPECT_EQ(department_stamp(folder / "x.so"), "")
      << "its entry was changed at this moment, whatever its own time says";
}

TEST(DepartmentStamp, IsTheSameUntilSomethingChanges) {
  // Of this build: made before this test began.
  const std::string harbour = std::string(ENGROSS_SOURCE_DIR) + "/tests/compose/fixtures/harbour";
  const std::string folder = department_stamp(harbour), file = department_stamp(harbour + "/department.yaml");
  EXPECT_EQ(folder.size(), 64U);
  EXPECT_EQ(department_stamp(harbour), folder);
  EXPECT_EQ(department_stamp(harbour + "/department.yaml"), file);
  EXPECT_NE(department_stamp(harbour + "/style.yaml"), file);
  EXPECT_NE(department_stamp(harbour + "/paragraphs"), folder);
}

TEST(DepartmentStamp, AChangeBelowAFolderIsSeenAtOnce) {
  const TemporaryDirectory folder;
  fs::create_directories(folder / "d/paragraphs");
  write_file(folder / "d/paragraphs/a.md", "one");
  ::sleep(3);
  const std::string before = department_stamp(folder / "d");
  EXPECT_EQ(before.size(), 64U);
  write_file(folder / "d/paragraphs/a.md", "two");
  EXPECT_NE(department_stamp(folder / "d"), before);
}

TEST(CacheFolder, IsWhereTheUserKeepsCaches) {
  MemoryWorld world;
  EXPECT_EQ(SearchCache::folder_of_user(world), "");
  world.variables["HOME"] = "/home/ada";
  EXPECT_EQ(SearchCache::folder_of_user(world), "/home/ada/.cache/engross");
  world.variables["XDG_CACHE_HOME"] = "";
  EXPECT_EQ(SearchCache::folder_of_user(world), "/home/ada/.cache/engross");
  world.variables["XDG_CACHE_HOME"] = "/var/cache/ada";
  EXPECT_EQ(SearchCache::folder_of_user(world), "/var/cache/ada/engross");
}

}  // namespace
}  // namespace engross::test
