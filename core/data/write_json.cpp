// In: a Value. Out: JSON for people, for one line, or the canonical form that is hashed.
// Refuses nothing: every Value has a JSON text.
#include <algorithm>

#include "data/value.hpp"

namespace engross {
namespace {

// A character that a JSON string may not hold as it is.
void write_escape(std::string& to, char c) {
  constexpr char digits[] = "0123456789abcdef";
  to += '\\';
  switch (c) {
    case '\n':
      to += 'n';
      break;
    case '\t':
      to += 't';
      break;
    case '\r':
      to += 'r';
      break;
    case '"':
    case '\\':
      to += c;
      break;
    default:
      to += "u00";
      to += digits[static_cast<unsigned char>(c) >> 4U];
      to += digits[static_cast<unsigned char>(c) & 0xFU];
  }
}

class Writer {
 public:
  Writer(bool indented, bool sorted) : indented_(indented), sorted_(sorted) {}

  void write(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::null:
        text_ += "null";
        break;
      case Value::Kind::boolean:
        text_ += value.truth() ? "true" : "false";
        break;
      case Value::Kind::number:
        text_ += value.text();
        break;
      case Value::Kind::string:
        append_json_string(text_, value.text());
        break;
      case Value::Kind::array:
        write_array(value.items());
        break;
      case Value::Kind::object:
        write_object(value.members());
        break;
    }
  }
  std::string take() { return std::move(text_); }

 private:
  void new_line() {
    if (!indented_) return;
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  void write_array(const std::vector<Value>& items) {
    text_ += '[';
    ++depth_;
    for (const Value& item : items) {
      if (&item != &items.front()) text_ += ',';
      new_line();
      write(item);
    }
    --depth_;
    if (!items.empty()) new_line();
    text_ += ']';
  }

  void write_member(const Member& member) {
    new_line();
    append_json_string(text_, member.key);
    text_ += indented_ ? ": " : ":";
    write(member.value);
  }

  void write_object(const std::vector<Member>& members) {
    text_ += '{';
    ++depth_;
    if (sorted_) {
      std::vector<const Member*> order;
      order.reserve(members.size());
      for (const Member& member : members) order.push_back(&member);
      std::ranges::sort(order, {}, [](const Member* m) -> std::string_view { return m->key; });
      for (const Member* member : order) write_next(*member, member == order.front());
    } else {
      for (const Member& member : members) write_next(member, &member == &members.front());
    }
    --depth_;
    if (!members.empty()) new_line();
    text_ += '}';
  }

  void write_next(const Member& member, bool first) {
    if (!first) text_ += ',';
    write_member(member);
  }

  bool indented_;
  bool sorted_;
  std::size_t depth_ = 0;
  std::string text_;
};

}  // namespace

void append_json_string(std::string& to, std::string_view text) {
  to += '"';
  std::size_t plain = 0;  // where the characters begin that are written as they are
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
    to += text.substr(plain, at - plain);
    write_escape(to, c);
    plain = at + 1;
  }
  to += text.substr(plain);
  to += '"';
}

std::string to_json(const Value& value, bool indented) {
  Writer writer(indented, false);
  writer.write(value);
  return writer.take();
}

std::string to_canonical_json(const Value& value) {
  Writer writer(false, true);
  writer.write(value);
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
