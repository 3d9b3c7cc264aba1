// From a certificate up to a root (RFC 5280, 6), judged at a moment.
#pragma once

#include <chrono>
#include <vector>

#include "trust/certificate.hpp"

namespace engross {

// What a certificate is used for; its extensions must allow it.
enum class Use : std::uint8_t {
  signature,   // digitalSignature or nonRepudiation, when it has a key usage
  time_stamp,  // extended key usage timeStamping, critical and alone (RFC 3161, 2.3)
  ocsp,        // an OCSP responder: the issuer itself, or OCSPSigning
};

struct ChainQuestion {
  Certificate leaf;
  std::vector<Certificate> pool;   // certificates that may stand in between, in any order; not trusted
  std::vector<Certificate> roots;  // trusted; empty: whatever the chain ends in, if it ends at all
  std::chrono::sys_seconds at;     // when every certificate must have been valid
  Use use = Use::signature;
};

// The leaf first, the root last. Errors: "trust.expired" and "trust.not-yet-valid" (which certificate, when),
// "trust.no-issuer" (names the issuer that nobody gave), "trust.untrusted" (the chain ends in a root that is not one
// of the roots), "trust.usage" (the certificate may not be used so), "trust.weak" (RSA below 2048 bits, SHA-1, MD5),
// "trust.chain" (a signature in it is wrong, a CA that is none, a constraint that is broken: OpenSSL's words).
Result<std::vector<Certificate>> chain_of(const ChainQuestion& question);

}  // namespace engross
