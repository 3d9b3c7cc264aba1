// In: members and items as a reader or a program gives them. Out: one tree with quick look-up by key and path.
// Refuses: set() and push_back() on another kind of value, which are bugs (std::bad_variant_access).
#include "data/value.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace engross {
namespace {

constexpr std::size_t small_object = 16;  // up to here comparing keys in turn beats every index

std::vector<std::uint32_t> order_by_key(const std::vector<Member>& members) {
  std::vector<std::uint32_t> order(members.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return members[a].key < members[b].key; });
  return order;
}

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t after_digits(std::string_view text, std::size_t at) {
  while (is_digit(text, at)) ++at;
  return at;
}

}  // namespace

Value Value::boolean(bool truth) {
  Value value;
  value.kind_ = Kind::boolean;
  value.truth_ = truth;
  return value;
}

Value Value::number(std::string text) {
  Value value = string(std::move(text));
  value.kind_ = Kind::number;
  return value;
}

Value Value::string(std::string text) {
  Value value;
  value.kind_ = Kind::string;
  value.content_ = std::move(text);
  return value;
}

Value Value::array() {
  return array(std::vector<Value>{});
}

Value Value::object() {
  return object(std::vector<Member>{});
}

Value Value::array(std::vector<Value> items) {
  Value value;
  value.kind_ = Kind::array;
  value.content_ = std::move(items);
  return value;
}

Value Value::object(std::vector<Member> members) {
  Value value;
  value.kind_ = Kind::object;
  std::vector<std::uint32_t> order;
  if (members.size() > small_object) order = order_by_key(members);
  value.content_ = Fields{std::move(members), std::move(order)};
  return value;
}

const std::string& Value::text() const {
  static const std::string none;
  const auto* text = std::get_if<std::string>(&content_);
  return text == nullptr ? none : *text;
}

const std::vector<Value>& Value::items() const {
  static const std::vector<Value> none;
  const auto* items = std::get_if<std::vector<Value>>(&content_);
  return items == nullptr ? none : *items;
}

const std::vector<Member>& Value::members() const {
  static const std::vector<Member> none;
  const auto* fields = std::get_if<Fields>(&content_);
  return fields == nullptr ? none : fields->members;
}

std::optional<std::size_t> Value::index_of(std::string_view key) const {
  const auto* fields = std::get_if<Fields>(&content_);
  if (fields == nullptr) return std::nullopt;
  const std::vector<Member>& members = fields->members;
  if (fields->order.empty()) {
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i].key == key) return i;
    return std::nullopt;
  }
  const auto key_of = [&](std::uint32_t i) -> std::string_view { return members[i].key; };
  const auto found = std::ranges::lower_bound(fields->order, key, {}, key_of);
  if (found == fields->order.end() || key_of(*found) != key) return std::nullopt;
  return *found;
}

const Value* Value::find(std::string_view key) const {
  const std::optional<std::size_t> index = index_of(key);
  return index ? &members()[*index].value : nullptr;
}

std::vector<std::string> Value::keys() const {
  std::vector<std::string> keys;
  keys.reserve(members().size());
  for (const Member& member : members()) keys.push_back(member.key);
  return keys;
}

void Value::set(std::string key, Value value) {
  if (is_null()) {
    kind_ = Kind::object;
    content_ = Fields{};
  }
  auto& fields = std::get<Fields>(content_);
  if (const std::optional<std::size_t> index = index_of(key)) {
    fields.members[*index].value = std::move(value);
    return;
  }
  fields.members.push_back({std::move(key), std::move(value)});
  if (fields.members.size() <= small_object) return;
  if (fields.order.empty()) {
    fields.order = order_by_key(fields.members);
    return;
  }
  const auto key_of = [&](std::uint32_t i) -> std::string_view { return fields.members[i].key; };
  const std::string_view added = fields.members.back().key;
  fields.order.insert(std::ranges::lower_bound(fields.order, added, {}, key_of),
                      static_cast<std::uint32_t>(fields.members.size() - 1));
}

void Value::push_back(Value item) {
  if (is_null()) {
    kind_ = Kind::array;
    content_ = std::vector<Value>{};
  }
  std::get<std::vector<Value>>(content_).push_back(std::move(item));
}

std::string_view name_of(Value::Kind kind) {
  constexpr std::string_view names[] = {"null", "true or false", "number", "string", "array", "object"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view with_article(Value::Kind kind) {
  constexpr std::string_view names[] = {"null", "true or false", "a number", "a string", "an array", "an object"};
  return names[static_cast<std::size_t>(kind)];
}

std::size_t json_number_length(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  if (!is_digit(text, at)) return 0;
  at = text[at] == '0' ? at + 1 : after_digits(text, at);
  if (text.substr(at).starts_with('.') && is_digit(text, at + 1)) at = after_digits(text, at + 1);
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-');
    const std::size_t digits = at + (sign ? 2 : 1);
    if (is_digit(text, digits)) at = after_digits(text, digits);
  }
  return at;
}

bool is_json_number(std::string_view text) {
  return !text.empty() && json_number_length(text) == text.size();
}

std::optional<Extent> Document::verbatim(const Value& value) const {
  if (!value.is_string()) return std::nullopt;
  const std::string_view written = span(value).text();
  if (written == value.text()) return value.extent;
  const bool quoted = written.size() >= 2 && (written.front() == '"' || written.front() == '\'');
  if (!quoted || written.substr(1, written.size() - 2) != value.text()) return std::nullopt;
  return Extent{value.extent.begin + 1, value.extent.end - 1};
}

const Value* find_path(const Value& root, std::string_view path) {
  const Value* value = &root;
  while (value != nullptr) {
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    if (value->is_array()) {
      std::size_t index = 0;
      const auto [end, problem] = std::from_chars(step.data(), step.data() + step.size(), index);
      const bool whole = problem == std::errc{} && end == step.data() + step.size();
      value = whole && index < value->items().size() ? &value->items()[index] : nullptr;
    } else {
      value = value->find(step);
    }
    if (dot == std::string_view::npos) return value;
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

}  // namespace engross
