// In: a lock file, or a department's library or directory. Out: the file's bytes; what a lock would say of the
// department. Nothing of a department runs or is opened here.
// Refuses: files that cannot be read, links that lead nowhere, departments that do not say who they are, and ids and
// versions that no lock can hold.
#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/shown.hpp"
#include "data/read.hpp"
#include "department/department.hpp"
#include "department/department_yaml.hpp"
#include "department/elf.hpp"
#include "department/lock.hpp"
#include "department/lock_words.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

struct Looked {
  LockEntry entry;
  Diagnostics faults;  // why it does not say who it is
};

Result<Looked> look_at_directory(const World& world, const fs::path& directory) {
  const auto resources = read_directory(world, directory);
  if (!resources) return fail(resources.error());
  Looked looked;
  looked.entry.kind = LockedKind::directory;
  looked.entry.sha256 = resources->sha256();
  const auto document = read_yaml(resources->source("department.yaml"));
  if (!document) {
    looked.faults = document.error();
    return looked;
  }
  looked.entry.id = text_member(document->root, "id");
  looked.entry.version = text_member(document->root, "version");
  return looked;
}

Result<Looked> look_at_library(const World& world, const fs::path& library) {
  const auto bytes = world.read_file(library, most_library_bytes);
  if (!bytes) return fail(bytes.error());
  Looked looked;
  looked.entry.sha256 = sha256_hex(*bytes);
  const auto manifest = read_manifest(*bytes, library.generic_string());
  if (!manifest) {
    looked.faults = manifest.error();
    return looked;
  }
  looked.entry.id = manifest->id;
  looked.entry.version = manifest->version;
  looked.entry.abi = fmt::format("{}.{}", manifest->abi_major, manifest->abi_minor);
  return looked;
}

Result<Looked> look_at(const World& world, const fs::path& department) {
  auto looked = world.kind_of(department) == World::Kind::directory ? look_at_directory(world, department)
                                                                    : look_at_library(world, department);
  if (looked) looked->entry.file = name_in_lock(department);
  return looked;
}

Diagnostic unlockable(const fs::path& department, std::string_view what, std::string_view wanted) {
  return error("lock.value", {},
               fmt::format("{} cannot be locked: its {} must be {}", shown(department.generic_string()), what, wanted),
               {"correct its department.yaml, and build the library again if it is one"});
}

}  // namespace

Result<void> admits_library(const Lock& lock, const fs::path& library, std::string_view bytes) {
  LockQuestion question{
      .kind = LockedKind::library, .path = library, .sha256 = sha256_hex(bytes), .id = {}, .version = {}};
  if (lock.find(question.kind, question.sha256) != nullptr) return {};
  if (auto manifest = read_manifest(bytes, library.generic_string());
      manifest && is_id(manifest->id) && is_lockable_version(manifest->version)) {
    question.id = std::move(manifest->id);
    question.version = std::move(manifest->version);
  }
  return lock.admits(question);
}

Result<SourceRef> read_lock_file(const World& world, const fs::path& file) {
  auto bytes = world.read_file(file, most_lock_bytes);
  if (bytes) return make_source(shown(file.generic_string()), std::move(*bytes));
  if (bytes.error().front().code != "world.no-such-file") return fail(std::move(bytes.error()));
  if (world.is_link(file))
    return fail(error("lock.link", {}, fmt::format("{} is a link to something that is not there", file.string()),
                      {"put the lock back where the link leads to, or take the link away"}));
  return SourceRef();
}

Result<LockEntry> lock_entry_of(const World& world, const fs::path& department) {
  auto looked = look_at(world, department);
  if (!looked) return fail(std::move(looked.error()));
  if (!looked->faults.empty()) return fail(std::move(looked->faults));
  LockEntry& entry = looked->entry;
  if (!is_id(entry.id))
    return fail(unlockable(department, "id", "small letters, digits and single hyphens, such as \"dfe\""));
  if (!is_lockable_version(entry.version)) return fail(unlockable(department, "version", lockable_version_words));
  if (entry.file == "." || entry.file == "..") entry.file = entry.id;
  return std::move(entry);
}

Result<LockQuestion> lock_question_of(const World& world, const fs::path& department) {
  auto looked = look_at(world, department);
  if (!looked) return fail(std::move(looked.error()));
  LockEntry& entry = looked->entry;
  const bool says = is_id(entry.id) && is_lockable_version(entry.version);
  return LockQuestion{.kind = entry.kind,
                      .path = department,
                      .sha256 = std::move(entry.sha256),
                      .id = says ? std::move(entry.id) : std::string(),
                      .version = says ? std::move(entry.version) : std::string()};
}

}  // namespace engross
