// Whether a certificate was revoked, from data that somebody brought: OCSP responses (RFC 6960) and CRLs (RFC 5280).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trust/certificate.hpp"

namespace engross {

// DER, as they lie in a document security store.
struct RevocationData {
  std::vector<std::string> ocsps;  // OCSPResponse
  std::vector<std::string> crls;   // CertificateList
};

struct RevocationStatus {
  enum class Kind : std::uint8_t {
    good,
    revoked,
    unknown,  // no data says anything valid of it
  };
  Kind kind = Kind::unknown;
  std::chrono::sys_seconds revoked_at{};  // when revoked
  std::string reason;                     // "keyCompromise"; empty when none was given
  std::chrono::sys_seconds produced{};    // of the data that was believed: thisUpdate
  std::optional<std::chrono::sys_seconds> next_update;
  std::string source;   // "OCSP" or "CRL"
  std::string why_not;  // of unknown: why data for this certificate was not believed; empty when there was none
};

struct RevocationQuestion {
  Certificate certificate;
  Certificate issuer;
  std::vector<Certificate> pool;  // where a responder's certificate may be, besides the response
  std::chrono::sys_seconds at{};  // when the data must have been current, give or take `tolerance`
  std::chrono::seconds tolerance{300};
  // Data of a later time than `at` is good too: what is not revoked later was not revoked before (long-term data is
  // gathered after signing as often as before). A revocation after `at` is told as revoked, with its moment.
  bool later_data = true;
};

// Data is believed when the issuer signed it, or for OCSP a responder that the issuer certified for that, and it is
// current at `at`; without a nextUpdate it is so for a day. A revocation other than certificateHold is believed however
// old its data are, and nothing undoes it. That a certificate was good is not believed of one that had expired by then:
// issuers may drop those. Of the rest the latest decides.
RevocationStatus revocation_of(const RevocationQuestion& question, const RevocationData& data);

}  // namespace engross
