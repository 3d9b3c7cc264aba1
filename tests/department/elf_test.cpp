// Libraries looked at without being opened: the corpus of broken headers, and manifests that are none.
#include "department/elf.hpp"

#include <elf.h>

#include <cstring>

#include "department/said.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {

std::string corpus(const std::string& file) {
  return read_file(ENGROSS_SOURCE_DIR "/tests/fuzz/corpus/elf_manifest/" + file);
}

std::string shown(const Result<LibraryManifest>& manifest) {
  if (!manifest) return said(manifest.error());
  return manifest->id + " " + manifest->version + " " + std::to_string(manifest->abi_major) + "." +
         std::to_string(manifest->abi_minor);
}

class Elf : public testing::Test {
 protected:
  void SetUp() override {
#if !defined(__x86_64__)
    GTEST_SKIP() << "the corpus is of libraries for x86-64";
#endif
  }
};
class Manifest : public Elf {};

TEST_F(Elf, ReadsTheManifestOfAWholeLibrary) {
  EXPECT_EQ(shown(read_manifest(corpus("whole"), "x.so")), "dfe 1.0.0 1.0");
  const std::string whole = corpus("whole");
  const auto section = read_section(whole, ".engross.manifest", "x.so");
  ASSERT_THAT(section, Succeeds());
  EXPECT_GE(section->data(), whole.data());
  EXPECT_LE(section->data() + section->size(), whole.data() + whole.size());
  EXPECT_THAT(read_section(whole, ".engross.absent", "x.so"), FailsWith("library.no-section"));
}

TEST_F(Elf, NamesWhatTheLibraryNeeds) {
  const auto none = needed_libraries(corpus("whole"), "x.so");
  ASSERT_THAT(none, Succeeds());
  EXPECT_EQ(*none, std::vector<std::string>());
  const auto ours = needed_libraries(read_file("/proc/self/exe"), "this program");
  ASSERT_THAT(ours, Succeeds());
  EXPECT_THAT(*ours, testing::Contains("libc.so.6"));
  EXPECT_THAT(*ours, testing::Contains("libstdc++.so.6"));
}

template <class T>
T at(const std::string& bytes, std::uint64_t offset) {
  T value{};
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

// Where the first entry of this program's dynamic section is that needs a library.
std::uint64_t first_needed(const std::string& bytes) {
  const auto header = at<Elf64_Ehdr>(bytes, 0);
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    const auto segment = at<Elf64_Phdr>(bytes, header.e_phoff + i * sizeof(Elf64_Phdr));
    if (segment.p_type != PT_DYNAMIC) continue;
    for (std::uint64_t entry = segment.p_offset; entry < segment.p_offset + segment.p_filesz;
         entry += sizeof(Elf64_Dyn))
      if (at<Elf64_Dyn>(bytes, entry).d_tag == DT_NEEDED) return entry;
  }
  return 0;
}

TEST_F(Elf, RefusesAListThatPointsOutside) {
  std::string bytes = read_file("/proc/self/exe");
  const std::uint64_t place = first_needed(bytes);
  ASSERT_NE(place, 0U);
  EXPECT_THAT(needed_libraries(bytes.substr(0, place), "x.so"), FailsWith("library.malformed"));
  for (const std::uint64_t name : {std::uint64_t{1} << 40U, ~std::uint64_t{0}}) {
    std::memcpy(bytes.data() + place + offsetof(Elf64_Dyn, d_un), &name, sizeof name);
    EXPECT_THAT(needed_libraries(bytes, "x.so"), FailsWith("library.malformed"));
  }
  EXPECT_THAT(needed_libraries("", "x.so"), FailsWith("library.malformed"));
}

TEST_F(Elf, RefusesEveryBrokenHeaderOfTheCorpus) {
  const std::pair<const char*, const char*> rows[] = {
      {"empty", "library.not-elf"},
      {"text", "library.not-elf"},
      {"cut-in-header", "library.truncated"},
      {"cut-in-segments", "library.truncated"},
      {"cut-in-sections", "library.truncated"},
      {"cut-in-middle", "library.truncated"},
      {"class-32", "library.wrong-machine"},
      {"big-endian", "library.wrong-machine"},
      {"arm", "library.wrong-machine"},
      {"executable", "library.not-shared"},
      {"no-segments", "library.malformed"},
      {"most-segments", "library.malformed"},
      {"segment-larger-in-file", "library.malformed"},
      {"segment-size-wraps", "library.truncated"},
      {"segments-beyond-any-file", "library.truncated"},
      {"sections-beyond-any-file", "library.truncated"},
      {"section-size-wraps", "library.truncated"},
      {"most-sections", "library.truncated"},
      {"no-sections", "library.no-manifest"},
      {"names-out-of-range", "library.no-manifest"},
      {"name-beyond-names", "library.no-manifest"},
      {"no-manifest", "library.no-manifest"},
      {"manifest-without-abi", "library.no-manifest"},
  };
  for (const auto& [file, code] : rows) {
    const auto manifest = read_manifest(corpus(file), "x.so");
    ASSERT_FALSE(manifest.has_value()) << file;
    EXPECT_EQ(manifest.error()[0].code, code) << file;
    EXPECT_TRUE(manifest.error()[0].message.starts_with("x.so: ")) << manifest.error()[0].message;
    EXPECT_FALSE(manifest.error()[0].hints.empty()) << file;
  }
}

