// The manifest of a department library, read from bytes that nobody vouches for.
#include <engross/abi.h>

#include "department/elf.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engross;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto section = read_section(bytes, ENGROSS_MANIFEST_SECTION, "library");
  const auto manifest = read_manifest(bytes, "library");
  if (!section) {
    fuzz::require_sound(section.error());
    fuzz::require(!manifest, "no manifest without its section");
  } else {
    const bool inside = section->empty() || (section->data() >= bytes.data() &&
                                             section->data() + section->size() <= bytes.data() + bytes.size());
    fuzz::require(inside, "a section lies in the file");
  }
  const auto needed = needed_libraries(bytes, "library");
  if (!needed) fuzz::require_sound(needed.error());
  if (!manifest)
    fuzz::require_sound(manifest.error());
  else
    fuzz::require(!manifest->id.empty() && !manifest->version.empty(), "a manifest names the department");
  return 0;
}
