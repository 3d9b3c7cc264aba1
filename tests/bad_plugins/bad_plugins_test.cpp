// Libraries that are wrong in every way we know: each is a diagnostic with its code and words, and this program lives
// on.
#include <elf.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>

#include "department/library.hpp"
#include "isolation/sandbox.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

const std::string libraries = ENGROSS_BAD_LIBRARIES;
const SystemWorld machine;

Result<Library> load(const std::string& name, int deadline_ms = 20'000) {
  return read_library(machine, libraries + name + ".so",
                      {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = deadline_ms});
}

// "code: message" of each diagnostic, without the folder.
std::string said(const Result<Library>& result) {
  if (result.has_value()) return "loaded\n";
  std::string lines;
  for (const Diagnostic& d : result.error()) {
    std::string line = d.code + ": " + d.message;
    if (const std::size_t folder = line.find(libraries); folder != std::string::npos)
      line.erase(folder, libraries.size());
    lines += line + "\n";
  }
  return lines;
}

TEST(BadPlugins, SoundOnesLoad) {
  for (const char* name : {"none", "warns", "larger-struct", "raises"}) {
    const auto resources = load(name);
    ASSERT_THAT(resources, Succeeds()) << name;
    EXPECT_EQ(resources->resources.files.size(), 2U);
    EXPECT_EQ(resources->resources.files.at("department.yaml"), "id: faulty\n");
  }
}

struct Row {
  const char* name;
  const char* says;
};

void PrintTo(const Row& row, std::ostream* to) {
  *to << row.name;
}

class Faulty : public testing::TestWithParam<Row> {};

// AddressSanitizer needs terabytes of address space, so that a library's memory cannot be limited under it.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool under_address_sanitizer = true;
#else
constexpr bool under_address_sanitizer = false;
#endif

TEST_P(Faulty, IsADiagnostic) {
  if (under_address_sanitizer && GetParam().name == std::string_view("takes-memory"))
    GTEST_SKIP() << "under AddressSanitizer a library's memory cannot be limited";
  EXPECT_EQ(said(load(GetParam().name)), GetParam().says);
}

