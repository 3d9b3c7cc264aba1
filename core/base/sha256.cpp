// In: bytes. Out: their SHA-256. Throws only when OpenSSL itself fails.
#include "base/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace engross {

namespace {

// Fetched once: the default way looks it up each time.
const EVP_MD* method() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return fetched;
}

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL could not compute a SHA-256");
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  Sha256 digest{};
  unsigned int length = 0;
  require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, method(), nullptr) == 1 &&
          length == digest.size());
  return digest;
}

struct RunningSha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

RunningSha256::RunningSha256() : state_(std::make_unique<State>()) {
  require(state_->context && EVP_DigestInit_ex2(state_->context.get(), method(), nullptr) == 1);
}

RunningSha256::~RunningSha256() = default;

void RunningSha256::add(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string RunningSha256::hex() {
  Sha256 digest{};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) == 1 && length == digest.size());
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string to_hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(digits[byte >> 4U]);
    hex.push_back(digits[byte & 0xFU]);
  }
  return hex;
}

std::string sha256_hex(std::string_view bytes) {
  const Sha256 digest = sha256(bytes);
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace engross
