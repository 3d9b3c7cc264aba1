// In: the folder templates/ that all departments share. Out: its templates, partials, presets, envelopes, forms of
// address, deadline policies, bank holidays and what checks know. Refuses: folders without forms-of-address.yaml, file
// names that a bundle could not hold, symbolic links, templates that do not parse, YAML that is none; all problems
// collected.
#include <fmt/format.h>

#include "data/read.hpp"
#include "department/department.hpp"
#include "department/files.hpp"
#include "department/folder.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view forms_file = "forms-of-address.yaml";
constexpr std::string_view checks_file = "checks.yaml";

constexpr std::string_view envelopes_file = "envelopes.yaml";

enum class Use : std::uint8_t { none, skeleton, partial, preset, forms, envelopes, deadlines, checks };

Use use_of(std::string_view path) {
  if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return Use::none;
  if (path == forms_file) return Use::forms;
  if (path == deadlines_file || path == bank_holidays_file) return Use::deadlines;
  if (path == envelopes_file) return Use::envelopes;
  if (path == checks_file) return Use::checks;
  const std::size_t folder = path.find('/');
  const std::string_view rest = folder == std::string_view::npos ? path : path.substr(folder + 1);
  if (rest.find('/') != std::string_view::npos) return Use::none;
  if (folder == std::string_view::npos) return path.ends_with(".mustache") ? Use::skeleton : Use::none;
  if (path.starts_with("partials/") && rest.ends_with(".mustache")) return Use::partial;
  if (path.starts_with("geometry/") && rest.ends_with(".yaml")) return Use::preset;
  return Use::none;
}

template <class T, class Map>
void keep(Result<T> read, std::string name, Map& in, Diagnostics& problems) {
  if (read)
    in.emplace(std::move(name), std::move(*read));
  else
    append(problems, read.error());
}

}  // namespace

Result<SharedResources> SharedResources::read(const World& world, const fs::path& directory) {
  constexpr std::size_t most_bytes = 1U << 20U;
  const auto names = world.list_files(directory);
  if (!names) return fail(names.error());
  Resources resources{.origin = directory.generic_string(), .files = {}, .directory = true};
  Diagnostics problems;
  for (const std::string& name : *names) {
    if (use_of(name) == Use::none) continue;
    if (!is_plain_path(name)) {
      problems.push_back(awkward_name(directory, name));
      continue;
    }
    auto content = world.read_file(directory / name, most_bytes);
    if (content)
      resources.files.emplace(name, std::move(*content));
    else
      append(problems, content.error());
  }
  const auto counts = [](std::string_view path) { return use_of(path) != Use::none; };
  if (const auto links = refuse_links(world, directory, counts); !links) append(problems, links.error());
  if (!problems.empty()) return fail(std::move(problems));
  return from(std::move(resources));
}

Result<SharedResources> SharedResources::from(Resources resources) {
  SharedResources shared;
  Diagnostics problems;
  for (const auto& [path, content] : resources.files) {
    const SourceRef source = resources.source(path);
    switch (use_of(path)) {
      case Use::skeleton:
        keep(Template::compile(source), path.substr(0, path.rfind('.')), shared.templates, problems);
        break;
      case Use::partial:
        keep(Template::compile(source), name_of_file(path), shared.partials, problems);
        break;
      case Use::preset:
        keep(read_yaml(source), name_of_file(path), shared.geometry, problems);
        break;
      case Use::forms:
        if (auto read = read_yaml(source))
          shared.forms_of_address = std::move(*read);
        else
          append(problems, read.error());
        break;
      case Use::checks:
        if (auto read = read_yaml(source))
          shared.checks = std::move(*read);
        else
          append(problems, read.error());
        break;
      case Use::envelopes:
        shared.envelopes = source;
        break;
      case Use::deadlines:  // read together
      case Use::none:
        break;
    }
  }
  if (auto read = Deadlines::from(resources.source(deadlines_file), nullptr, resources.source(bank_holidays_file)))
    shared.deadlines = std::move(*read);
  else
    append(problems, read.error());
  if (!resources.files.contains(forms_file))
    problems.push_back(error("department.missing", {}, fmt::format("{} has no {}", resources.origin, forms_file),
                             {"install the templates of engross completely"}));
  if (!problems.empty()) return fail(std::move(problems));
  shared.resources = std::move(resources);
  return shared;
}

}  // namespace engross
