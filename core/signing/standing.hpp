// Whether a certificate of a person is good for approving or signing now, as their department sees it. Private to this
// room.
#pragma once

#include "base/date.hpp"
#include "department/approvers.hpp"

namespace engross::signing {

// What lists of revoked certificates have against a certificate of a chain: it is revoked, whenever that was, or a list
// of its issuer is there and cannot be believed, which must not hide that it is.
struct Doubt {
  Certificate certificate;
  RevocationStatus status;
};
// "the certificate of Ada Quay was revoked on 2024-03-01T12:00:00Z (keyCompromise)", or why that is not known.
std::string sentence_of(const Doubt& doubt);
// What to do about a list that cannot be believed.
inline constexpr const char* list_hint = "put a current CRL of its authority into the department's trust/";

// In the order of the chain; none about its root, nor where no list of the issuer is there. `pool` as of
// RevocationQuestion.
std::vector<Doubt> doubts_about(const std::vector<Certificate>& chain, const std::vector<Certificate>& pool,
                                const RevocationData& lists, const Timestamp& at);

// The chain from the certificate to a root of trust/, none of it revoked as far as its CRLs say. Where no CRL of an
// issuer is there, nothing is known, and that is accepted; where one is there it must be believable and current.
// `whose` begins the sentences: "Ada Quay's approval as checker does not count". Errors: "approvals.expired" (or not
// yet valid), "approvals.untrusted", "approvals.revoked", "approvals.revocation".
Result<std::vector<Certificate>> standing_of(const Certificate& certificate, const std::vector<Certificate>& pool,
                                             const Trust& trust, const Timestamp& at, const std::string& whose);

}  // namespace engross::signing
