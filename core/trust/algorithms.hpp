// Which algorithms are still worth anything: SHA-2 of 256 bits and more, RSA of 2048 bits and more.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <span>
#include <string>
#include <string_view>

namespace engross {

// The digest that an algorithm identifier names, when it is one of SHA-256, SHA-384 and SHA-512; else null.
const EVP_MD* strong_digest(const X509_ALGOR* algorithm);

// The digest of pieces of data, one after another.
std::string digest_of(const EVP_MD* digest, std::span<const std::string_view> pieces);

// Why a signature algorithm is not good enough, as the end of "it is signed with …"; empty when it is.
std::string weakness_of(const X509_ALGOR* signature_algorithm);

// Why a public key is not good enough, "RSA 1024"; empty when it is.
std::string weakness_of(const EVP_PKEY* key);

// "SHA-256", or whatever name or number an algorithm has.
std::string name_of(const X509_ALGOR* algorithm);

}  // namespace engross
