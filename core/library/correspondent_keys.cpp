// In: a correspondent's names, and the secret of an index. Out: hashes that say nothing without the secret.
// Throws only when OpenSSL itself fails.
#include "library/correspondent_keys.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

namespace engross {
namespace {

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL could not make the key of an index");
}

KeyedHash hash_of(const std::string& text, std::string_view secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> whole{};
  unsigned int length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  require(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes, text.size(), whole.data(),
               &length) != nullptr);
  KeyedHash half{};
  std::copy_n(whole.begin(), half.size(), half.begin());
  return half;
}

}  // namespace

std::string new_secret() {
  std::string secret(secret_bytes, '\0');
  require(RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()), static_cast<int>(secret.size())) == 1);
  return secret;
}

// Folded words have no line breaks.
CorrespondentKeys keys_of(const CorrespondentNames& names, std::string_view secret) {
  const std::string whom = names.name + '\n' + names.place + '\n' + names.about;
  CorrespondentKeys keys{.whom = hash_of(whom, secret), .initial = {}, .forename = {}};
  if (!names.initial.empty()) keys.initial = hash_of(whom + "\ninitial " + names.initial, secret);
  if (!names.forename.empty()) keys.forename = hash_of(whom + "\nforename " + names.forename, secret);
  return keys;
}

}  // namespace engross
