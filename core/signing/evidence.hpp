// What proves for years that nobody who signed was revoked: certificates, OCSP responses and CRLs, gathered once before
// many letters are signed.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "signing/http.hpp"
#include "trust/chain.hpp"
#include "trust/revocation.hpp"
#include "trust/time_stamp.hpp"

namespace engross {

// Somebody whose chain must be proved.
struct Subject {
  Certificate certificate;
  std::vector<Certificate> pool{};  // certificates that may stand above it
  Use use = Use::signature;
  std::optional<std::vector<Certificate>> roots{};  // instead of the question's: stampers seldom share the signer's
};

Subject subject_of(const TimeStamp& stamp);  // whoever signed it

struct EvidenceQuestion {
  std::vector<Subject> subjects;
  std::vector<Certificate> roots{};  // trusted; empty: whatever the chains end in
  std::chrono::sys_seconds at{};     // when it must be good: now
};

struct Evidence {
  std::vector<Certificate> certificates;  // of all chains with their roots, and OCSP responders; each once
  RevocationData revocation;              // that was believed; each once
  std::chrono::sys_seconds gathered{};
  std::chrono::sys_seconds next_update{};  // the earliest of all; the issuers promise newer data by then
};

// Every certificate but the roots is asked after, in the order of the chains: by OCSP at its addresses (without a
// nonce, so that stored answers will do), then by CRL. Only what revocation_of() believes is taken. A responder other
// than the issuer must be proved itself, by CRL or another responder, unless it has id-pkix-ocsp-nocheck (RFC 6960,
// 4.2.2.2.1). Missing issuers are fetched from the addresses that certificates name (RFC 5280, 4.2.2.1).
// The order of the result depends on the question and the answers alone. Errors: "signing.revoked" (who, when, why),
// "signing.no-revocation-data" (which certificate; it names no address, or what each address answered), and those of
// chain_of().
Result<Evidence> gather_evidence(const EvidenceQuestion& question, const Exchange& exchange);

// Whether this certificate is among those that were proved. An authority may have several time-stamping units, so the
// next stamp may be by another than the probe was: then gather again with that one.
bool covers(const Evidence& evidence, const Certificate& certificate);

// Until when letters may be signed with it before it is gathered again: its next update, less a tenth of the time until
// then, and at most an hour less.
std::chrono::sys_seconds good_until(const Evidence& evidence);

}  // namespace engross
