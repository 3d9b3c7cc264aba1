// What one CRL (RFC 5280, 5) says of a certificate, whatever the time.
#pragma once

#include <optional>

#include "trust/revocation.hpp"

namespace engross {

// Nothing when the CRL is of another issuer, or no CRL at all. Unknown with `why_not` when it is not to be believed:
// not signed by the issuer, weak, partial (delta, indirect, some reasons, other kinds or another address).
std::optional<RevocationStatus> crl_says(std::string_view der, const RevocationQuestion& question);

// In DER, every CRL of a PEM file, among which other blocks may stand, or the one that the bytes are; nothing when one
// of them is damaged, or there is none. OpenSSL's reason waits in its queue then.
std::vector<std::string> crls_in(std::string_view bytes);

}  // namespace engross
