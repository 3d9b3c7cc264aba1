// In: a tree, and what to set in it. Out: the tree. Refuses nothing.
#include "conformance/make_case.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string_view>
#include <utility>

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

std::size_t depth(std::string_view path) {
  return static_cast<std::size_t>(std::ranges::count(path, '.'));
}

// Whether nothing can stand below it: absent, null, a flag, a word.
bool bears_nothing(const std::optional<Value>& value) {
  return !value || !(value->is_object() || value->is_array()) || (value->is_array() && value->items().empty());
}

bool stands_below(std::string_view path, const std::set<std::string_view>& bare) {
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1))
    if (bare.contains(path.substr(0, dot))) return true;
  return false;
}

Value without_members(const Value& object, const std::set<std::string_view>& keys) {
  std::vector<Member> kept;
  for (const Member& member : object.members())
    if (!keys.contains(member.key)) kept.push_back(member);
  return Value::object(std::move(kept));
}

// The rest of a path, and what to set there.
using Below = std::pair<std::string_view, const std::optional<Value>*>;

// Each member is copied once, however many settings stand below it: a large library names hundreds of facts.
Value with_all(Value root, const std::vector<Below>& settings) {
  std::map<std::string_view, std::vector<Below>> deeper;
  std::set<std::string_view> gone;
  for (const auto& [path, value] : settings) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos && root.is_object() && path != "*")
      *value ? root.set(std::string(path), **value) : static_cast<void>(gone.insert(path));
    else if (dot == std::string_view::npos || path.starts_with("*.") || root.is_array())
      root = with_value(std::move(root), path, *value);
    else
      deeper[path.substr(0, dot)].emplace_back(path.substr(dot + 1), value);
  }
  if (!gone.empty()) root = without_members(root, gone);
  for (const auto& [step, below] : deeper) {
    const Value* own = root.find(step);
    const bool was_there = own != nullptr;
    Value made = with_all(was_there ? *own : Value(), below);
    if (!was_there && made.is_null()) continue;
    if (!root.is_object()) root = Value::object();
    root.set(std::string(step), std::move(made));
  }
  return root;
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
  std::vector<std::pair<std::size_t, const Assigned*>> in_order;
  in_order.reserve(settings.size());
  for (const Assigned& one : settings) in_order.emplace_back(depth(one.first), &one);
  std::ranges::stable_sort(in_order, {}, &std::pair<std::size_t, const Assigned*>::first);
  std::set<std::string_view> bare;
  std::vector<Below> kept;
  for (const auto& [level, one] : in_order) {
    if (stands_below(one->first, bare)) continue;
    if (bears_nothing(one->second)) bare.insert(one->first);
    kept.emplace_back(one->first, &one->second);
  }
  return with_all(std::move(root), kept);
}

}  // namespace engross
