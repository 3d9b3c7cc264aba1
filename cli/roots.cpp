// In: names of files. Out: the certificates in them. Refuses: files that hold none.
#include "roots.hpp"

namespace engross::cli {

Result<std::vector<Certificate>> read_roots(const World& world, const std::vector<std::string>& paths) {
  constexpr std::size_t most_root_bytes = std::size_t{4} << 20U;
  std::vector<Certificate> roots;
  Diagnostics faults;
  for (const std::string& path : paths) {
    const auto bytes = world.read_file(path, most_root_bytes);
    const auto read = bytes ? read_certificates(make_source(path, *bytes)) : fail(bytes.error());
    if (read)
      roots.insert(roots.end(), read->begin(), read->end());
    else
      append(faults, read.error());
  }
  if (!faults.empty()) return fail(std::move(faults));
  return roots;
}

}  // namespace engross::cli
