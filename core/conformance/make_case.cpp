// In: a tree, and what to set in it. Out: the tree. Refuses nothing.
#include "conformance/make_case.hpp"

#include <algorithm>
#include <charconv>

namespace engross {
namespace {

std::optional<std::size_t> index_of(std::string_view step) {
  std::size_t index = 0;
  const auto [end, code] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (code != std::errc() || end != step.data() + step.size()) return std::nullopt;
  return index;
}

Value without_member(const Value& object, std::string_view key) {
  std::vector<Member> kept;
  for (const Member& member : object.members())
    if (member.key != key) kept.push_back(member);
  return Value::object(std::move(kept));
}

Value in_items(const Value& list, std::optional<std::size_t> only, std::string_view rest,
               const std::optional<Value>& value) {
  std::vector<Value> items = list.items();
  if (items.empty() && value) items.emplace_back();
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!only || *only == i) items[i] = with_value(std::move(items[i]), rest, value);
  return Value::array(std::move(items));
}

bool is_below(std::string_view path, std::string_view ancestor) {
  return path.size() > ancestor.size() && path.starts_with(ancestor) && path[ancestor.size()] == '.';
}

std::size_t depth(std::string_view path) {
  return static_cast<std::size_t>(std::ranges::count(path, '.'));
}

// Whether nothing can stand below it: absent, null, a flag, a word.
bool bears_nothing(const std::optional<Value>& value) {
  return !value || !(value->is_object() || value->is_array()) || (value->is_array() && value->items().empty());
}

}  // namespace

Value with_value(Value root, std::string_view path, const std::optional<Value>& value) {
  if (path.empty()) return value.value_or(Value());
  const std::string_view step = path.substr(0, path.find('.'));
  const std::string_view rest = path.substr(std::min(step.size() + 1, path.size()));
  if (step == "*") return in_items(root, std::nullopt, rest, value);
  if (root.is_array())
    if (const auto index = index_of(step)) return in_items(root, index, rest, value);
  const Value* own = root.find(step);
  if (!value && (own == nullptr || rest.empty())) return own == nullptr ? root : without_member(root, step);
  if (!root.is_object()) root = Value::object();
  Value below = own != nullptr ? *own : Value();
  root.set(std::string(step), with_value(std::move(below), rest, value));
  return root;
}

Value with_values(Value root, std::vector<Assigned> settings) {
  std::ranges::stable_sort(settings, {}, [](const Assigned& one) { return depth(one.first); });
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string& path = settings[i].first;
    const bool cut =
        std::any_of(settings.begin(), settings.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const Assigned& above) { return is_below(path, above.first) && bears_nothing(above.second); });
    if (!cut) root = with_value(std::move(root), path, settings[i].second);
  }
  return root;
}

}  // namespace engross
