// Indexes that were made before, kept in the user's folder of caches, so that a search need not read a library again.
// What is kept there changes what a search costs, never what it finds: it can be deleted at any time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/world.hpp"
#include "library/search_index.hpp"

namespace engross {

// Which bytes an index was made of. It counts for those alone.
struct IndexKey {
  std::string bundle;   // Department::bundle_sha256
  std::string library;  // SHA-256 of the library's file, when the bundle is all in it; else empty
  std::string stamp;    // department_stamp() of where it lies, when the bundle is all there; else empty
};

struct KeptIndex {
  SearchIndex index;
  IndexKey key;
};

// One file for each place where a department lies: <SHA-256 of the path>.index, a few lines that say what it is of, a
// checksum, and the index. It is written beside its name, synced and renamed: two processes that make the same one at
// the same time each put a whole one there. A file that is not whole, has other bytes than its checksum, or was made
// of another library or by another engross counts as none, and the next search puts a new one in its place.
class SearchCache {
 public:
  // An empty folder: nothing is kept.
  SearchCache(World& world, std::filesystem::path folder) : world_(world), folder_(std::move(folder)) {}

  // Where caches of this user lie: $XDG_CACHE_HOME, else ~/.cache; empty when there is neither.
  static std::filesystem::path folder_of_user(const World& world);

  // The index of the department at that place, when it is of these bytes: as its stamp says, as the hash of the
  // library's file does, or that of the bundle.
  std::optional<KeptIndex> of_stamp(const std::filesystem::path& department, const std::string& stamp) const;
  std::optional<KeptIndex> of_library(const std::filesystem::path& department, const std::string& sha256) const;
  std::optional<KeptIndex> of_bundle(const std::filesystem::path& department, const std::string& sha256) const;
  // What cannot be kept (no folder, a full disk) is made again next time: nothing depends on it.
  void keep(const std::filesystem::path& department, const IndexKey& key, const SearchIndex& index);

 private:
  std::filesystem::path file_of(const std::filesystem::path& department) const;
  std::optional<KeptIndex> find(const std::filesystem::path& department, std::string IndexKey::*by,
                                const std::string& wanted) const;

  World& world_;
  std::filesystem::path folder_;
};

}  // namespace engross
