// A run on a file system that fills up stops with a clear word, and goes on when there is room.
#include <gmock/gmock.h>
#include <sys/mount.h>

#include <filesystem>

#include "../e2e/command.hpp"
#include "run_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

// A file system in memory, as large as it is told to be.
class SmallFileSystem {
 public:
  explicit SmallFileSystem(const std::string& at) : at_(at) {
    fs::create_directory(at);
    mounted_ = ::mount("tmpfs", at.c_str(), "tmpfs", 0, "size=4m") == 0;
  }
  SmallFileSystem(const SmallFileSystem&) = delete;
  SmallFileSystem& operator=(const SmallFileSystem&) = delete;
  ~SmallFileSystem() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }
  bool grow(const std::string& size) const {
    return ::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, ("size=" + size).c_str()) == 0;
  }

 private:
  std::string at_;
  bool mounted_ = false;
};

TEST(FullDisk, StopsTheRunWhichThenGoesOn) {
  constexpr std::size_t letters = 400;  // of some 42 KB each
  const TemporaryDirectory folder;
  const SmallFileSystem small(folder / "small");
  if (!small.mounted()) GTEST_SKIP() << "only root may mount a small file system";
  write_file(folder / "cases.jsonl", export_of(letters));
  const auto batch = [&](const std::string& out, bool resume) {
    std::vector<std::string> words{std::string(ENGROSS_BINARY_DIR) + "/bin/engross",
                                   "batch",
                                   folder / "cases.jsonl",
                                   "--out",
                                   out,
                                   "--unsigned",
                                   "--at",
                                   "2016-10-26T10:00:00+01:00",
                                   "--jobs",
                                   "2",
                                   "--store",
                                   out + ".store"};
    if (resume) words.emplace_back("--resume");
    return run(words);
  };
  ASSERT_EQ(batch(folder / "undisturbed", false).exit_code, 0);
  const std::string out = folder / "small/run";
  Outcome outcome = batch(out, false);
  int sizes = 0;
  for (const char* size : {"5m", "7m", "8m", "12m", "60m"}) {
    if (outcome.exit_code == 0) break;
    EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
    EXPECT_THAT(outcome.err, testing::HasSubstr("No space left"));
    ASSERT_TRUE(small.grow(size));
    outcome = batch(out, fs::exists(out + "/ledger.sqlite"));
    ++sizes;
  }
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_GT(sizes, 2);
  EXPECT_EQ(disagreement_in(out, letters), "");
  EXPECT_TRUE(letters_in(out) == letters_in(folder / "undisturbed"));
}

}  // namespace
}  // namespace engross::test
