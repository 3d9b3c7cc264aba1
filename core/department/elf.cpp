// In: the bytes of a file that claims to be a shared library. Out: the content of one of its sections.
// Refuses: whatever is not an ELF64 shared object for this machine, and every offset that points outside the file.
#include "department/elf.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <vector>

namespace engross {
namespace {

static_assert(sizeof(void*) == 8, "department libraries are ELF64, as their host");

#if defined(__x86_64__)
constexpr std::uint16_t our_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr std::uint16_t our_machine = EM_AARCH64;
#elif defined(__riscv)
constexpr std::uint16_t our_machine = EM_RISCV;
#elif defined(__powerpc64__)
constexpr std::uint16_t our_machine = EM_PPC64;
#elif defined(__s390x__)
constexpr std::uint16_t our_machine = EM_S390;
#else
#error "name this machine's ELF number here"
#endif

std::string machine_name(std::uint16_t machine) {
  switch (machine) {
    case EM_X86_64:
      return "x86-64";
    case EM_386:
      return "32-bit x86";
    case EM_AARCH64:
      return "64-bit ARM";
    case EM_ARM:
      return "32-bit ARM";
    case EM_RISCV:
      return "RISC-V";
    case EM_PPC64:
      return "64-bit PowerPC";
    case EM_S390:
      return "S/390";
    default:
      return fmt::format("ELF machine {}", machine);
  }
}

// One reading of one file; the first thing wrong ends it.
class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

  Result<std::string_view> section(std::string_view wanted) {
    if (auto wrong = check_identity()) return fail(std::move(*wrong));
    if (auto wrong = check_segments()) return fail(std::move(*wrong));
    return find_section(wanted);
  }

 private:
  using Wrong = std::optional<Diagnostic>;

  Diagnostic wrong(std::string_view code, std::string what, std::string hint) const {
    return error(fmt::format("library.{}", code), {}, fmt::format("{}: {}", name_, what), {std::move(hint)});
  }

  Diagnostic truncated(std::string_view what, std::uint64_t begin, std::uint64_t size) const {
    const bool sane = size <= ~begin;
    return wrong("truncated",
                 sane ? fmt::format("the file is truncated: {} needs {} bytes, the file has {}", what, begin + size,
                                    bytes_.size())
                      : fmt::format("the file is damaged: {} lies beyond any file", what),
                 "copy the library again and compare its size with the original's");
  }

  bool inside(std::uint64_t begin, std::uint64_t size) const {
    return begin <= bytes_.size() && size <= bytes_.size() - begin;
  }

  // A struct at an offset that was checked.
  template <class T>
  T at(std::uint64_t offset) const {
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }

  Wrong check_identity() {
    constexpr std::string_view remedy = "build the department for this machine with engross_add_department";
    if (!bytes_.starts_with(std::string_view(ELFMAG, SELFMAG)))
      return wrong("not-elf", bytes_.empty() ? "the file is empty" : "this is not a shared library: no ELF header",
                   "name a department's .so file, or its directory");
    if (bytes_.size() < sizeof header_) return truncated("the ELF header", 0, sizeof header_);
    header_ = at<Elf64_Ehdr>(0);
    if (header_.e_ident[EI_CLASS] != ELFCLASS64)
      return wrong("wrong-machine", "a 32-bit library, but this program is 64-bit", std::string(remedy));
    constexpr int ours = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
    if (header_.e_ident[EI_DATA] != ours)
      return wrong("wrong-machine", "a library of the other byte order", std::string(remedy));
    if (header_.e_machine != our_machine)
      return wrong("wrong-machine",
                   fmt::format("a library for {}, but this machine is {}", machine_name(header_.e_machine),
                               machine_name(our_machine)),
                   std::string(remedy));
    if (header_.e_type != ET_DYN)
      return wrong("not-shared", "an ELF file, but not a shared library", std::string(remedy));
    return std::nullopt;
  }

  // What the loader maps must lie within the file: a page beyond its end is a bus error when it is touched.
  Wrong check_segments() const {
    if (header_.e_phentsize != sizeof(Elf64_Phdr) || header_.e_phnum == 0 || header_.e_phnum == PN_XNUM)
      return wrong("malformed", "its program headers make no sense", "build the library again");
    const std::uint64_t size = std::uint64_t{header_.e_phnum} * sizeof(Elf64_Phdr);
    if (!inside(header_.e_phoff, size)) return truncated("the table of segments", header_.e_phoff, size);
    for (unsigned i = 0; i < header_.e_phnum; ++i) {
      const auto segment = at<Elf64_Phdr>(header_.e_phoff + i * sizeof(Elf64_Phdr));
      if (segment.p_type != PT_LOAD && segment.p_type != PT_DYNAMIC) continue;
      if (!inside(segment.p_offset, segment.p_filesz))
        return truncated(fmt::format("segment {}", i), segment.p_offset, segment.p_filesz);
      if (segment.p_filesz > segment.p_memsz)
        return wrong("malformed", fmt::format("segment {} is larger in the file than in memory", i),
                     "build the library again");
    }
    return std::nullopt;
  }

  Result<std::string_view> find_section(std::string_view wanted) const {
    if (header_.e_shnum != 0 && header_.e_shentsize != sizeof(Elf64_Shdr))
      return fail(wrong("malformed", "its section headers make no sense", "build the library again"));
    const std::uint64_t size = std::uint64_t{header_.e_shnum} * sizeof(Elf64_Shdr);
    if (!inside(header_.e_shoff, size)) return fail(truncated("the table of sections", header_.e_shoff, size));
    const auto names = content_of(header_.e_shstrndx, "the section of names");
    if (!names) return names;
    for (unsigned i = 0; i < header_.e_shnum; ++i) {
      const auto section = section_at(i);
      if (section.sh_name >= names->size() || section.sh_type == SHT_NOBITS) continue;
      const std::string_view rest = names->substr(section.sh_name);
      if (rest.substr(0, rest.find('\0')) == wanted) return content_of(i, fmt::format("section {}", wanted));
    }
    return fail(wrong("no-section", fmt::format("it has no section {}", wanted),
                      "build the library with engross_add_department"));
  }

  Elf64_Shdr section_at(unsigned i) const { return at<Elf64_Shdr>(header_.e_shoff + i * sizeof(Elf64_Shdr)); }

  Result<std::string_view> content_of(unsigned i, std::string_view what) const {
    if (i >= header_.e_shnum)
      return fail(wrong("no-section", "its sections have no names", "build the library with engross_add_department"));
    const auto section = section_at(i);
    if (!inside(section.sh_offset, section.sh_size)) return fail(truncated(what, section.sh_offset, section.sh_size));
    return bytes_.substr(section.sh_offset, section.sh_size);
  }

  std::string_view bytes_;
  const std::string& name_;
  Elf64_Ehdr header_{};
};

}  // namespace

Result<std::string_view> read_section(std::string_view bytes, std::string_view section, const std::string& name) {
  return Reader(bytes, name).section(section);
}

}  // namespace engross