const Row rows[] = {
    {"initialiser-exits-66", "library.crashed: initialiser-exits-66.so: exit 66 while it was loaded\n"},
    {"initialiser-exits-0", "library.crashed: initialiser-exits-0.so: exit 0 while it was loaded\n"},
    {"initialiser-aborts",
     "library.crashed: initialiser-aborts.so: killed by signal 6 (aborted) while it was loaded\n"},
    {"initialiser-prints",
     "library.printed: initialiser-prints.so: it wrote 26 bytes to standard output: \"hello from an initialiser\"\n"},
    {"initialiser-forges", "library.lied: initialiser-forges.so: it put no department.yaml\n"},
    {"destructor-crashes",
     "library.crashed: destructor-crashes.so: killed by signal 6 (aborted) while it was closed\n"},
    {"close-crashes", "library.crashed: close-crashes.so: killed by signal 6 (aborted) while it was closed\n"},
    {"throws", "library.threw: throws.so: resources let an exception out: not a std::exception\n"},
    {"throws-own-type",
     "library.threw: throws-own-type.so: resources let an exception out: thrown by a type of the library\n"},
    {"open-throws", "library.threw: open-throws.so: open let an exception out: thrown by a type of the library\n"},
    {"sdk-throws", "library.threw: sdk-throws.so: resources failed: the archive is locked\n"},
    {"aborts", "library.crashed: aborts.so: killed by signal 6 (aborted) while it put its files\n"},
    {"crashes", "library.crashed: crashes.so: killed by signal 11 (segmentation fault) while it put its files\n"},
    {"exits-0", "library.crashed: exits-0.so: exit 0 while it put its files\n"},
    {"exits-politely", "library.crashed: exits-politely.so: exit 0 while it put its files\n"},
    {"prints", "library.printed: prints.so: it wrote 23 bytes to standard output: \"no newline, not flushed\"\n"},
    {"prints-errors", "library.printed: prints-errors.so: it wrote 14 bytes to standard error: \"?[31mlook?[0m\"\n"},
    {"writes-a-file",
     "library.forbidden: writes-a-file.so: it tried to open a file for writing (openat) while it put its files: "
     "/tmp/engross-faulty-wrote\n"},
    {"takes-memory", "library.threw: takes-memory.so: resources failed: no memory\n"},
    {"reports-an-error", "library.threw: reports-an-error.so: resources failed: the moon is full\n"},
    {"fails-without-reason", "library.threw: fails-without-reason.so: resources failed with status 1 and no reason\n"},
    {"climbs-out",
     "library.file: climbs-out.so: it put \"paragraphs/../../../etc/passwd\", which is no file of a department\n"},
    {"puts-what-is-no-file",
     "library.file: puts-what-is-no-file.so: it put \"samples/case.json\", which is no file of a department\n"},
    {"puts-twice", "library.file: puts-twice.so: it put style.yaml twice\n"},
    {"puts-a-huge-file", "library.too-large: puts-a-huge-file.so: it put a file of more than 64 MiB\n"},
    {"puts-without-end", "library.too-large: puts-without-end.so: it put more than 20000 files or 256 MiB\n"},
    {"puts-no-department", "library.lied: puts-no-department.so: it put no department.yaml\n"},
    {"writes-into-the-channel", "library.too-large: writes-into-the-channel.so: it put a file of more than 64 MiB\n"},
    {"says-nonsense", "library.lied: says-nonsense.so: what it said makes no sense\n"},
    {"closes-the-channel", "library.crashed: closes-the-channel.so: exit 70 while it put its files\n"},
    {"warns-and-errs", "library.threw: warns-and-errs.so: resources failed: it is full\n"},
    {"opens-nothing", "library.refused: opens-nothing.so: it opens, but gives no department\n"},
    {"opens-with-a-reason",
     "library.threw: opens-with-a-reason.so: open failed: only on Tuesdays\n"
     "library.refused: opens-with-a-reason.so: it opens, but gives no department\n"},
    {"small-struct",
     "library.lied: small-struct.so: its descriptor is 24 bytes, less than the first version of the boundary has\n"},
    {"no-id", "library.lied: no-id.so: its descriptor lacks id, version or resources\n"},
    {"no-resources", "library.lied: no-resources.so: its descriptor lacks id, version or resources\n"},
    {"wild-pointer",
     "library.crashed: wild-pointer.so: killed by signal 11 (segmentation fault) while it was opened\n"},
    {"other-id", "library.lied: other-id.so: its manifest says faulty 1.0, but it opens as impostor 1.0\n"},
    {"other-version", "library.lied: other-version.so: its manifest says faulty 1.0, but it opens as faulty 9.9\n"},
    {"selects",
     "library.lied: selects.so: its department.yaml says that its code decides nothing, but it opens with select\n"},
    {"derives",
     "library.lied: derives.so: its department.yaml says that its code decides nothing, but it opens with derive\n"},
    {"selects-and-derives",
     "library.lied: selects-and-derives.so: its department.yaml says that its code decides nothing, but it opens with "
     "derive and select\n"},
    {"other-abi", "library.lied: other-abi.so: its manifest says boundary 1.0, but it opens as 3.0\n"},
    {"is-another-department",
     "library.lied: is-another-department.so: its manifest says faulty, but its department.yaml other\n"},
    {"no-entry", "library.no-entry: no-entry.so: it does not export engross_department_open\n"},
    {"no-manifest", "library.no-manifest: no-manifest.so: this library carries no department manifest\n"},
    {"next-major",
     "library.abi: next-major.so: it was built for version 2.0 of the boundary, but this program speaks 1.0\n"},
    {"next-minor", "library.lied: next-minor.so: its manifest says boundary 1.9, but it opens as 1.0\n"},
    {"manifest-lacks-version",
     "library.no-manifest: manifest-lacks-version.so: its manifest does not name id, version and abi (such as "
     "\"1.0\")\n"},
    {"manifest-abi-is-no-number",
     "library.no-manifest: manifest-abi-is-no-number.so: its manifest does not name id, version and abi (such as "
     "\"1.0\")\n"},
};

