// A certificate (RFC 5280), read once and shared.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/source.hpp"
#include "trust/openssl.hpp"

namespace engross {

class Certificate {
 public:
  // Nothing but one certificate in DER. Error: "trust.certificate".
  static Result<Certificate> from_der(std::string_view der);
  // Another owner of the same certificate.
  static Certificate of(X509* certificate);

  X509* x509() const { return certificate_.get(); }  // lives as long as this or a copy; never null
  const std::string& der() const { return *der_; }
  std::string sha256() const;  // of the DER form, 64 lower-case digits: its fingerprint

  std::string name() const;     // the common name, else the organisation, else the whole subject
  std::string subject() const;  // the whole name, RFC 2253: "CN=Denise Clavery,O=Department for Education"
  std::string issuer() const;   // likewise
  std::string serial() const;   // hexadecimal
  std::string key() const;      // "RSA 2048", "ECDSA P-256", "RSA-PSS 3072"
  std::chrono::sys_seconds not_before() const;
  std::chrono::sys_seconds not_after() const;
  bool self_issued() const;  // issuer and subject are one name, as of a root

  // Where this certificate says that its status and its issuer may be asked; in its order.
  std::vector<std::string> ocsp_addresses() const;
  std::vector<std::string> crl_addresses() const;
  std::vector<std::string> issuer_addresses() const;

  friend bool operator==(const Certificate& a, const Certificate& b) { return a.der() == b.der(); }

 private:
  Certificate() = default;
  std::shared_ptr<X509> certificate_;
  std::shared_ptr<const std::string> der_;
};

// As OpenSSL wants many; they must outlive it.
CertificateList list_of(const std::vector<Certificate>& all);

// Every certificate of a file: PEM, among which other blocks may stand, or one in DER. Errors: "trust.certificate"
// (damaged, with which it is), "trust.no-certificate".
Result<std::vector<Certificate>> read_certificates(const SourceRef& source);

// "26 October 2016 09:00:00 UTC" would depend on a locale; this is RFC 3339 in UTC.
std::string shown_time(std::chrono::sys_seconds at);

}  // namespace engross
