// In: a department library. Out: the files that its own code puts, spoken by a child process; its code, if it decides.
// Refuses: files that the lock does not admit, before any other look at them; files that the loader could not map,
// libraries without a manifest or of another major version, and whatever running one is refused for. Nothing of the
// library runs in this process, and the bytes that the child opens are the very bytes that were read here.
#include <engross/abi.h>
#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "department/elf.hpp"
#include "department/library.hpp"
#include "department/library_code.hpp"
#include "department/lock.hpp"
#include "department/messages.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

Result<void> check_abi(const LibraryManifest& manifest, const std::string& name) {
  if (manifest.abi_major == ENGROSS_ABI_MAJOR) return {};
  return fail(library_fault(
      "library.abi", name,
      fmt::format("it was built for version {}.{} of the boundary, but this program speaks {}.{}", manifest.abi_major,
                  manifest.abi_minor, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR),
      {fmt::format("build it again with the headers of this engross, or install the engross that speaks {}",
                   manifest.abi_major)}));
}

Result<Library> open_in_child(SealedFile sealed, const LibraryManifest& manifest, const std::string& name,
                              const LibraryOptions& options) {
  const std::string_view word = manifest.features != 0 ? message::stay : std::string_view();
  auto child = LibraryChild::start({.program = options.child_program, .library = sealed.descriptor(), .word = word},
                                   manifest, name);
  if (!child) return fail(std::move(child.error()));
  auto resources = child->open(Deadline::in(std::chrono::milliseconds(options.deadline_ms)));
  if (!resources) return fail(std::move(resources.error()));
  Library library{.resources = std::move(*resources), .code = nullptr};
  if (child->waits())
    library.code = std::make_unique<LibraryCode>(std::move(sealed), manifest, name, options, std::move(*child));
  return library;
}

}  // namespace

Result<Library> read_library(const World& world, const fs::path& path, const LibraryOptions& options) {
  const std::string name = path.generic_string();
  const auto bytes = world.read_file(path, most_library_bytes);
  if (!bytes) return fail(bytes.error());
  if (options.lock != nullptr)
    if (auto admitted = admits_library(*options.lock, path, *bytes); !admitted)
      return fail(std::move(admitted.error()));
  auto manifest = read_manifest(*bytes, name);
  if (!manifest) return fail(manifest.error());
  if (auto abi = check_abi(*manifest, name); !abi) return fail(std::move(abi.error()));
  auto needed = needed_libraries(*bytes, name);
  if (!needed) return fail(std::move(needed.error()));
  manifest->needed = std::move(*needed);

  SealedFile sealed(*bytes);
  if (!sealed.good())
    return fail(library_fault("library.open", name,
                              fmt::format("no memory for a sealed copy: {}", std::generic_category().message(errno))));
  return open_in_child(std::move(sealed), *manifest, name, options);
}

}  // namespace engross
