// The keys and certificates of a PKI directory, and a stranger who is in none.
#pragma once

#include <ctime>
#include <string>

#include "trust/openssl.hpp"

namespace engross::test {

using RequestPtr = std::unique_ptr<OCSP_REQUEST, FreedBy<OCSP_REQUEST_free>>;
using CertIdPtr = std::unique_ptr<OCSP_CERTID, FreedBy<OCSP_CERTID_free>>;
using Asn1TimePtr = std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>>;

struct Signer {
  X509Ptr certificate;
  KeyPtr key;
};

X509Ptr read_certificate(const std::string& path);  // throws when there is none, as do the next two
CrlPtr read_crl(const std::string& path);
Signer read_signer(const std::string& directory, const std::string& name);

// Whose certificate has the extended key usage and is issued by itself: nobody whom anybody trusts. Made once a usage.
const Signer& stranger(const char* extended_usage);

Asn1TimePtr time_of(std::time_t at);

}  // namespace engross::test
