// What one CRL (RFC 5280, 5) says of a certificate, whatever the time.
#pragma once

#include <optional>

#include "trust/revocation.hpp"

namespace engross {

// Nothing when the CRL is of another issuer, or no CRL at all. Unknown with `why_not` when it is not to be believed:
// not signed by the issuer, weak, partial (delta, indirect, some reasons, other kinds or another address).
std::optional<RevocationStatus> crl_says(std::string_view der, const RevocationQuestion& question);

}  // namespace engross
