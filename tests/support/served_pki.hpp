// Public key infrastructures for tests, made by samples/pki/make-pki.
#pragma once

#include <string>
#include <vector>

#include "support/background.hpp"
#include "support/process.hpp"

namespace engross::test {

// The whole of it, without addresses in its certificates: made once in the build directory, for all test programs, so
// nobody may change it. sample_pki("signer-p256.p12") is the path of a file.
std::string sample_pki(const std::string& file);
std::string sample_passphrase();

// 2016-10-26 09:00 UTC, when the sample letter is issued: the clock of the server below stands still there.
inline constexpr long served_at = 1'477'472'400;

// A PKI whose certificates name OCSP, CRL and issuer addresses, and the server on loopback that answers them, with
// faults on demand (tests/support/pki_server/main.cpp). Both go with their owner.
class ServedPki {
 public:
  // Who is there besides root and intermediate; the names are those of make-pki.
  explicit ServedPki(const std::vector<std::string>& names = {"tsu", "ocsp", "signer-p256"});
  std::string operator/(const std::string& file) const { return directory_ / ("pki/" + file); }
  std::string url(const std::string& path) const;  // url("/tsa")
  int port() const { return port_; }

 private:
  TemporaryDirectory directory_;
  Background server_;
  int port_ = 0;
};

}  // namespace engross::test
