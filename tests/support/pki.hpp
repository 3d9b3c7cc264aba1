// A public-key infrastructure made for a test: authorities, signers, CRLs, OCSP responses and time stamps, each as
// right or as wrong as the test wants it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trust/certificate.hpp"
#include "trust/openssl.hpp"

namespace engross::test {

using Moment = std::chrono::sys_seconds;

// Noon of a day: at(2024, 3, 1).
Moment at(int year, unsigned month, unsigned day);

enum class KeyKind : unsigned char { rsa_1024, rsa_2048, rsa_3072, rsa_4096, p256, p384, p521 };

// Made once for each kind and number: RSA keys take long.
std::shared_ptr<EVP_PKEY> key_of(KeyKind kind, int number);

struct CertificatePlan {
  std::string name;
  KeyKind key = KeyKind::p256;
  Moment from = at(2020, 1, 1);
  Moment to = at(2040, 1, 1);
  bool authority = false;
  // As in OpenSSL's configuration: {NID_ext_key_usage, "critical,timeStamping"}. An authority has its usage already.
  std::vector<std::pair<int, std::string>> extensions{};
  const char* digest = "SHA256";  // that its issuer signs with
};

// A certificate with its key.
struct Identity {
  Certificate certificate;
  std::shared_ptr<EVP_PKEY> key;
};

Identity make_root(const CertificatePlan& plan);
Identity issue(const Identity& issuer, const CertificatePlan& plan);
// As usual: a key usage for signing; timeStamping; OCSPSigning.
Identity issue_signer(const Identity& issuer, const std::string& name, KeyKind key = KeyKind::p256);
Identity issue_time_stamper(const Identity& issuer, const std::string& name, KeyKind key = KeyKind::p256);
Identity issue_responder(const Identity& issuer, const std::string& name);

struct Revoked {
  Certificate certificate;
  Moment at;
  int reason = -1;  // OCSP_REVOKED_STATUS_…; -1: none given
};

struct CrlPlan {
  Moment this_update = at(2024, 3, 1);
  std::optional<Moment> next_update = at(2024, 4, 1);
  std::vector<Revoked> revoked{};
  std::vector<std::pair<int, std::string>> extensions{};
  const char* digest = "SHA256";
};
std::string make_crl(const Identity& issuer, const CrlPlan& plan = {});

struct OcspPlan {
  Moment this_update = at(2024, 3, 1);
  std::optional<Moment> next_update = at(2024, 4, 1);
  std::optional<Revoked> revoked{};
  bool unknown = false;
  bool with_certificate = true;  // the responder's own goes along
  const char* digest = "SHA256";
};
std::string make_ocsp(const Certificate& certificate, const Certificate& issuer, const Identity& responder,
                      const OcspPlan& plan = {});

struct StampPlan {
  Moment at = test::at(2024, 3, 1);
  const char* imprint = "SHA256";
  const char* digest = "SHA256";
  int content_type = NID_id_smime_ct_TSTInfo;
  std::optional<int> signed_as{};  // the type of content that the signed attributes name instead
  bool names_certificate = true;   // signing-certificate-v2
  std::optional<Certificate> names_instead{};
  bool with_certificate = true;
  std::vector<Certificate> others{};        // certificates that go along
  std::optional<Identity> second_signer{};  // which no token may have
  long nonce = 77;
};
std::string make_time_stamp(const Identity& unit, std::string_view data, const StampPlan& plan = {});

// A signature over data that goes along or not, as RFC 5126 has it.
struct CmsPlan {
  const char* digest = "SHA256";
  int content_type = NID_pkcs7_data;
  std::optional<int> signed_as{};  // likewise
  bool detached = true;
  bool pss = false;
  bool signing_time = false;
  bool with_certificate = true;
  bool names_certificate = true;  // signing-certificate-v2
  std::optional<Certificate> names_instead{};
  std::vector<Certificate> others{};
  std::vector<std::string> crls{};
  std::optional<Identity> second_signer{};
  // Given the signature value, the token to put into the unsigned attributes.
  std::optional<std::pair<Identity, StampPlan>> stamp{};
};
std::string make_cms(const Identity& signer, std::string_view data, const CmsPlan& plan = {});

}  // namespace engross::test
