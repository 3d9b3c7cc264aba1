// OpenSSL's objects with owners, and its words for what went wrong.
#pragma once

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace engross {

template <auto Free>
struct FreedBy {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

struct FreeList {
  void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }  // a macro of OpenSSL
};

using BioPtr = std::unique_ptr<BIO, FreedBy<BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, FreedBy<X509_free>>;
using CrlPtr = std::unique_ptr<X509_CRL, FreedBy<X509_CRL_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using KeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>>;
using CmsPtr = std::unique_ptr<CMS_ContentInfo, FreedBy<CMS_ContentInfo_free>>;
// A list of certificates that others own.
using CertificateList = std::unique_ptr<STACK_OF(X509), FreeList>;
using OcspResponsePtr = std::unique_ptr<OCSP_RESPONSE, FreedBy<OCSP_RESPONSE_free>>;
using OcspBasicPtr = std::unique_ptr<OCSP_BASICRESP, FreedBy<OCSP_BASICRESP_free>>;

// A BIO that reads these bytes; they must outlive it.
BioPtr reading(std::string_view bytes);
BioPtr reading_signed(std::string_view bytes);  // the content of a detached signature, for CMS_verify()

// What OpenSSL last complained of, in its words ("unsupported", "bad decrypt"), and its queue emptied. "no reason
// given" when it said nothing.
std::string openssl_reason();
// Forgets complaints that are of no interest.
void forget_openssl_errors();

// The moment that an ASN.1 time names; nothing when it names none.
std::optional<std::chrono::sys_seconds> moment_of(const ASN1_TIME* time);

// What a string of ASN.1 holds; empty for null.
std::string_view bytes_of(const ASN1_STRING* string);

// The number in hexadecimal, as certificates show their serial.
std::string hex_of(const ASN1_INTEGER* number);

// The DER form of an object: der_of(i2d_X509, certificate). Empty when it cannot be written.
template <class Write, class T>
std::string der_of(Write write, T* object) {
  unsigned char* bytes = nullptr;
  const int length = write(object, &bytes);
  if (length <= 0) return {};
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return out;
}

// An object from all of the bytes: from_der(d2i_X509, bytes). Null when they are not exactly one.
template <class Read>
auto from_der(Read read, std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* const end = at + bytes.size();
  auto* object = read(nullptr, &at, static_cast<long>(bytes.size()));
  return std::pair(object, object != nullptr && at == end);
}

}  // namespace engross
