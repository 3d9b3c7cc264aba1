// A stream of bytes with what was read and not yet taken in one piece: private to this room.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/byte_stream.hpp"

namespace engross {

class ByteWindow {
 public:
  explicit ByteWindow(std::unique_ptr<ByteStream> from) : from_(std::move(from)) {}

  std::string_view view() const { return std::string_view(bytes_).substr(at_); }
  void take(std::size_t bytes) { at_ += bytes; }
  std::size_t capacity() const { return bytes_.capacity(); }

  // Adds what comes next to the view, which may move; false at the end of the stream.
  Result<bool> more() {
    if (ended_) return false;
    const Result<std::string_view> next = from_->next();
    if (!next) return tl::unexpected<Diagnostics>(next.error());
    ended_ = next->empty();
    bytes_.erase(0, at_);
    at_ = 0;
    bytes_ += *next;
    return !ended_;
  }
  // Until there are so many, or the stream has ended.
  Result<void> at_least(std::size_t bytes) {
    while (view().size() < bytes) {
      const Result<bool> added = more();
      if (!added) return tl::unexpected<Diagnostics>(added.error());
      if (!*added) break;
    }
    return {};
  }

 private:
  std::unique_ptr<ByteStream> from_;
  std::string bytes_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

}  // namespace engross
