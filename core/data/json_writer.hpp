// JSON text as it grows, for what is written often; to_json() writes a Value by it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace engross {

// One value: calls in the order of the text. Members and items are told apart by the container that is open; a key
// comes before each member. Text must be UTF-8.
class JsonWriter {
 public:
  // With two-space indentation, or all on one line.
  explicit JsonWriter(bool indented) : indented_(indented) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void number(std::string_view digits);  // as they stand
  void number(std::size_t value);
  void boolean(bool truth) { word(truth ? "true" : "false"); }
  void null() { word("null"); }

  // A member that is a text.
  void text(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }

  std::string take() { return std::move(text_); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void word(std::string_view bytes);
  void place_item();
  void new_line();

  bool indented_;
  bool empty_ = true;  // nothing stands yet in the container that is open
  bool after_key_ = false;
  std::size_t depth_ = 0;
  std::string text_;
};

}  // namespace engross
