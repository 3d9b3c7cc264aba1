// Revocation data: OCSP responses (RFC 6960) and CRLs (RFC 5280), honest or not.
#pragma once

#include <ctime>
#include <string>

namespace engross::test {

// The reply, in DER, to a request in DER. Modes: "" is honest; see status.cpp for the others. Throws on an unknown one.
std::string ocsp(const std::string& directory, const std::string& mode, const std::string& request, std::time_t now);

// NAME.crl of the directory; in the modes "stale", "soon" and "other-signer" issued anew.
std::string crl(const std::string& directory, const std::string& mode, const std::string& name, std::time_t now);

}  // namespace engross::test
