// In: algorithm identifiers and keys as certificates and signatures carry them. Out: whether they are strong enough.
// Refuses: SHA-1 and older digests, RSA and DSA below 2048 bits, curves below 224 bits.
#include "trust/algorithms.hpp"

#include <fmt/format.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>

#include "base/sha256.hpp"
#include "trust/openssl.hpp"

namespace engross {
namespace {

using PssPtr = std::unique_ptr<RSA_PSS_PARAMS, FreedBy<RSA_PSS_PARAMS_free>>;

int number_of(const X509_ALGOR* algorithm) {
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  return OBJ_obj2nid(object);
}

std::string name_of_number(int nid) {
  switch (nid) {
    case NID_sha1:
      return "SHA-1";
    case NID_sha256:
      return "SHA-256";
    case NID_sha384:
      return "SHA-384";
    case NID_sha512:
      return "SHA-512";
    default:
      return OBJ_nid2sn(nid);
  }
}

bool strong(int digest) {
  constexpr std::array<int, 6> list{NID_sha256, NID_sha384, NID_sha512, NID_sha3_256, NID_sha3_384, NID_sha3_512};
  return std::ranges::find(list, digest) != list.end();
}

// RSASSA-PSS names its digest in its parameters; left out, it is SHA-1.
int pss_digest(const X509_ALGOR* algorithm) {
  const PssPtr parameters(
      static_cast<RSA_PSS_PARAMS*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter)));
  if (!parameters || parameters->hashAlgorithm == nullptr) return NID_sha1;
  return number_of(parameters->hashAlgorithm);
}

}  // namespace

const EVP_MD* strong_digest(const X509_ALGOR* algorithm) {
  switch (number_of(algorithm)) {
    case NID_sha256:
      return EVP_sha256();
    case NID_sha384:
      return EVP_sha384();
    case NID_sha512:
      return EVP_sha512();
    default:
      return nullptr;
  }
}

std::string digest_of(const EVP_MD* digest, std::span<const std::string_view> pieces) {
  if (EVP_MD_is_a(digest, "SHA256")) {
    const Sha256 hash = sha256(pieces);
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
  }
  const DigestPtr context(EVP_MD_CTX_new());
  EVP_DigestInit_ex(context.get(), digest, nullptr);
  for (const std::string_view piece : pieces) EVP_DigestUpdate(context.get(), piece.data(), piece.size());
  std::string bytes(static_cast<std::size_t>(EVP_MD_get_size(digest)), '\0');
  EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(bytes.data()), nullptr);
  return bytes;
}

std::string weakness_of(const X509_ALGOR* signature_algorithm) {
  const int number = number_of(signature_algorithm);
  if (number == NID_ED25519 || number == NID_ED448) return {};
  int digest = NID_undef;
  int key = NID_undef;
  if (number == NID_rsassaPss)
    digest = pss_digest(signature_algorithm);
  else if (OBJ_find_sigid_algs(number, &digest, &key) != 1)
    return fmt::format("an unknown algorithm ({})", name_of(signature_algorithm));
  return strong(digest) ? std::string() : name_of_number(digest);
}

std::string weakness_of(const EVP_PKEY* key) {
  if (key == nullptr) return "a key of an unknown kind";
  constexpr int least_bits = 112;  // of security: RSA 2048
  if (EVP_PKEY_get_security_bits(key) >= least_bits) return {};
  const char* kind = EVP_PKEY_get_base_id(key) == EVP_PKEY_EC ? "ECDSA" : OBJ_nid2sn(EVP_PKEY_get_base_id(key));
  return fmt::format("{} {}", EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? "RSA" : kind, EVP_PKEY_get_bits(key));
}

std::string name_of(const X509_ALGOR* algorithm) {
  const int number = number_of(algorithm);
  if (number != NID_undef) return name_of_number(number);
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  std::array<char, 80> digits{};
  OBJ_obj2txt(digits.data(), static_cast<int>(digits.size()), object, 1);
  return digits.data();
}

}  // namespace engross
