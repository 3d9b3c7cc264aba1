// In: a Value. Out: JSON for people, for one line, or the canonical form that is hashed.
// Refuses nothing: every Value has a JSON text.
#include <algorithm>

#include "data/json_writer.hpp"
#include "data/value.hpp"

namespace engross {
namespace {

enum class Order : std::uint8_t { as_written, sorted };

void write(JsonWriter& to, const Value& value, Order order);

void write_members(JsonWriter& to, const std::vector<Member>& members, Order order) {
  std::vector<const Member*> all;
  all.reserve(members.size());
  for (const Member& member : members) all.push_back(&member);
  if (order == Order::sorted)
    std::ranges::sort(all, {}, [](const Member* member) -> std::string_view { return member->key; });
  for (const Member* member : all) {
    to.key(member->key);
    write(to, member->value, order);
  }
}

void write(JsonWriter& to, const Value& value, Order order) {
  switch (value.kind()) {
    case Value::Kind::null:
      return to.null();
    case Value::Kind::boolean:
      return to.boolean(value.truth());
    case Value::Kind::number:
      return to.number(value.text());
    case Value::Kind::string:
      return to.text(value.text());
    case Value::Kind::array:
      to.begin_array();
      for (const Value& item : value.items()) write(to, item, order);
      return to.end_array();
    case Value::Kind::object:
      to.begin_object();
      write_members(to, value.members(), order);
      return to.end_object();
  }
}

}  // namespace

std::string to_json(const Value& value, bool indented) {
  JsonWriter writer(indented);
  write(writer, value, Order::as_written);
  return writer.take();
}

std::string to_canonical_json(const Value& value) {
  JsonWriter writer(false);
  write(writer, value, Order::sorted);
  return writer.take();
}

std::string json_pointer_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~')
      token += "~0";
    else if (c == '/')
      token += "~1";
    else
      token += c;
  }
  return token;
}

}  // namespace engross
