// In: a department's folder or library. Out: its id, as the department itself says it.
// Refuses: folders and libraries that do not say it. Nothing else of a department is read here, and nothing is opened.
#include "department/identity.hpp"

#include <fmt/format.h>

#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/elf.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_yaml = 4U << 20U;

Result<std::string> id_in_folder(const World& world, const fs::path& folder) {
  const fs::path file = folder / "department.yaml";
  auto text = world.read_file(file, most_yaml);
  if (!text) return fail(text.error());
  const SourceRef source = make_source(file.generic_string(), std::move(*text));
  const auto document = read_yaml(source);
  if (!document) return fail(document.error());
  const Value* id = document->root.is_object() ? document->root.find("id") : nullptr;
  if (id == nullptr)
    return fail(error("department.missing", {source, 0, 0}, "\"id\" is missing", {"write a line such as \"id: dfe\""}));
  if (!id->is_string() || !is_id(id->text()))
    return fail(error("department.id", document->span(*id), "this is no id",
                      {"an id is made of small letters, digits and single hyphens, and begins with a letter"}));
  return id->text();
}

}  // namespace

Result<std::string> identify_department(const World& world, const fs::path& path) {
  if (world.kind_of(path) == World::Kind::directory) return id_in_folder(world, path);
  const auto bytes = world.read_file(path, most_library_bytes);
  if (!bytes) return fail(bytes.error());
  const auto manifest = read_manifest(*bytes, path.generic_string());
  if (!manifest) return fail(manifest.error());
  return manifest->id;
}

}  // namespace engross
