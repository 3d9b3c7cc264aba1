// The signed attributes of a CMS signature (RFC 5652, RFC 5035) that say what was signed and with which certificate.
#pragma once

#include <vector>

#include "trust/certificate.hpp"

namespace engross {

// The one value of a signed attribute as DER, tag and all; empty when it is not there, there twice, or has not exactly
// one value.
std::string signed_attribute(const CMS_SignerInfo* signer, int nid);

// Whether the signed attributes say that a content of this type was signed, as RFC 5652 (5.3, 11.1) demands and OpenSSL
// does not check: without it a signature over one kind of content could be passed off as one over another.
bool signs_content_of(const CMS_SignerInfo* signer, int nid);

// Whether signing-certificate-v2, or else signing-certificate, names this certificate.
enum class NamedBy : std::uint8_t {
  nothing,  // neither attribute is there
  other,    // what is there is damaged or names another certificate
  version_1,
  version_2,
};
NamedBy named_by(const CMS_SignerInfo* signer, const Certificate& certificate);

// Every certificate that the CMS brings.
std::vector<Certificate> certificates_in(CMS_ContentInfo* cms);

}  // namespace engross
