// In: messages, or a stream of bytes. Out: a stream of bytes, or messages.
// Refuses: lengths over the reader's cap, and parts that are longer than their message.
#include "isolation/frames.hpp"

namespace engross {
namespace {

void append_little_endian(std::string& to, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) to += static_cast<char>((number >> (8 * i)) & 0xFFU);
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  return number;
}

constexpr std::size_t number_size = 8;

}  // namespace

std::string frame_header(std::size_t size) {
  std::string header;
  append_little_endian(header, size, frame_header_size);
  return header;
}

void append_frame(std::string& to, std::string_view message) {
  append_little_endian(to, message.size(), frame_header_size);
  to += message;
}

void append_number(std::string& to, std::uint64_t number) {
  append_little_endian(to, number, number_size);
}

void append_text(std::string& to, std::string_view text) {
  append_number(to, text.size());
  to += text;
}

std::optional<std::uint64_t> take_number(std::string_view& message) {
  if (message.size() < number_size) return std::nullopt;
  const std::uint64_t number = little_endian(message.substr(0, number_size));
  message.remove_prefix(number_size);
  return number;
}

std::optional<std::string_view> take_text(std::string_view& message) {
  std::string_view rest = message;
  const auto size = take_number(rest);
  if (!size || *size > rest.size()) return std::nullopt;
  const std::string_view text = rest.substr(0, static_cast<std::size_t>(*size));
  message = rest.substr(text.size());
  return text;
}

void FrameReader::push(std::string_view bytes) {
  if (refused_) return;
  buffer_.erase(0, read_);
  read_ = 0;
  buffer_ += bytes;
}

std::optional<std::string_view> FrameReader::next() {
  const std::string_view rest = std::string_view(buffer_).substr(read_);
  if (refused_ || rest.size() < frame_header_size) return std::nullopt;
  const std::uint64_t size = little_endian(rest.substr(0, frame_header_size));
  if (size > longest_) {
    refused_ = true;
    buffer_.clear();
    read_ = 0;
    return std::nullopt;
  }
  if (rest.size() - frame_header_size < size) return std::nullopt;
  read_ += frame_header_size + static_cast<std::size_t>(size);
  return rest.substr(frame_header_size, static_cast<std::size_t>(size));
}

}  // namespace engross
