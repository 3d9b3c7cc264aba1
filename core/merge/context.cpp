// In: the frames of a merge and the sections it is in. Out: what a name stands for, or what it may have meant.
// Refuses: falling back to an outer name once the first part of a dotted name was found.
#include "merge/context.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"

namespace engross {
namespace {

constexpr std::size_t most_names = 500;   // looked through for a hint
constexpr std::size_t longest_hint = 64;  // bytes of one name in a hint
constexpr int deepest_hint = 3;           // parts of one

const Value* item_at(const Value& list, std::string_view part) {
  constexpr std::size_t most_digits = 9;
  const bool digits = !part.empty() && part.size() <= most_digits &&
                      std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (part.size() > 1 && part.front() == '0')) return nullptr;
  std::size_t index = 0;
  for (const char c : part) index = index * 10 + static_cast<std::size_t>(c - '0');
  return index < list.items().size() ? &list.items()[index] : nullptr;
}

void collect_keys(Scope& scope) {
  for (const Value& item : scope.list->items())
    for (const Member& member : item.members()) scope.list_keys.emplace_back(member.key);
  std::ranges::sort(scope.list_keys);
  scope.list_keys.erase(std::unique(scope.list_keys.begin(), scope.list_keys.end()), scope.list_keys.end());
  scope.has_list_keys = true;
}

bool other_items_have(Scope& scope, std::string_view key) {
  if (scope.list == nullptr) return false;
  if (!scope.has_list_keys) collect_keys(scope);
  return std::ranges::binary_search(scope.list_keys, key);
}

void collect_names(const Value& value, const std::string& prefix, int depth, std::vector<std::string>& names) {
  for (const Member& member : value.members()) {
    if (names.size() >= most_names) return;
    if (prefix.size() + member.key.size() > longest_hint) continue;
    names.push_back(prefix + member.key);
    if (depth > 1) collect_names(member.value, names.back() + '.', depth - 1, names);
  }
}

// "/facts/visits/0/day" below the frame "/case" is "facts.visits.day".
std::string dotted(const Scope& scope) {
  std::string path;
  const std::string_view below = std::string_view(scope.pointer).substr(scope.frame->pointer.size());
  for (std::size_t at = 0; at < below.size();) {
    const std::size_t next = std::min(below.find('/', at + 1), below.size());
    const std::string_view part = below.substr(at + 1, next - at - 1);
    if (part.find_first_not_of("0123456789") != std::string_view::npos) path.append(part).push_back('.');
    at = next;
  }
  return path;
}

bool declares(const std::set<std::string, std::less<>>& optional, std::string_view path) {
  for (;;) {
    if (optional.contains(path)) return true;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return false;
    path = path.substr(0, dot);
  }
}

std::string join(const std::vector<std::string>& names, std::size_t most) {
  std::string joined;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) joined += (i == 0 ? "\"" : ", \"") + names[i] + '"';
  return joined;
}

std::vector<std::string> names_beside(const Path& path, const Found& found) {
  std::string prefix;
  for (std::size_t i = 0; i < found.reached_parts; ++i) prefix += path.parts[i] + '.';
  std::vector<std::string> keys = found.reached->keys();
  std::erase_if(keys, [](const std::string& key) { return key.size() > longest_hint; });
  if (keys.size() > most_names) keys.resize(most_names);
  std::vector<std::string> near = nearest(path.parts[found.reached_parts], keys);
  for (std::string& name : near) name.insert(0, prefix);
  if (!near.empty()) return {"did you mean " + join(near, near.size()) + '?'};
  constexpr std::size_t most = 8;
  if (keys.empty()) return {};
  return {fmt::format("\"{}\" has {}", prefix.substr(0, prefix.size() - 1), join(keys, most))};
}

}  // namespace

Scopes::Scopes(const Context& context) {
  scopes_.reserve(context.size() + 4);
  for (const ContextFrame& frame : context)
    if (frame.value != nullptr) push({.value = frame.value, .frame = &frame, .pointer = frame.pointer});
}

Found Scopes::find(const Path& path, bool strict) {
  if (scopes_.empty()) return {};
  if (path.parts.empty()) return {.value = scopes_.back().value, .scope = &scopes_.back()};
  for (std::size_t i = scopes_.size(); i-- > 0;) {
    Scope& scope = scopes_[i];
    const Value* value = scope.value->find(path.parts.front());
    if (value == nullptr && strict && other_items_have(scope, path.parts.front()))
      return {.scope = &scope, .other_items_have_it = true};
    if (value == nullptr) continue;
    for (std::size_t part = 1; part < path.parts.size(); ++part) {
      const Value* next = value->is_array() ? item_at(*value, path.parts[part]) : value->find(path.parts[part]);
      if (next == nullptr) return {.scope = &scope, .reached = value, .reached_parts = part};
      value = next;
    }
    return {.value = value, .scope = &scope};
  }
  return {};
}

bool Scopes::is_optional(const Path& path, const std::set<std::string, std::less<>>& optional) const {
  if (optional.empty()) return false;
  if (declares(optional, path.text)) return true;
  return std::ranges::any_of(scopes_,
                             [&](const Scope& scope) { return declares(optional, dotted(scope) + path.text); });
}

std::vector<std::string> Scopes::hints(const Path& path, const Found& found) const {
  if (path.text.size() > longest_hint) return {};
  if (found.reached != nullptr) return names_beside(path, found);
  std::vector<std::string> names;
  for (const Scope& scope : scopes_) collect_names(*scope.value, {}, deepest_hint, names);
  std::vector<std::string> endings;
  for (const std::string& name : names)
    if (name.ends_with('.' + path.text)) endings.push_back(name);
  std::ranges::sort(endings);
  endings.erase(std::unique(endings.begin(), endings.end()), endings.end());
  constexpr std::size_t most = 3;
  if (!endings.empty()) return {"did you mean " + join(endings, most) + '?'};
  std::string hint = did_you_mean(path.text, names);
  if (hint.empty()) return {};
  return {std::move(hint)};
}

}  // namespace engross