std::string test_name(const testing::TestParamInfo<Row>& info) {
  std::string name = info.param.name;
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(BadPlugins, Faulty, testing::ValuesIn(rows), test_name);

TEST(BadPlugins, UndefinedSymbolIsNamed) {
  EXPECT_EQ(
      said(load("undefined-symbol")),
      "library.open: undefined-symbol.so: it uses the symbol engross_nobody_defines_this, which no library that it "
      "names has\n");
}

TEST(BadPlugins, OnlyTheSystemsLibrariesMayBeNeeded) {
  EXPECT_EQ(said(load("needs-by-name")),
            "library.open: needs-by-name.so: it needs the library libabsent_by-name.so, which is not here\n");
  EXPECT_EQ(said(load("needs-by-path")),
            "library.needs-path: needs-by-path.so: it needs a library by its path, /nowhere/libabsent.so\n");
}

// Every fault of a library tells the reader what to do.
TEST(BadPlugins, EveryFaultHasARemedy) {
  for (const Row& row : rows) {
    if (under_address_sanitizer && row.name == std::string_view("takes-memory")) continue;
    const auto result = load(row.name);
    ASSERT_FALSE(result.has_value()) << row.name;
    for (const Diagnostic& d : result.error()) EXPECT_FALSE(d.hints.empty()) << print(d);
  }
}

TEST(BadPlugins, TheHostIsOutOfReach) {
  if (!sandbox_means().filters) GTEST_SKIP() << "this system has no seccomp filters";
  EXPECT_EQ(said(load("kills-its-host")),
            "library.forbidden: kills-its-host.so: it tried to signal, trace or limit another process (kill) while it "
            "put its files\n");
  EXPECT_EQ(said(load("limits-its-host")),
            "library.forbidden: limits-its-host.so: it tried to change limits (prlimit64) while it put its files\n");
  EXPECT_EQ(said(load("owns-a-signal")),
            "library.forbidden: owns-a-signal.so: it tried to lock a file, or change who gets the signals of one "
            "(fcntl) while it put its files\n");
}

TEST(BadPlugins, ManifestThatIsNoJsonIsRefused) {
  EXPECT_THAT(load("manifest-is-no-json"), FailsWith("library.no-manifest"));
}

TEST(BadPlugins, HangsAreCutShort) {
  for (const char* name : {"initialiser-hangs", "open-hangs", "hangs", "spins", "destructor-hangs"}) {
    const auto begin = std::chrono::steady_clock::now();
    const auto result = load(name, 200);
    EXPECT_THAT(result, FailsWith("library.timeout")) << name;
    EXPECT_NE(said(result).find("no answer in 200 ms"), std::string::npos) << said(result);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << name;
  }
}

std::string sound_library() {
  std::ifstream in(libraries + "none.so", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Bytes as a file; the child program is not there, so whatever gets past the reader is seen.
Result<Library> load_bytes(std::string bytes) {
  test::MemoryWorld world;
  world.files["bad.so"] = std::move(bytes);
  return read_library(world, "bad.so", {.child_program = "/no/such/program"});
}

TEST(BadPlugins, TruncatedAnywhereIsSeenBeforeOpening) {
  const std::string whole = sound_library();
  ASSERT_GT(whole.size(), 1000U);
  EXPECT_THAT(load_bytes(whole), FailsWith("isolation.start"));
  std::vector<std::size_t> sizes{4, 5, 16, 63, 64, 65, 100, 120, 1000, 4000, 4096, 8192, 11840, whole.size() - 1};
  for (std::size_t size = 200; size < whole.size(); size += 61) sizes.push_back(size);
  for (const std::size_t size : sizes)
    if (size < whole.size()) {
      EXPECT_THAT(load_bytes(whole.substr(0, size)), FailsWith("library.truncated")) << size;
    }
  EXPECT_EQ(said(load_bytes(whole.substr(0, 40))),
            "library.truncated: bad.so: the file is truncated: the ELF header needs 64 bytes, the file has 40\n");
}

TEST(BadPlugins, OtherFilesAreNoLibraries) {
  for (const std::string& bytes :
       std::vector<std::string>{"", "x", "\x7f",
                                "\x7f"
                                "EL",
                                "id: dfe\nname: a text file\n", "MZ\x90", std::string(100'000, '\0')})
    EXPECT_THAT(load_bytes(bytes), FailsWith("library.not-elf"));
  EXPECT_EQ(said(load_bytes("")), "library.not-elf: bad.so: the file is empty\n");
}

// The sound library with one byte changed.
std::string with(std::size_t offset, unsigned char byte) {
  std::string bytes = sound_library();
  bytes[offset] = static_cast<char>(byte);
  return bytes;
}

TEST(BadPlugins, OtherMachinesAreNamed) {
  EXPECT_EQ(said(load_bytes(with(EI_CLASS, ELFCLASS32))),
            "library.wrong-machine: bad.so: a 32-bit library, but this program is 64-bit\n");
  EXPECT_EQ(said(load_bytes(with(EI_DATA, ELFDATA2MSB))),
            "library.wrong-machine: bad.so: a library of the other byte order\n");
  const std::string arm = said(load_bytes(with(offsetof(Elf64_Ehdr, e_machine), EM_ARM)));
  EXPECT_TRUE(arm.starts_with("library.wrong-machine: bad.so: a library for 32-bit ARM, but this machine is ")) << arm;
  EXPECT_THAT(load_bytes(with(offsetof(Elf64_Ehdr, e_type), ET_REL)), FailsWith("library.not-shared"));
  EXPECT_THAT(load_bytes(with(offsetof(Elf64_Ehdr, e_type), ET_EXEC)), FailsWith("library.not-shared"));
  EXPECT_THAT(load_bytes(with(offsetof(Elf64_Ehdr, e_phentsize), 7)), FailsWith("library.malformed"));
  EXPECT_THAT(load_bytes(with(offsetof(Elf64_Ehdr, e_shentsize), 7)), FailsWith("library.malformed"));
}

TEST(BadPlugins, FilesThatCannotBeReadAreNamed) {
  EXPECT_THAT(load("no-such-library"), FailsWith("world.no-such-file"));
  EXPECT_THAT(read_library(machine, libraries, {.child_program = ENGROSS_DEPARTMENT_CHILD}),
              FailsWith("world.not-a-file"));
}

}  // namespace
}  // namespace engross
