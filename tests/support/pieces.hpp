// Bytes that are there already, as a stream that gives them in pieces of any size.
#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include "base/byte_stream.hpp"

namespace engross::test {

class Pieces final : public ByteStream {
 public:
  Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}

  Result<std::string_view> next() override {
    const std::string_view given = std::string_view(bytes_).substr(at_, piece_);
    at_ += given.size();
    return given;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

inline std::unique_ptr<ByteStream> in_pieces(std::string bytes, std::size_t piece = 65536) {
  return std::make_unique<Pieces>(std::move(bytes), piece);
}

}  // namespace engross::test
