// In: the bytes of a shared library. Out: the names of the libraries that it needs.
// Refuses: names that are paths, for the sandbox lets the loader into the system's folders only, and lists that point
// outside the file. Nothing in the file is trusted; a list that the loader would read otherwise finds no file there.
#include <elf.h>
#include <fmt/format.h>

#include <cstring>
#include <optional>

#include "department/elf.hpp"

namespace engross {
namespace {

constexpr std::size_t most_names = 64;

class Dynamic {
 public:
  explicit Dynamic(std::string_view bytes) : bytes_(bytes) {}

  // Nothing when the list makes no sense.
  std::optional<std::vector<std::string>> needed() const {
    const auto header = at<Elf64_Ehdr>(0);
    if (!header || header->e_phentsize != sizeof(Elf64_Phdr)) return std::nullopt;
    for (unsigned i = 0; i < header->e_phnum; ++i) {
      const auto segment = at<Elf64_Phdr>(header->e_phoff + i * sizeof(Elf64_Phdr));
      if (!segment) return std::nullopt;
      if (segment->p_type == PT_DYNAMIC) return names_in(*header, *segment);
    }
    return std::vector<std::string>();
  }

 private:
  template <class T>
  std::optional<T> at(std::uint64_t offset) const {
    T value;
    if (offset > bytes_.size() || sizeof value > bytes_.size() - offset) return std::nullopt;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }

  std::optional<std::vector<std::string>> names_in(const Elf64_Ehdr& header, const Elf64_Phdr& dynamic) const {
    std::vector<std::uint64_t> places;
    std::uint64_t strings = 0;
    for (std::uint64_t offset = 0; offset < dynamic.p_filesz; offset += sizeof(Elf64_Dyn)) {
      const auto entry = at<Elf64_Dyn>(dynamic.p_offset + offset);
      if (!entry) return std::nullopt;
      if (entry->d_tag == DT_NULL) break;
      if (entry->d_tag == DT_NEEDED) places.push_back(entry->d_un.d_val);
      if (entry->d_tag == DT_STRTAB) strings = entry->d_un.d_ptr;
      if (places.size() > most_names) return std::nullopt;
    }
    std::vector<std::string> names;
    for (const std::uint64_t place : places) {
      const auto offset = in_file(header, strings + place);
      if (!offset || *offset >= bytes_.size()) return std::nullopt;
      const std::string_view rest = bytes_.substr(static_cast<std::size_t>(*offset));
      const std::size_t end = rest.find('\0');
      if (end == 0 || end == std::string_view::npos) return std::nullopt;
      names.emplace_back(rest.substr(0, end));
    }
    return names;
  }

  // Where in the file the byte lies that is mapped at this address.
  std::optional<std::uint64_t> in_file(const Elf64_Ehdr& header, std::uint64_t address) const {
    for (unsigned i = 0; i < header.e_phnum; ++i) {
      const auto segment = at<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
      if (!segment) return std::nullopt;
      if (segment->p_type == PT_LOAD && address >= segment->p_vaddr && address - segment->p_vaddr < segment->p_filesz)
        return segment->p_offset + (address - segment->p_vaddr);
    }
    return std::nullopt;
  }

  std::string_view bytes_;
};

}  // namespace

Result<std::vector<std::string>> needed_libraries(std::string_view bytes, const std::string& name) {
  auto needed = Dynamic(bytes).needed();
  if (!needed)
    return fail(error("library.malformed", {}, fmt::format("{}: its list of needed libraries makes no sense", name),
                      {"build the library again"}));
  for (const std::string& one : *needed)
    if (one.find('/') != std::string::npos)
      return fail(error("library.needs-path", {}, fmt::format("{}: it needs a library by its path, {}", name, one),
                        {"a department may need libraries of the system, by name; link anything else into it"}));
  return std::move(*needed);
}

}  // namespace engross
