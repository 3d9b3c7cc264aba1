// In: an object of an approvals file. Out: its members. Refuses: members that are missing, of another kind, or that
// nobody asked for: what is not read could not be what was signed.
#include "signing/members.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enough.hpp"

namespace engross::signing {

Members::Members(const Document& document, const Value& object, std::initializer_list<std::string_view> wanted,
                 Diagnostics& faults)
    : document_(document), object_(object), faults_(faults) {
  for (const Member& member : object.members())
    if (std::ranges::find(wanted, member.key) == wanted.end())
      add_up_to_most(faults_, error("approvals.damaged", document.key_span(member.value),
                                    fmt::format("\"{}\" has no place in a file of approvals", member.key),
                                    {"the file is written only by engross approve"}));
}

void Members::fault(const Document& document, const Value& at, std::string message, Diagnostics& faults) {
  add_up_to_most(faults, error("approvals.damaged", document.span(at), std::move(message),
                               {"the file is written only by engross approve: have it approved again"}));
}

void Members::fault(std::string_view key, std::string_view wanted) const {
  const Value* value = object_.find(key);
  fault(document_, value == nullptr ? object_ : *value, fmt::format("\"{}\" should be {}", key, wanted), faults_);
}

const Value* Members::member(std::string_view key, Value::Kind kind) const {
  const Value* value = object_.find(key);
  if (value != nullptr && value->kind() == kind) return value;
  fault(key, with_article(kind));
  return nullptr;
}

std::string Members::text(std::string_view key) const {
  const Value* value = member(key, Value::Kind::string);
  return value == nullptr ? std::string() : value->text();
}

std::string Members::sha256(std::string_view key) const {
  const Value* value = member(key, Value::Kind::string);
  if (value == nullptr) return {};
  const std::string& digits = value->text();
  if (digits.size() != 64 || digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    fault(key, "64 small hexadecimal digits");
  return digits;
}

bool Members::truth(std::string_view key) const {
  const Value* value = member(key, Value::Kind::boolean);
  return value != nullptr && value->truth();
}

const std::vector<Value>& Members::items(std::string_view key) const {
  static const std::vector<Value> nothing;
  const Value* value = member(key, Value::Kind::array);
  return value == nullptr ? nothing : value->items();
}

std::vector<std::string> Members::texts(std::string_view key) const {
  std::vector<std::string> texts;
  for (const Value& item : items(key)) {
    if (!item.is_string()) fault(document_, item, fmt::format("\"{}\" holds strings alone", key), faults_);
    texts.push_back(item.text());
  }
  return texts;
}

const Value* Members::object(std::string_view key) const {
  return member(key, Value::Kind::object);
}

}  // namespace engross::signing
