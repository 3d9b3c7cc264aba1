// In: the name of a department that is yet to be written, and the installation's examples. Out: its first files.
// Refuses: a name that no department can have.
#include "library/scaffold.hpp"

#include <fmt/format.h>

#include "department/files.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view marker = "@name@";
constexpr std::string_view more = ".more";
constexpr std::size_t most_bytes = 1U << 20U;

std::string with_name(std::string text, const std::string& name) {
  for (std::size_t at = text.find(marker); at != std::string::npos; at = text.find(marker, at + name.size()))
    text.replace(at, marker.size(), name);
  return text;
}

std::string written_as(const std::string& path) {
  return path == "gitignore" ? ".gitignore" : path;
}

// "Housing Office" -> "housing-office": what somebody may have meant.
std::string as_id(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9' && !id.empty()))
      id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

Result<void> check_name(const std::string& name) {
  if (is_id(name)) return {};
  std::vector<std::string> hints{
      "a department is called by an id of small letters, digits and single hyphens, which begins with a letter"};
  if (const std::string near = as_id(name); is_id(near)) hints.push_back("for example: " + near);
  return fail(
      error("scaffold.name", {}, fmt::format("\"{}\" cannot be the id of a department", name), std::move(hints)));
}

}  // namespace

Result<std::map<std::string, std::string>> scaffold(const World& world, const fs::path& folder, const Scaffold& order) {
  if (auto sound = check_name(order.name); !sound) return fail(std::move(sound.error()));
  std::map<std::string, std::string> files;
  for (const char* layer : {"department", "code"}) {
    if (layer == std::string_view("code") && !order.with_code) continue;
    const auto names = world.list_files(folder / layer);
    if (!names) return fail(names.error());
    for (const std::string& name : *names) {
      auto text = world.read_file(folder / layer / name, most_bytes);
      if (!text) return fail(text.error());
      std::string filled = with_name(std::move(*text), order.name);
      if (name.ends_with(more))
        files[written_as(name.substr(0, name.size() - more.size()))] += filled;
      else
        files[written_as(name)] = std::move(filled);
    }
  }
  return files;
}

}  // namespace engross
