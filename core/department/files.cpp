// In: a path within a department. Out: what the file is for. Refuses nothing; `none` and `stray` are answers.
#include "department/files.hpp"

#include <algorithm>

namespace engross {
namespace {

bool is_hidden_or_backup(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos || path.ends_with('~');
}

bool has_extension(std::string_view path, std::initializer_list<std::string_view> extensions) {
  return std::ranges::any_of(extensions, [&](std::string_view extension) {
    return path.ends_with(extension) && path.size() > extension.size() &&
           path[path.size() - extension.size() - 1] != '/';
  });
}

}  // namespace

FileKind kind_of_file(std::string_view path) {
  if (is_hidden_or_backup(path)) return FileKind::none;
  if (path == "department.yaml") return FileKind::manifest;
  if (path == "style.yaml") return FileKind::style;
  if (path == "forms-of-address.yaml") return FileKind::forms;
  if (path == "approvers.yaml") return FileKind::approvers;
  if (path == "forwarding.yaml") return FileKind::forwarding;
  if (path == "envelopes.yaml") return FileKind::envelopes;
  if (path == "deadlines.yaml") return FileKind::deadlines;
  if (path == "bank-holidays.json") return FileKind::holidays;
  if (path == "checks.yaml") return FileKind::checks;
  if (path == "words.txt") return FileKind::spellings;
  const auto within = [&](std::string_view folder) { return path.starts_with(folder) && path.size() > folder.size(); };
  if (within("paragraphs/")) return has_extension(path, {".md"}) ? FileKind::paragraph : FileKind::stray;
  if (within("partials/")) return has_extension(path, {".mustache"}) ? FileKind::partial : FileKind::stray;
  if (within("templates/")) return has_extension(path, {".mustache"}) ? FileKind::skeleton : FileKind::stray;
  if (within("trust/"))
    return has_extension(path, {".pem"})   ? FileKind::root
           : has_extension(path, {".crl"}) ? FileKind::revocation
                                           : FileKind::stray;
  if (within("pictures/") && has_extension(path, {".png", ".jpg", ".jpeg"})) return FileKind::picture;
  if (within("fonts/") && has_extension(path, {".ttf", ".otf"})) return FileKind::font;
  if (within("hyphenation/hyph_") && has_extension(path, {".dic"})) return FileKind::dictionary;
  return FileKind::none;
}

bool is_plain_path(std::string_view path) {
  constexpr std::size_t longest = 255;
  const bool plain = std::ranges::all_of(path, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-' || c == '/';
  });
  return plain && !path.empty() && path.size() <= longest && path.front() != '/' && path.back() != '/' &&
         path.find("//") == std::string_view::npos && path.find("..") == std::string_view::npos;
}

bool is_id(std::string_view id) {
  constexpr std::size_t longest = 100;
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto fits = [&](char c) { return is_small(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.size() <= longest && is_small(id.front()) && id.back() != '-' &&
         std::ranges::all_of(id, fits) && id.find("--") == std::string_view::npos;
}

ParagraphName paragraph_name(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  const std::string_view name = file.substr(0, file.size() - std::string_view(".md").size());
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {std::string(name), {}};
  return {std::string(name.substr(0, dot)), std::string(name.substr(dot + 1))};
}

std::string name_of_file(std::string_view path) {
  const std::size_t folder = path.find('/');
  const std::string_view name = folder == std::string_view::npos ? path : path.substr(folder + 1);
  return std::string(name.substr(0, name.rfind('.')));
}

}  // namespace engross
