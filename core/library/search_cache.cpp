// In: the place and the hash of a department. Out: the index that was made of it, when it is there and whole.
// Refuses: files with other bytes than their checksum, of other bytes of the department, of another engross.
#include "library/search_cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "assemble/issue.hpp"
#include "base/descriptor.hpp"
#include "base/sha256.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t largest = 512U << 20U;
constexpr std::string_view format = "engross search 2";

std::string checksum(std::string_view bytes) {
  return fmt::format("{:08x}", libdeflate_crc32(0, bytes.data(), bytes.size()));
}

// The bytes of a file where the system has them: an index is large, and a search looks at little of it.
class MappedFile {
 public:
  static std::shared_ptr<const MappedFile> open(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    struct stat status {};
    if (!file.open() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0 || size > largest) return nullptr;
    void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.get(), 0);
    if (begin == MAP_FAILED) return nullptr;
    return std::shared_ptr<const MappedFile>(new MappedFile(begin, size));
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() { ::munmap(begin_, size_); }
  std::string_view bytes() const { return {static_cast<const char*>(begin_), size_}; }

 private:
  MappedFile(void* begin, std::size_t size) : begin_(begin), size_(size) {}
  void* begin_;
  std::size_t size_;
};

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

std::optional<KeptIndex> SearchCache::find(const fs::path& department, std::string IndexKey::*by,
                                           const std::string& wanted) const {
  if (folder_.empty() || wanted.empty()) return std::nullopt;
  auto file = MappedFile::open(file_of(department));
  if (!file) return std::nullopt;
  std::string_view rest = file->bytes();
  const auto written = take_line(rest);
  const auto sum = take_line(rest);
  const std::string_view content = rest;
  const auto engine = take_line(rest), bundle = take_line(rest), library = take_line(rest), stamp = take_line(rest);
  if (!written || *written != format || !engine || *engine != engine_version() || !bundle || !library || !stamp)
    return std::nullopt;
  IndexKey key{.bundle = *bundle, .library = *library, .stamp = *stamp};
  if (key.*by != wanted || *sum != checksum(content)) return std::nullopt;
  auto index = SearchIndex::from(rest, file);
  if (!index) return std::nullopt;
  return KeptIndex{.index = std::move(*index), .key = std::move(key)};
}

std::optional<KeptIndex> SearchCache::of_stamp(const fs::path& department, const std::string& stamp) const {
  return find(department, &IndexKey::stamp, stamp);
}

std::optional<KeptIndex> SearchCache::of_library(const fs::path& department, const std::string& sha256) const {
  return find(department, &IndexKey::library, sha256);
}

std::optional<KeptIndex> SearchCache::of_bundle(const fs::path& department, const std::string& sha256) const {
  return find(department, &IndexKey::bundle, sha256);
}

void SearchCache::keep(const fs::path& department, const IndexKey& key, const SearchIndex& index) {
  if (folder_.empty()) return;
  const std::string image = index.bytes();
  if (image.empty() || image.size() > largest / 2) return;
  if (!world_.make_directories(folder_)) return;
  const std::string content =
      fmt::format("{}\n{}\n{}\n{}\n", engine_version(), key.bundle, key.library, key.stamp) + image;
  const auto written =
      world_.write_file(file_of(department), fmt::format("{}\n{}\n", format, checksum(content)) + content);
  (void)written;  // the next search makes it again
}

}  // namespace engross
