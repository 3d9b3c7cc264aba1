// Where a JSON value ends, and what its top members are, without reading it: private to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engross {

// Walks a value byte by byte, in as many pieces as it comes in. It knows strings and brackets and nothing else: whether
// what lies between is JSON, data/read.hpp says later. Offsets count from the first byte of the value.
class JsonScanner {
 public:
  enum class State : std::uint8_t { open, done, broken };
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  // Takes bytes until the value's end or a bracket that closes nothing; how many. An object, array or string ends with
  // its last byte, anything else before the next space, comma or bracket.
  std::size_t feed(std::string_view piece);

  State state() const { return state_; }
  bool is_object() const { return first_ == '{'; }
  std::size_t size() const { return at_; }

  // Of a whole object: the text of the member "reference", quotes included, when it is a string; and the member
  // "engross" with the comma that goes with it.
  const std::optional<Range>& reference() const { return reference_; }
  const std::optional<Range>& own() const { return own_; }

  // When it is not whole: whether a string is open, and the bracket that is, or was when another closed it.
  bool in_string() const { return in_string_; }
  char open_bracket() const { return brackets_.empty() ? '\0' : brackets_.back(); }
  std::size_t open_at() const { return opened_; }

 private:
  enum class Member : std::uint8_t { none, key, value };
  void step(char c);
  void step_in_string(char c);
  void open(char c);
  void close(char c);
  void end_of_member(bool more);
  void end_of_string();

  State state_ = State::open;
  char first_ = '\0';
  std::size_t at_ = 0;
  std::string brackets_;
  std::size_t opened_ = 0;  // where the outermost value's string or bracket began
  bool in_string_ = false;
  bool escaped_ = false;
  bool begun_ = false;

  Member member_ = Member::none;
  std::size_t string_begin_ = 0;
  std::string key_;  // of the top member, while it may be one of ours
  std::size_t key_begin_ = 0;
  std::size_t comma_ = 0;  // before the key; 0: none
  std::optional<Range> string_value_;
  std::optional<Range> reference_;
  std::optional<Range> own_;
};

}  // namespace engross
