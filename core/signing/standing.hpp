// Whether a certificate of a person is good for approving now, as their department sees it. Private to this room.
#pragma once

#include "base/date.hpp"
#include "department/approvers.hpp"

namespace engross::signing {

// The chain from the certificate to a root of trust/, none of it revoked as far as its CRLs say. Where no CRL of an
// issuer is there, nothing is known, and that is accepted; where one is there it must be believable and current.
// `whose` begins the sentences: "Ada Quay's approval as checker does not count". Errors: "approvals.expired" (or not
// yet valid), "approvals.untrusted", "approvals.revoked", "approvals.revocation".
Result<std::vector<Certificate>> standing_of(const Certificate& certificate, const std::vector<Certificate>& pool,
                                             const Trust& trust, const Timestamp& at, const std::string& whose);

}  // namespace engross::signing
