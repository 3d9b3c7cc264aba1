// A library under a lock: what was hashed is what is opened, whatever becomes of the file.
#include "base/sha256.hpp"
#include "department/open.hpp"
#include "dfe.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

const std::string& library_bytes() {
  static const std::string bytes =
      *SystemWorld().read_file(ENGROSS_BINARY_DIR "/departments/dfe.so", std::size_t{256} << 20U);
  return bytes;
}

// A file that somebody replaces as soon as it was read. There is no such file on the disk, so what is opened can come
// from here alone.
struct SwappedWorld final : test::MemoryWorld {
  std::string first, later;
  mutable int reads = 0;
  Result<std::string> read_file(const std::filesystem::path&, std::size_t) const override {
    return reads++ == 0 ? first : later;
  }
  Kind kind_of(const std::filesystem::path&) const override { return Kind::file; }
};

LibraryOptions under_lock_of(const std::string& bytes) {
  Lock lock{.name = "departments.lock", .entries = {}};
  lock.entries.push_back({.kind = LockedKind::library,
                          .id = "dfe",
                          .version = "1.0.0",
                          .abi = "1.0",
                          .sha256 = sha256_hex(bytes),
                          .file = "dfe.so",
                          .locked = {},
                          .by = {}});
  return {.child_program = ENGROSS_DEPARTMENT_CHILD,
          .deadline_ms = 20'000,
          .lock = std::make_shared<const Lock>(std::move(lock))};
}

TEST(LockedLibrary, IsReadOnceAndTheseBytesAreOpened) {
  SwappedWorld world;
  world.first = library_bytes();
  world.later = "something else";
  const auto library = read_library(world, "/nowhere/dfe.so", under_lock_of(library_bytes()));
  ASSERT_THAT(library, Succeeds());
  EXPECT_EQ(world.reads, 1);
  EXPECT_EQ(library->resources.files, test::dfe()->resources.files);
}

TEST(LockedLibrary, ThatWasSwappedBeforeIsRefusedThoughTheGoodOneComesBack) {
  SwappedWorld world;
  world.first = library_bytes() + "x";
  world.later = library_bytes();
  const auto library = read_library(world, "/nowhere/dfe.so", under_lock_of(library_bytes()));
  EXPECT_THAT(library, FailsWith("lock.changed"));
  EXPECT_EQ(world.reads, 1);
}

// A child program that is not there would be "isolation.start", a file that is no library "library.not-elf".
TEST(LockedLibrary, IsRefusedBeforeAnythingElseIsFoundWrong) {
  SwappedWorld world;
  world.first = "no library";
  LibraryOptions options = under_lock_of(library_bytes());
  options.child_program = "/nowhere/child";
  const auto library = read_library(world, "/nowhere/other.so", options);
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().size(), 1U);
  EXPECT_EQ(library.error().front().code, "lock.not-locked");
}

TEST(LockedLibrary, EmptyLockAdmitsNothing) {
  SwappedWorld world;
  world.first = library_bytes();
  LibraryOptions options = under_lock_of(library_bytes());
  options.lock = std::make_shared<const Lock>();
  const auto opened = open_department(world, "/nowhere/dfe.so", test::shared(), {.library = options});
  EXPECT_THAT(opened, FailsWith("lock.not-locked"));
}

}  // namespace
}  // namespace engross
