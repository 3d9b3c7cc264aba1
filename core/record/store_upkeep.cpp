// In: a store. Out: what lies in it, and less of it.
// Refuses nothing: what may go is for who asks to know.
#include <chrono>

#include "base/publish.hpp"
#include "base/sha256_digits.hpp"
#include "record/store.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

struct FileFacts {
  std::uint64_t bytes = 0;
  bool settled = false;  // it has lain there for a day
};

FileFacts facts_of(const fs::path& path) {
  std::error_code unsized, undated;
  const auto bytes = fs::file_size(path, unsized);
  const auto written = fs::last_write_time(path, undated);
  const bool settled = !undated && fs::file_time_type::clock::now() - written > std::chrono::hours(24);
  return {.bytes = unsized ? 0 : bytes, .settled = settled};
}

}  // namespace

Result<void> Store::forget(const std::string& sha256) {
  if (!is_sha256_hex(sha256) || world_.kind_of(path_of(sha256)) == World::Kind::nothing) return {};
  if (auto removed = world_.remove_file(path_of(sha256)); !removed) return fail(of_the_store(removed.error()));
  return {};
}

Result<std::vector<Store::KeptObject>> Store::objects() const {
  const auto files = files_below(root_ / "objects");
  if (!files) return fail(files.error());
  std::vector<KeptObject> all;
  for (const std::string& file : *files) {
    std::string key = file;
    std::erase(key, '/');
    if (!is_sha256_hex(key)) continue;
    const FileFacts facts = facts_of(root_ / "objects" / file);
    all.push_back({.sha256 = std::move(key), .bytes = facts.bytes, .settled = facts.settled});
  }
  return all;
}

Result<std::vector<Store::UnfinishedFile>> Store::unfinished_files() const {
  std::vector<UnfinishedFile> all;
  for (const char* folder : {"objects", "records"}) {
    const auto files = files_below(root_ / folder);
    if (!files) return fail(files.error());
    for (const std::string& file : *files) {
      const fs::path path = root_ / folder / file;
      if (!is_unfinished_name(path.filename().string())) continue;
      if (const FileFacts facts = facts_of(path); facts.settled) all.push_back({.path = path, .bytes = facts.bytes});
    }
  }
  return all;
}

Result<void> Store::remove(const UnfinishedFile& file) {
  if (auto removed = world_.remove_file(file.path); !removed) return fail(of_the_store(removed.error()));
  return {};
}

}  // namespace engross
