// Messages over a stream of bytes: four bytes of length, least significant first, then that many bytes. Needs nothing
// but the standard library, so that a lean child can use it too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engross {

constexpr std::size_t frame_header_size = 4;

// The longest message that can be framed; readers set their own, lower cap.
constexpr std::size_t longest_frame = 0xFFFFFFFFU;

// The length as it stands before a message of `size` (at most longest_frame) bytes.
std::string frame_header(std::size_t size);

// Appends a message with its length.
void append_frame(std::string& to, std::string_view message);

// A number of a message: eight bytes, least significant first, and a text with its length in eight bytes before it.
void append_number(std::string& to, std::uint64_t number);
void append_text(std::string& to, std::string_view text);

// Takes the parts of a message off its front, in the order they were appended; nothing when the message is too short.
std::optional<std::uint64_t> take_number(std::string_view& message);
std::optional<std::string_view> take_text(std::string_view& message);

// Puts messages together from bytes as they come. Distrusts the other side: a length over the cap is refused as soon as
// it is seen, and nothing is kept for it.
class FrameReader {
 public:
  explicit FrameReader(std::size_t longest_message) : longest_(longest_message) {}

  void push(std::string_view bytes);
  // The next whole message, if it is there. The view is good until the next push.
  std::optional<std::string_view> next();
  // A length over the cap was seen; there are no messages any more.
  bool refused() const { return refused_; }
  // Bytes of a message that has not come whole.
  std::size_t pending() const { return buffer_.size() - read_; }

 private:
  std::size_t longest_;
  std::string buffer_;
  std::size_t read_ = 0;  // bytes of buffer_ already given out
  bool refused_ = false;
};

}  // namespace engross
