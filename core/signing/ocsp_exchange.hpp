// The question that an OCSP responder (RFC 6960) is asked, and who answers it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trust/certificate.hpp"

namespace engross {

// OCSPRequest in DER about one certificate: without a nonce, and with SHA-1 to name the issuer (RFC 5019, 2.1.1: what
// every responder knows; nothing depends on its strength).
std::string ocsp_request(const Certificate& certificate, const Certificate& issuer);

// Why a response is none that could be believed; empty when it is one. "it refuses: trylater"
std::string fault_of_response(std::string_view response);

// The certificate of whoever signed the response: the issuer, or one that came along.
std::optional<Certificate> responder_of(std::string_view response, const Certificate& issuer);

// Whether its issuer vouches for it as long as it is valid (id-pkix-ocsp-nocheck).
bool needs_no_check(const Certificate& responder);

}  // namespace engross
