// The elements of a JSON array, or the lines of JSON Lines, one by one: private to this room.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "exports/byte_window.hpp"
#include "exports/json_scanner.hpp"

namespace engross {

// Good until the next is asked for.
struct JsonElement {
  std::size_t line = 1;   // of the export, where it begins
  std::string_view text;  // empty when longer than the limit
  JsonScanner scanned;
  bool whole = true;  // its brackets and quotes are closed
  bool too_long = false;
  std::size_t end_line = 1;
};

class JsonElements {
 public:
  enum class Layout : std::uint8_t { array, lines };
  JsonElements(ByteWindow& bytes, Layout layout, std::size_t longest, std::string name)
      : bytes_(bytes), layout_(layout), longest_(longest), name_(std::move(name)) {}

  // False at the end. Error: "exports.syntax" where the elements of an array cannot be told apart; those of the stream.
  Result<bool> next(JsonElement& element);
  std::size_t blank_lines() const { return blank_lines_; }

 private:
  Result<bool> next_line(JsonElement& element);
  Result<bool> next_of_array(JsonElement& element);
  Result<bool> take_element(JsonElement& element);
  Result<char> next_sign();
  Result<bool> end_of_array();
  Diagnostic broken(std::string message, std::string hint) const;
  void advance(std::size_t bytes);

  ByteWindow& bytes_;
  Layout layout_;
  std::size_t longest_;
  std::string name_;
  std::size_t line_ = 1;
  std::size_t blank_lines_ = 0;
  std::size_t given_ = 0;  // bytes of the window that the last element had
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace engross
