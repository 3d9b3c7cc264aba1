// In: a department. Out: the index of its paragraphs.
// Refuses: what opening the department refuses; an index that is kept counts for the very bytes that it was made of.
#include "paragraph_index.hpp"

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
    auto kept = is_folder_ ? of_folder() : of_library();
    if (!kept) return fail(std::move(kept.error()));
    if (*kept) return std::move(**kept);
    const auto department = session_.open_department(path_.string());
    if (!department) return fail(department.error());
    if (auto again = cache_.of_bundle(path_, (*department)->bundle_sha256)) return std::move(*again);
    auto made = SearchIndex::build(**department);
    if (made) cache_.keep(path_, {.bundle = (*department)->bundle_sha256, .library = library_of(**department)}, *made);
    return made;
  }

 private:
  using Kept = Result<std::optional<SearchIndex>>;

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

  // Only when nothing was lent, and the file was not changed while it was opened.
  std::string library_of(const Department& department) const {
    if (is_folder_ || !department.resources.lenders.empty()) return {};
    const auto now = session_.library_sha256(path_);
    return now && *now == sha256_ ? sha256_ : std::string();
  }

  Session& session_;
  fs::path path_;
  bool is_folder_;
  SearchCache cache_;
  std::string sha256_;
};

}  // namespace

Result<SearchIndex> paragraph_index(Session& session, const std::string& department) {
  auto path = session.locate_department(department);
  if (!path) return fail(std::move(path.error()));
  return Indexes(session, std::move(*path)).index();
}

}  // namespace engross::cli
