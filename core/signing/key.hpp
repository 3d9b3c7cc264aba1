// A signatory's key, wherever it lies: PKCS#12 (RFC 7292), PEM, or a PKCS#11 token (RFC 7512).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "signing/secret.hpp"
#include "trust/certificate.hpp"

namespace engross {

struct KeyPlace {
  std::string where;  // "signer.p12", "signer.pem", "pkcs11:token=engross;object=clavery?module-path=/usr/lib/….so"
  std::vector<std::string> chains;  // files of further certificates: the issuers', and the signer's own for bare keys
};

// Whether keys in tokens can be used on this machine at all. Error: "signing.token".
Result<void> tokens_are_supported();

// Opened once a run. Copies share the key; a token's key stays in the token.
class SigningKey {
 public:
  // Errors: "signing.passphrase" (wrong, or needed and not given), "signing.key" (no key there, damaged, more than one,
  // a kind that engross does not sign with), "signing.no-certificate", "signing.key-mismatch" (no certificate is of
  // this key), "signing.permissions" (an open key that others may read), "signing.token" (no module, no such token or
  // object, locked, removed; its words), "signing.pin-in-arguments" (a URI with pin-value), and those of World.
  static Result<SigningKey> open(const World& world, const KeyPlace& place, const AskSecret& ask);

  EVP_PKEY* key() const { return key_.get(); }
  const Certificate& certificate() const { return certificate_; }
  // Everything else that came with it, in the order it was found; what stands between the signer and its root.
  const std::vector<Certificate>& others() const { return others_; }
  bool in_token() const { return in_token_; }

 private:
  SigningKey(std::shared_ptr<EVP_PKEY> key, Certificate certificate, std::vector<Certificate> others, bool in_token)
      : key_(std::move(key)), certificate_(std::move(certificate)), others_(std::move(others)), in_token_(in_token) {}
  std::shared_ptr<EVP_PKEY> key_;
  Certificate certificate_;
  std::vector<Certificate> others_;
  bool in_token_;
};

}  // namespace engross
