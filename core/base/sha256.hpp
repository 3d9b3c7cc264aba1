// SHA-256 (FIPS 180-4) of bytes, by OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace engross {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
Sha256 sha256(std::span<const std::string_view> pieces);  // of all of them, one after the other
std::string sha256_hex(std::string_view bytes);           // 64 lower-case digits
std::string to_hex(std::string_view bytes);

// Says that more bytes to be hashed in this thread will begin like these: whenever they do, hashing goes on from there.
// A few beginnings are remembered, those that served last; ones under 4 KiB are not worth it.
void expect_beginning(std::string_view beginning);

// The same of bytes that come piece by piece.
class RunningSha256 {
 public:
  RunningSha256();
  ~RunningSha256();
  RunningSha256(const RunningSha256&) = delete;
  RunningSha256& operator=(const RunningSha256&) = delete;
  void add(std::string_view bytes);
  std::string hex();  // of all that was added; nothing is added after it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace engross
