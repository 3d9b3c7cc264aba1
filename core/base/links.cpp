// In: a directory. Out: the symbolic links below it, whatever they lead to.
// Refuses: directories that cannot be read. No link is followed.
#include <fmt/format.h>

#include <algorithm>

#include "base/world.hpp"

namespace engross {
namespace fs = std::filesystem;

Result<std::vector<std::string>> SystemWorld::list_links(const fs::path& directory) const {
  std::error_code code;
  std::vector<std::string> links;
  for (fs::recursive_directory_iterator it(directory, code), end; !code && it != end; it.increment(code))
    if (it->is_symlink(code)) links.push_back(it->path().lexically_relative(directory).generic_string());
  if (code)
    return fail(error("world.unreadable", {}, fmt::format("cannot read {}: {}", directory.string(), code.message()),
                      {"check the path and its permissions"}));
  std::ranges::sort(links);
  return links;
}

}  // namespace engross
