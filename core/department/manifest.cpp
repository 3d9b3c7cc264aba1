// In: the bytes of a library. Out: what its manifest section says.
// Refuses: libraries without one, and anything in it but {"id": "…", "version": "…", "abi": "1.0", "features":
// ["select"]} and members to come.
#include <engross/abi.h>
#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "data/read.hpp"
#include "department/elf.hpp"
#include "department/messages.hpp"

namespace engross {
namespace {

constexpr std::size_t most_bytes = 64U << 10U;

Diagnostic no_manifest(const std::string& name, std::string_view what) {
  return error("library.no-manifest", {}, fmt::format("{}: {}", name, what),
               {"build the library with engross_add_department, which embeds a manifest"});
}

std::optional<std::uint32_t> whole_number(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (code != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string text_of(const Value& root, std::string_view key) {
  const Value* value = root.find(key);
  return value != nullptr && value->is_string() ? value->text() : std::string();
}

// Features that this engross does not know are those of a later minor version, which it does not ask for.
std::uint64_t features_of(const Value& root) {
  std::uint64_t features = 0;
  if (const Value* list = root.find("features"))
    for (const Value& word : list->items())
      features |= word.text() == "select"   ? message::feature_select
                  : word.text() == "derive" ? message::feature_derive
                                            : 0;
  return features;
}

}  // namespace

Result<LibraryManifest> read_manifest(std::string_view bytes, const std::string& name) {
  auto section = read_section(bytes, ENGROSS_MANIFEST_SECTION, name);
  if (!section && section.error().front().code == "library.no-section")
    return fail(no_manifest(name, "this library carries no department manifest"));
  if (!section) return fail(std::move(section.error()));
  const std::string_view json = section->substr(0, section->find('\0'));
  const auto document =
      read_json(make_source(fmt::format("manifest of {}", name), std::string(json.substr(0, most_bytes))),
                {.bytes = most_bytes, .depth = 8, .nodes = 1000});
  if (!document) {
    Diagnostics all = document.error();
    all.insert(all.begin(), no_manifest(name, "its manifest is not JSON"));
    return fail(std::move(all));
  }
  const std::string abi = text_of(document->root, "abi");
  const std::size_t dot = std::min(abi.find('.'), abi.size());
  const auto major = whole_number(std::string_view(abi).substr(0, dot));
  const auto minor = whole_number(dot < abi.size() ? std::string_view(abi).substr(dot + 1) : std::string_view());
  LibraryManifest manifest{.id = text_of(document->root, "id"), .version = text_of(document->root, "version")};
  if (manifest.id.empty() || manifest.version.empty() || !major || !minor)
    return fail(no_manifest(name, "its manifest does not name id, version and abi (such as \"1.0\")"));
  manifest.abi_major = *major;
  manifest.abi_minor = *minor;
  manifest.features = features_of(document->root);
  return manifest;
}

}  // namespace engross
