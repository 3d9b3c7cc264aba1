// A time-stamp token (RFC 3161): somebody else's word for when data existed.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trust/certificate.hpp"

namespace engross {

struct TimeStamp {
  std::chrono::sys_seconds at{};
  std::string policy;                     // OID
  std::string serial;                     // hexadecimal
  std::string digest;                     // "SHA256": of the message imprint
  std::string nonce;                      // hexadecimal; empty when it has none
  Certificate signer;                     // the time-stamp unit
  std::vector<Certificate> certificates;  // all that the token brings
};

// The token in DER (a CMS ContentInfo), over `data` (its pieces one after another). The token's own signature is
// checked with the certificate that it names (signing-certificate or -v2 must agree); whether that one is to be trusted
// is chain_of()'s question (Use::time_stamp, at the token's time). Errors: "trust.time-stamp" (no token, or damaged),
// "trust.time-stamp-other" (it stamps other data), "trust.time-stamp-signature", "trust.weak" (SHA-1, MD5).
Result<TimeStamp> read_time_stamp(std::string_view token, std::span<const std::string_view> data);

}  // namespace engross
