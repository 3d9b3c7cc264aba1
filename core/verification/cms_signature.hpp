// The CMS signature (RFC 5652) in a PDF's /Contents: read, and its values checked against the bytes that it signs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trust/revocation.hpp"
#include "trust/signed_attributes.hpp"

namespace engross::verification {

struct CmsSignature {
  Certificate signer;
  std::vector<Certificate> certificates;  // all that it brings
  RevocationData revocation;              // likewise: CRLs, and what Adobe's attribute holds
  std::string value;                      // the signature value, which a time stamp stamps
  std::vector<std::string> stamps;        // the time-stamp tokens among the unsigned attributes
  std::string algorithm;                  // "RSA 2048, SHA-256"
  NamedBy named = NamedBy::nothing;
  std::optional<std::chrono::sys_seconds> signing_time;  // the signed attribute, which PAdES leaves out
};

// The DER at the front of /Contents; nothing but zeros may follow. Error: "verify.contents".
Result<std::string_view> der_in(std::string_view contents);

// Of the pieces of data, one after another. Certificates of the pool help to find the signer's. Errors: "verify.cms"
// (no CMS signature, or not detached, or several signers), "verify.digest" (the data are other than what was signed),
// "verify.value" (the signature value is wrong), "verify.signer" (another certificate is named), "verify.weak".
Result<CmsSignature> read_signature(std::string_view der, std::span<const std::string_view> data,
                                    const std::vector<Certificate>& pool);

}  // namespace engross::verification
