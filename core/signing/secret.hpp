// A passphrase or a PIN: wiped when it goes, never printed, never copied.
#pragma once

#include <openssl/crypto.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace engross {

class Secret {
 public:
  explicit Secret(const std::string& bytes) : bytes_(bytes) {}
  explicit Secret(std::string&& bytes) : bytes_(std::move(bytes)) {
    wipe(bytes);
  }  // a short string's move leaves a copy
  Secret(Secret&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
  Secret& operator=(Secret&&) = delete;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(bytes_); }

  const char* c_str() const { return bytes_.c_str(); }
  std::string_view view() const { return bytes_; }

 private:
  // All that it has room for: a string that became shorter keeps the rest.
  static void wipe(std::string& bytes) {
    bytes.resize(bytes.capacity());
    OPENSSL_cleanse(bytes.data(), bytes.size());
    bytes.clear();
  }
  std::string bytes_;
};

// Asks whoever knows, once for each key of a run: a prompt, a file, a descriptor. `what` completes "Passphrase of …":
// "signer.p12", "the token engross". The answer has no line feed.
using AskSecret = std::function<Result<Secret>(const std::string& what)>;

}  // namespace engross
