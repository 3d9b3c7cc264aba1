// In: files by path. Out: one string, and the same files out of it.
// Refuses: counts that reach past the end, paths out of order or that no folder may have (department/files.hpp).
#include "department/bundle.hpp"

#include <fmt/format.h>

#include <charconv>

#include "department/files.hpp"

namespace engross {
namespace {

constexpr std::string_view header = "engross bundle 1\n";

}  // namespace

std::string to_bundle(const Resources& resources) {
  std::string out(header);
  for (const auto& [path, content] : resources.files) {
    out += fmt::format("{} {}\n", content.size(), path);
    out += content;
    out += '\n';
  }
  return out;
}

Result<Resources> from_bundle(std::string origin, std::string_view bytes) {
  const auto damaged = [&](std::size_t at) {
    return fail(error("bundle.damaged", {}, fmt::format("{} is not a bundle from byte {} on", origin, at),
                      {"restore it from a backup"}));
  };
  if (!bytes.starts_with(header)) return damaged(0);
  Resources resources;
  for (std::size_t at = header.size(); at < bytes.size();) {
    std::size_t size = 0;
    const auto [digits_end, code] = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), size);
    const auto space = static_cast<std::size_t>(digits_end - bytes.data());
    const std::size_t line_end = bytes.find('\n', at);
    const bool padded = bytes[at] == '0' && space > at + 1;  // a bundle has one form, and one hash
    if (code != std::errc() || padded || line_end == std::string_view::npos || space >= line_end || bytes[space] != ' ')
      return damaged(at);
    const std::string_view path = bytes.substr(space + 1, line_end - space - 1);
    const std::size_t room = bytes.size() - line_end - 1;
    if (!is_plain_path(path) || room == 0 || size > room - 1 || bytes[line_end + 1 + size] != '\n') return damaged(at);
    const bool in_order = resources.files.empty() || resources.files.rbegin()->first < path;
    if (!in_order) return damaged(at);
    resources.files.emplace_hint(resources.files.end(), std::string(path),
                                 std::string(bytes.substr(line_end + 1, size)));
    at = line_end + 1 + size + 1;
  }
  resources.origin = std::move(origin);
  return resources;
}

}  // namespace engross
