// A department as one string of bytes: what reads is written as the same bytes, and makes a department or says why not.
#include "department/bundle.hpp"

#include "base/world.hpp"
#include "require.hpp"

namespace {

using namespace engross;

const SharedResources& shared() {
  static const Result<SharedResources> read = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
  fuzz::require(read.has_value(), "what departments share is sound");
  return *read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<Resources> resources = from_bundle("bundle", bytes);
  if (!resources) {
    fuzz::require_sound(resources.error());
    return 0;
  }
  fuzz::require(to_bundle(*resources) == bytes, "a bundle has one form");
  const auto department = Department::from(*resources, shared());
  if (!department) {
    fuzz::require_sound(department.error());
    return 0;
  }
  const Department& made = **department;
  fuzz::require(!made.id.empty() && !made.name.empty() && !made.version.empty(), "a department has a name");
  fuzz::require(made.bundle_sha256 == resources->sha256(), "a department knows its bundle");
  for (const Paragraph& paragraph : made.paragraphs)
    fuzz::require(made.find(paragraph.id, paragraph.language) == &paragraph && paragraph.body,
                  "a paragraph is found by its id");
  return 0;
}
