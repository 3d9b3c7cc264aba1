// In: the place and the hash of a department. Out: the index that was made of it, when it is there and whole.
// Refuses: files with other bytes than their checksum, of other bytes of the department, of another engross.
#include "library/search_cache.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include "assemble/issue.hpp"
#include "base/sha256.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t largest = 512U << 20U;
constexpr std::string_view format = "engross search 1";

std::string checksum(std::string_view bytes) {
  return fmt::format("{:08x}", libdeflate_crc32(0, bytes.data(), bytes.size()));
}

// Takes the next line off; nothing when none ends.
std::optional<std::string> take_line(std::string_view& from) {
  const std::size_t end = from.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string line(from.substr(0, end));
  from.remove_prefix(end + 1);
  return line;
}

}  // namespace

fs::path SearchCache::folder_of_user(const World& world) {
  if (const auto caches = world.environment("XDG_CACHE_HOME"); caches && !caches->empty())
    return fs::path(*caches) / "engross";
  if (const auto home = world.environment("HOME"); home && !home->empty())
    return fs::path(*home) / ".cache" / "engross";
  return {};
}

fs::path SearchCache::file_of(const fs::path& department) const {
  std::error_code code;
  const fs::path whole = fs::weakly_canonical(department, code);
  const std::string name = (code ? fs::absolute(department).lexically_normal() : whole).string();
  return folder_ / (sha256_hex(name).substr(0, 32) + ".index");
}

std::optional<SearchCache::Kept> SearchCache::read(const fs::path& department) const {
  if (folder_.empty()) return std::nullopt;
  auto bytes = world_.read_file(file_of(department), largest);
  if (!bytes) return std::nullopt;
  std::string_view rest = *bytes;
  const auto written = take_line(rest);
  const auto sum = take_line(rest);
  if (!written || *written != format || !sum || *sum != checksum(rest)) return std::nullopt;
  const auto engine = take_line(rest), bundle = take_line(rest), library = take_line(rest);
  if (!engine || *engine != engine_version() || !bundle || !library) return std::nullopt;
  const std::size_t image = bytes->size() - rest.size();
  return Kept{.key = {.bundle = *bundle, .library = *library}, .bytes = std::move(*bytes), .image = image};
}

std::optional<SearchIndex> SearchCache::of_library(const fs::path& department, const std::string& sha256) const {
  auto kept = read(department);
  if (!kept || kept->key.library.empty() || kept->key.library != sha256) return std::nullopt;
  return SearchIndex::from(std::move(kept->bytes), kept->image);
}

std::optional<SearchIndex> SearchCache::of_bundle(const fs::path& department, const std::string& sha256) const {
  auto kept = read(department);
  if (!kept || kept->key.bundle != sha256) return std::nullopt;
  return SearchIndex::from(std::move(kept->bytes), kept->image);
}

void SearchCache::keep(const fs::path& department, const IndexKey& key, const SearchIndex& index) {
  if (folder_.empty()) return;
  const std::string image = index.bytes();
  if (image.empty() || image.size() > largest / 2) return;
  if (!world_.make_directories(folder_)) return;
  const std::string content = fmt::format("{}\n{}\n{}\n", engine_version(), key.bundle, key.library) + image;
  const auto written =
      world_.write_file(file_of(department), fmt::format("{}\n{}\n", format, checksum(content)) + content);
  (void)written;  // the next search makes it again
}

}  // namespace engross
