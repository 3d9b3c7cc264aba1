// What one OCSP response (RFC 6960) says of a certificate, whatever the time.
#pragma once

#include <optional>

#include "trust/revocation.hpp"

namespace engross {

// Nothing when the response says nothing of the certificate, or is none. Unknown with `why_not` when it is not to be
// believed: signed by nobody whom the issuer entitled, or weak.
std::optional<RevocationStatus> ocsp_says(std::string_view der, const RevocationQuestion& question);

}  // namespace engross
