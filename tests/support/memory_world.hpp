// A World without a machine: files in a map, a clock that stands still.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "base/world.hpp"
#include "support/pieces.hpp"

namespace engross::test {

class MemoryWorld : public World {
 public:
  std::map<std::string, std::string> files;
  std::map<std::string, std::string> variables;
  std::set<std::string> locked;  // files and directories that may not be read
  Timestamp clock = *Timestamp::parse("2016-10-26T09:00:00Z");

  Timestamp now() const override { return clock; }

  std::optional<std::string> environment(const std::string& name) const override {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  }

  Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) const override {
    if (locked.contains(key(path))) return fail(error("world.unreadable", {}, "cannot read " + path.string()));
    const auto found = files.find(key(path));
    if (found == files.end()) return fail(error("world.no-such-file", {}, "there is no file " + path.string()));
    if (found->second.size() > max_bytes)
      return fail(error("world.too-large", {}, path.string() + " is larger than the limit"));
    return found->second;
  }

  Result<std::unique_ptr<ByteStream>> open_stream(const std::filesystem::path& path) const override {
    Result<std::string> bytes = read_file(path, std::string::npos);
    if (!bytes) return tl::unexpected<Diagnostics>(bytes.error());
    return in_pieces(std::move(*bytes));
  }

  Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) override {
    files[key(path)] = std::string(bytes);
    return {};
  }

  Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes) override {
    if (!files.emplace(key(path), std::string(bytes)).second)
      return fail(error("world.exists", {}, path.string() + " exists already"));
    return {};
  }

  Result<void> make_directories(const std::filesystem::path&) override { return {}; }

  Result<void> remove_file(const std::filesystem::path& path) override {
    files.erase(key(path));
    return {};
  }

  Kind kind_of(const std::filesystem::path& path) const override {
    const std::string name = key(path);
    if (files.contains(name)) return Kind::file;
    const auto below = files.lower_bound(name + "/");
    const bool directory = below != files.end() && below->first.starts_with(name + "/");
    return directory ? Kind::directory : Kind::nothing;
  }

  bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) const override {
    return key(a) == key(b) && files.contains(key(a));
  }

  Result<std::vector<std::string>> list_files(const std::filesystem::path& directory) const override {
    if (locked.contains(key(directory)))
      return fail(error("world.unreadable", {}, "cannot read " + directory.string()));
    if (kind_of(directory) == Kind::file)
      return fail(error("world.not-a-directory", {}, directory.string() + " is not a directory"));
    const std::string prefix = key(directory) + "/";
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files)
      if (name.starts_with(prefix)) names.push_back(name.substr(prefix.size()));
    if (names.empty()) return fail(error("world.no-such-directory", {}, "there is no directory " + directory.string()));
    return names;
  }

 private:
  static std::string key(const std::filesystem::path& path) { return path.lexically_normal().generic_string(); }
};

}  // namespace engross::test
