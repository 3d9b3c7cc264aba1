// In: bytes. Out: their SHA-256. Throws only when OpenSSL itself fails.
//
// The files of a run begin with the same fonts and pictures, which are two thirds of them; comparing bytes takes a
// twentieth of the time of hashing them.
#include "base/sha256.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

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

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Context begun() {
  Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  require(context && EVP_DigestInit_ex2(context.get(), method(), nullptr) == 1);
  return context;
}

void add_to(const Context& context, std::string_view bytes) {
  require(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
}

Sha256 end(const Context& context) {
  Sha256 digest{};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(context.get(), digest.data(), &length) == 1 && length == digest.size());
  return digest;
}

std::string hex_of(const Sha256& digest) {
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

constexpr std::size_t least_beginning = 4096;

// What was hashed before, with the state of the hash after it; what served last stands first.
class Beginnings {
 public:
  struct Known {
    std::string bytes;
    Context after;
  };

  // The longest one; null when these bytes begin like nothing that is known.
  const Known* of(std::string_view bytes) {
    auto longest = known_.end();
    for (auto one = known_.begin(); one != known_.end(); ++one)
      if (bytes.starts_with(one->bytes) && (longest == known_.end() || one->bytes.size() > longest->bytes.size()))
        longest = one;
    if (longest == known_.end()) return nullptr;
    std::rotate(known_.begin(), longest, longest + 1);
    return &known_.front();
  }

  void add(std::string_view bytes) {
    if (bytes.size() < least_beginning) return;
    if (const Known* known = of(bytes); known && known->bytes.size() == bytes.size()) return;
    constexpr std::size_t most = 8;
    if (known_.size() == most) known_.pop_back();
    Known fresh{std::string(bytes), begun()};
    add_to(fresh.after, bytes);
    known_.insert(known_.begin(), std::move(fresh));
  }

 private:
  std::vector<Known> known_;
};

thread_local Beginnings beginnings;

}  // namespace

Sha256 sha256(std::span<const std::string_view> pieces) {
  thread_local const Context context = begun();  // begun once: most of what is hashed is short
  std::string_view first = pieces.empty() ? std::string_view() : pieces.front();
  if (const Beginnings::Known* known = beginnings.of(first)) {
    require(EVP_MD_CTX_copy_ex(context.get(), known->after.get()) == 1);
    first.remove_prefix(known->bytes.size());
  } else {
    require(EVP_DigestInit_ex2(context.get(), method(), nullptr) == 1);
  }
  add_to(context, first);
  for (std::size_t i = 1; i < pieces.size(); ++i) add_to(context, pieces[i]);
  return end(context);
}

Sha256 sha256(std::string_view bytes) {
  return sha256(std::span(&bytes, 1));
}

void expect_beginning(std::string_view beginning) {
  beginnings.add(beginning);
}

struct RunningSha256::State {
  Context context = begun();
};

RunningSha256::RunningSha256() : state_(std::make_unique<State>()) {}

RunningSha256::~RunningSha256() = default;

void RunningSha256::add(std::string_view bytes) {
  add_to(state_->context, bytes);
}

std::string RunningSha256::hex() {
  return hex_of(end(state_->context));
}

std::string to_hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex(bytes.size() * 2, '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    hex[2 * i] = digits[byte >> 4U];
    hex[2 * i + 1] = digits[byte & 0xFU];
  }
  return hex;
}

std::string sha256_hex(std::string_view bytes) {
  return hex_of(sha256(bytes));
}

}  // namespace engross