TEST_F(Elf, SaysHowMuchIsMissing) {
  EXPECT_EQ(said(read_manifest(corpus("cut-in-header"), "x.so").error()),
            "nowhere library.truncated: x.so: the file is truncated: the ELF header needs 64 bytes, the file has 40 | "
            "copy the library again and compare its size with the original's\n");
  EXPECT_EQ(said(read_manifest(corpus("sections-beyond-any-file"), "x.so").error()),
            "nowhere library.truncated: x.so: the file is damaged: the table of sections lies beyond any file | copy "
            "the library again and compare its size with the original's\n");
}

TEST_F(Elf, NamesTheMachineThatTheLibraryIsFor) {
  constexpr std::size_t machine = 18;  // e_machine, two bytes, the least first
  for (const auto& [number, name] :
       {std::pair{'\x03', "32-bit x86"}, std::pair{'\x28', "32-bit ARM"}, std::pair{'\x15', "64-bit PowerPC"},
        std::pair{'\x16', "S/390"}, std::pair{'\xF3', "RISC-V"}, std::pair{'\x7F', "ELF machine 127"}}) {
    std::string bytes = corpus("whole");
    bytes[machine] = number;
    const auto read = read_manifest(bytes, "x.so");
    ASSERT_THAT(read, FailsWith("library.wrong-machine")) << name;
    EXPECT_TRUE(
        read.error()[0].message.starts_with("x.so: a library for " + std::string(name) + ", but this machine is "))
        << read.error()[0].message;
  }
}

TEST_F(Elf, IsTruncatedWhereverItIsCut) {
  const std::string whole = corpus("whole");
  for (std::size_t size = 4; size < whole.size(); ++size)
    EXPECT_THAT(read_manifest(whole.substr(0, size), "x.so"), FailsWith("library.truncated")) << size;
}

// The whole library with other bytes in its manifest section, which is as long as before.
std::string with_manifest(std::string json) {
  std::string whole = corpus("whole");
  const std::string was = R"({"id": "dfe", "version": "1.0.0", "abi": "1.0"})";
  json.resize(was.size(), '\0');
  return whole.replace(whole.find(was), was.size(), json);
}

TEST_F(Manifest, NamesIdVersionAndBoundary) {
  EXPECT_EQ(shown(read_manifest(with_manifest(R"({"id":"a","version":"2","abi":"10.20","more":1})"), "x.so")),
            "a 2 10.20");
  for (const char* json :
       {R"({"id":"","version":"2","abi":"1.0"})", R"({"id":"a","version":"","abi":"1.0"})",
        R"({"id":1,"version":"2","abi":"1.0"})", R"({"version":"2","abi":"1.0"})", R"({"id":"a","abi":"1.0"})",
        R"({"id":"a","version":"2"})", R"({"id":"a","version":"2","abi":1.0})", R"({"id":"a","version":"2","abi":"1"})",
        R"({"id":"a","version":"2","abi":"1."})", R"({"id":"a","version":"2","abi":".0"})",
        R"({"id":"a","version":"2","abi":"1.0.0"})", R"({"id":"a","version":"2","abi":"-1.0"})",
        R"({"id":"a","version":"2","abi":"4294967296.0"})", R"(["id"])", R"("id")", "1"})
    EXPECT_EQ(shown(read_manifest(with_manifest(json), "x.so")),
              "nowhere library.no-manifest: x.so: its manifest does not name id, version and abi (such as \"1.0\") | "
              "build the library with engross_add_department, which embeds a manifest\n")
        << json;
}

TEST_F(Manifest, IsJson) {
  for (const auto& [json, code] :
       {std::pair{"", "data.empty"}, std::pair{"id: dfe", "data.syntax"},
        std::pair{R"({"id":"a","id":"b"})", "data.duplicate-key"}, std::pair{"[[[[[[[[[0]]]]]]]]]", "data.too-deep"}}) {
    const auto manifest = read_manifest(with_manifest(json), "x.so");
    EXPECT_THAT(manifest, FailsWith(code)) << json;
    ASSERT_FALSE(manifest.has_value());
    EXPECT_EQ(manifest.error()[0].message, "x.so: its manifest is not JSON");
  }
}

TEST_F(Elf, TrustsNoByteOfItsHeaders) {
  const std::string whole = corpus("whole");
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const char byte : {'\0', '\x7F', '\x80', '\xFF'}) {
      std::string bytes = whole;
      bytes[at] = byte;
      const auto section = read_section(bytes, ".engross.manifest", "x.so");
      if (!section) {
        EXPECT_TRUE(section.error()[0].code.starts_with("library.")) << at;
      } else if (!section->empty()) {
        EXPECT_TRUE(section->data() >= bytes.data() && section->data() + section->size() <= bytes.data() + bytes.size())
            << at;
      }
    }
}

}  // namespace
}  // namespace engross::test
