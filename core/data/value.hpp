// JSON and YAML as one tree: exact numbers, ordered members, and the place of everything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/source.hpp"

namespace engross {

// Offsets are bytes into the document's source; {0, 0} for values that were made, not read.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Member;

// One value. A number keeps its source text ("1.20" stays "1.20"); text is NFC-normalised UTF-8 free of the characters
// that base/text.hpp forbids, and its lines end in a line feed alone.
class Value {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Value() = default;  // null
  static Value boolean(bool truth);
  static Value number(std::string text);  // the text of a JSON number
  static Value string(std::string text);
  static Value array();  // an empty one; no default arguments, because Value and Member are incomplete here
  static Value array(std::vector<Value> items);
  static Value object();
  static Value object(std::vector<Member> members);  // keys differ

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_boolean() const { return kind_ == Kind::boolean; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }

  bool truth() const { return truth_; }           // of a boolean
  const std::string& text() const;                // of a string or a number, else empty
  const std::vector<Value>& items() const;        // of an array, else empty
  const std::vector<Member>& members() const;     // of an object, else empty; in the order they were written
  const Value* find(std::string_view key) const;  // of an object; null when absent or not an object
  std::vector<std::string> keys() const;

  // Adds or replaces a member; makes an object of a null. Only for objects and nulls.
  void set(std::string key, Value value);
  // Adds an item; makes an array of a null. Only for arrays and nulls.
  void push_back(Value item);

  Extent extent;      // the value itself, quotes and brackets included
  Extent key_extent;  // the key it stands under, when it is a member

 private:
  // `order` sorts the members by key once there are too many to look through; empty before that.
  struct Fields {
    std::vector<Member> members;
    std::vector<std::uint32_t> order;
  };
  std::optional<std::size_t> index_of(std::string_view key) const;

  std::variant<std::monostate, std::string, std::vector<Value>, Fields> content_;
  Kind kind_ = Kind::null;
  bool truth_ = false;
};

struct Member {
  std::string key;
  Value value;
};

// "null", "true or false", "number", "string", "array", "object": as a message would say it.
std::string_view name_of(Value::Kind kind);
// "null", "true or false", "a number", "a string", "an array", "an object": what a message says that something is.
std::string_view with_article(Value::Kind kind);

// The bytes of the longest JSON number that the text begins with; 0 when there is none.
std::size_t json_number_length(std::string_view text);
// Whether the text is exactly one JSON number.
bool is_json_number(std::string_view text);

// A value with the source it was read from.
struct Document {
  SourceRef source;
  Value root;
  Span span(const Value& value) const { return {source, value.extent.begin, value.extent.end}; }
  Span key_span(const Value& value) const { return {source, value.key_extent.begin, value.key_extent.end}; }

  // The bytes of the source that hold a string's text as it is, without quotes; nothing when it was written with
  // escapes, folded or normalised. For text that is parsed further, so that its errors point into the file.
  std::optional<Extent> verbatim(const Value& value) const;
};

// The value that a dotted path ("incoming.dated", "enclosures.0.title") names, or null.
const Value* find_path(const Value& root, std::string_view dotted_path);

// RFC 8259 text with two-space indentation (or on one line); numbers as their source text; ends without a line feed.
std::string to_json(const Value& value, bool indented = true);
// The canonical form for hashing: one line, members sorted by key (bytes).
std::string to_canonical_json(const Value& value);

// One JSON string, quotes included; the text must be UTF-8.
void append_json_string(std::string& to, std::string_view text);

// RFC 6901 escaping of one reference token.
std::string json_pointer_token(std::string_view key);

}  // namespace engross
