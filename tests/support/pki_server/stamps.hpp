// A time-stamping authority (RFC 3161), honest or not.
#pragma once

#include <ctime>
#include <string>

namespace engross::test {

// The reply, in DER, to a request in DER. Modes: "" is honest; see stamps.cpp for the others. Throws on an unknown one.
std::string stamp(const std::string& directory, const std::string& mode, const std::string& request, std::time_t now);

}  // namespace engross::test
