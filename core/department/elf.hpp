// What can be said about a shared library without opening it: whether the loader could map it, and what its manifest
// says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace engross {

// The content of one section of an ELF64 shared object for this machine. Nothing in the file is trusted: every offset,
// size and count is checked against the bytes before it is used. `name` is how messages call the file. Errors:
// "library.not-elf" (another kind of file), "library.wrong-machine" (class, byte order or processor),
// "library.not-shared" (an executable or object file), "library.truncated" (headers or segments beyond the end: opening
// such a file would kill the process), "library.malformed" (sizes that contradict each other), "library.no-section".
Result<std::string_view> read_section(std::string_view bytes, std::string_view section, const std::string& name);

// The names of the libraries that this one needs (DT_NEEDED), in its order. Errors: "library.malformed" (the list
// points outside the file, or has more than 64 names), "library.needs-path" (a name with a '/' in it: only the system's
// own libraries may be needed).
Result<std::vector<std::string>> needed_libraries(std::string_view bytes, const std::string& name);

// The largest library that is read.
constexpr std::size_t most_library_bytes = 256U << 20U;

// What a department library says of itself in its manifest section, JSON.
struct LibraryManifest {
  std::string id;
  std::string version;
  std::uint32_t abi_major = 0;
  std::uint32_t abi_minor = 0;
  std::uint64_t features = 0;         // what its code decides: message::feature_select, feature_derive (messages.hpp)
  std::vector<std::string> needed{};  // not of the manifest but of the file: needed_libraries()
};

// Without what is needed. Errors: those of read_section, where "library.no-manifest" stands for a missing section, and
// for one that holds anything but a manifest.
Result<LibraryManifest> read_manifest(std::string_view bytes, const std::string& name);

}  // namespace engross
