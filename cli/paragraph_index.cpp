// In: a department. Out: the index of its paragraphs.
// Refuses: what opening the department refuses; an index that is kept counts for the very bytes that it was made of.
#include "paragraph_index.hpp"

#include "library/department_stamp.hpp"
#include "library/search_cache.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

class Indexes {
 public:
  Indexes(Session& session, fs::path path)
      : session_(session),
        path_(std::move(path)),
        is_folder_(session.world().kind_of(path_) == World::Kind::directory),
        cache_(session.world(), SearchCache::folder_of_user(session.world())) {}

  Result<SearchIndex> index() {
    stamp_ = department_stamp(path_);
    if (auto kept = cache_.of_stamp(path_, stamp_);
        kept && (is_folder_ || session_.lock_admits(path_, kept->key.library)))
      return std::move(kept->index);
    auto kept = is_folder_ ? of_folder() : of_library();
    if (!kept) return fail(std::move(kept.error()));
    if (*kept) return kept_again(std::move(**kept));
    const auto department = session_.open_department(path_.string());
    if (!department) return fail(department.error());
    if (auto again = cache_.of_bundle(path_, (*department)->bundle_sha256)) return std::move(again->index);
    auto made = SearchIndex::build(**department);
    if (made) cache_.keep(path_, key_of(**department), *made);
    return made;
  }

 private:
  using Kept = Result<std::optional<KeptIndex>>;

  Kept of_folder() const {
    const auto lenders = session_.lenders_of(path_);
    if (!lenders.paths.empty() || !lenders.faults.empty()) return std::nullopt;  // not all of it is here
    const auto resources = read_directory(session_.world(), path_);
    if (!resources) return std::nullopt;  // opening it tells
    return cache_.of_bundle(path_, resources->sha256());
  }

  Kept of_library() {
    const auto sha256 = session_.library_sha256(path_);
    if (!sha256) return fail(sha256.error());
    sha256_ = *sha256;
    return cache_.of_library(path_, sha256_);
  }

  // The same bytes with other times on them: the next time they need not be read.
  SearchIndex kept_again(KeptIndex kept) {
    if (!stamp_.empty() && kept.key.stamp != stamp_ && department_stamp(path_) == stamp_) {
      kept.key.stamp = stamp_;
      cache_.keep(path_, kept.key, kept.index);
    }
    return std::move(kept.index);
  }

  // What may be asked by the place alone: only when nothing was lent, and nothing was changed while it was opened.
  IndexKey key_of(const Department& department) const {
    IndexKey key{.bundle = department.bundle_sha256, .library = {}, .stamp = {}};
    if (!department.resources.lenders.empty()) return key;
    if (const auto now = is_folder_ ? Result<std::string>(std::string()) : session_.library_sha256(path_);
        now && *now == sha256_) {
      key.library = *now;
      if (department_stamp(path_) == stamp_) key.stamp = stamp_;
    }
    return key;
  }

  Session& session_;
  fs::path path_;
  bool is_folder_;
  SearchCache cache_;
  std::string sha256_, stamp_;
};

}  // namespace

Result<SearchIndex> paragraph_index(Session& session, const Department& department) {
  const SearchCache cache(session.world(), SearchCache::folder_of_user(session.world()));
  if (const auto path = session.locate_department(department.id))
    if (auto kept = cache.of_bundle(*path, department.bundle_sha256)) return std::move(kept->index);
  return SearchIndex::build(department);
}

Result<SearchIndex> paragraph_index(Session& session, const std::string& department) {
  auto path = session.locate_department(department);
  if (!path) return fail(std::move(path.error()));
  return Indexes(session, std::move(*path)).index();
}

}  // namespace engross::cli
