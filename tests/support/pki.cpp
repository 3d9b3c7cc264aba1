// In: plans of certificates. Out: certificates and CRLs, by OpenSSL. Refuses nothing: it aborts the test.
#include "support/pki.hpp"

#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <map>
#include <stdexcept>

namespace engross::test {
namespace {

void must(bool good, const char* what) {
  if (!good) throw std::runtime_error(std::string("test PKI: ") + what + ": " + openssl_reason());
}

EVP_PKEY* generate(KeyKind kind) {
  switch (kind) {
    case KeyKind::rsa_1024:
      return EVP_RSA_gen(1024);
    case KeyKind::rsa_2048:
      return EVP_RSA_gen(2048);
    case KeyKind::rsa_3072:
      return EVP_RSA_gen(3072);
    case KeyKind::rsa_4096:
      return EVP_RSA_gen(4096);
    case KeyKind::p256:
      return EVP_EC_gen("P-256");
    case KeyKind::p384:
      return EVP_EC_gen("P-384");
    case KeyKind::p521:
      return EVP_EC_gen("P-521");
  }
  return nullptr;
}

time_t seconds(Moment moment) {
  return static_cast<time_t>(moment.time_since_epoch().count());
}

// The names and serials of a test tell its certificates apart.
long next_serial() {
  static long serial = 1000;
  return ++serial;
}

int next_key(KeyKind kind) {
  static std::map<KeyKind, int> used;
  constexpr int different = 8;  // keys of a kind; more identities share them
  return used[kind]++ % different;
}

void add_extensions(X509* certificate, X509* issuer, const std::vector<std::pair<int, std::string>>& list) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  for (const auto& [nid, value] : list) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    must(extension != nullptr, value.c_str());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
}

void name_it(X509_NAME* name, const std::string& text) {
  X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Engross Test"), -1, -1,
                             0);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1,
                             0);
}

Identity make(const CertificatePlan& plan, const Identity* issuer) {
  const X509Ptr made(X509_new());
  const std::shared_ptr<EVP_PKEY> key = key_of(plan.key, next_key(plan.key));
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), next_serial());
  ASN1_TIME_set(X509_getm_notBefore(made.get()), seconds(plan.from));
  ASN1_TIME_set(X509_getm_notAfter(made.get()), seconds(plan.to));
  name_it(X509_get_subject_name(made.get()), plan.name);
  X509* above = issuer != nullptr ? issuer->certificate.x509() : made.get();
  X509_set_issuer_name(made.get(), X509_get_subject_name(above));
  X509_set_pubkey(made.get(), key.get());
  if (plan.authority)
    add_extensions(made.get(), above,
                   {{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,keyCertSign,cRLSign"}});
  add_extensions(made.get(), above, {{NID_subject_key_identifier, "hash"}, {NID_authority_key_identifier, "keyid"}});
  add_extensions(made.get(), above, plan.extensions);
  EVP_PKEY* signing = issuer != nullptr ? issuer->key.get() : key.get();
  must(X509_sign(made.get(), signing, EVP_get_digestbyname(plan.digest)) > 0, "X509_sign");
  return {Certificate::of(made.get()), key};
}

X509_REVOKED* entry_of(const Revoked& revoked) {
  X509_REVOKED* entry = X509_REVOKED_new();
  X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(revoked.certificate.x509()));
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> when(ASN1_TIME_set(nullptr, seconds(revoked.at)));
  X509_REVOKED_set_revocationDate(entry, when.get());
  if (revoked.reason < 0) return entry;
  const std::unique_ptr<ASN1_ENUMERATED, FreedBy<ASN1_ENUMERATED_free>> reason(ASN1_ENUMERATED_new());
  ASN1_ENUMERATED_set(reason.get(), revoked.reason);
  X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, reason.get(), 0, 0);
  return entry;
}

}  // namespace

Moment at(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) + hours(12);
}

std::shared_ptr<EVP_PKEY> key_of(KeyKind kind, int number) {
  static std::map<std::pair<KeyKind, int>, std::shared_ptr<EVP_PKEY>> made;
  std::shared_ptr<EVP_PKEY>& key = made[{kind, number}];
  if (!key) key = std::shared_ptr<EVP_PKEY>(generate(kind), FreedBy<EVP_PKEY_free>());
  must(key != nullptr, "key");
  return key;
}

Identity make_root(const CertificatePlan& plan) {
  CertificatePlan root = plan;
  root.authority = true;
  return make(root, nullptr);
}

Identity issue(const Identity& issuer, const CertificatePlan& plan) {
  return make(plan, &issuer);
}

Identity issue_signer(const Identity& issuer, const std::string& name, KeyKind key) {
  return issue(issuer,
               {.name = name, .key = key, .extensions = {{NID_key_usage, "critical,digitalSignature,nonRepudiation"}}});
}

Identity issue_time_stamper(const Identity& issuer, const std::string& name, KeyKind key) {
  return issue(issuer, {.name = name,
                        .key = key,
                        .extensions = {{NID_key_usage, "critical,digitalSignature"},
                                       {NID_ext_key_usage, "critical,timeStamping"}}});
}

Identity issue_responder(const Identity& issuer, const std::string& name) {
  return issue(
      issuer,
      {.name = name, .extensions = {{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "OCSPSigning"}}});
}

std::string make_crl(const Identity& issuer, const CrlPlan& plan) {
  const CrlPtr crl(X509_CRL_new());
  X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(issuer.certificate.x509()));
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> from(ASN1_TIME_set(nullptr, seconds(plan.this_update)));
  X509_CRL_set1_lastUpdate(crl.get(), from.get());
  if (plan.next_update) {
    const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> to(ASN1_TIME_set(nullptr, seconds(*plan.next_update)));
    X509_CRL_set1_nextUpdate(crl.get(), to.get());
  }
  for (const Revoked& one : plan.revoked) X509_CRL_add0_revoked(crl.get(), entry_of(one));
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer.certificate.x509(), nullptr, nullptr, crl.get(), 0);
  for (const auto& [nid, value] : plan.extensions) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    must(extension != nullptr, value.c_str());
    X509_CRL_add_ext(crl.get(), extension, -1);
    X509_EXTENSION_free(extension);
  }
  X509_CRL_sort(crl.get());
  must(X509_CRL_sign(crl.get(), issuer.key.get(), EVP_get_digestbyname(plan.digest)) > 0, "X509_CRL_sign");
  return der_of(i2d_X509_CRL, crl.get());
}

std::string make_ocsp(const Certificate& certificate, const Certificate& issuer, const Identity& responder,
                      const OcspPlan& plan) {
  const OcspBasicPtr basic(OCSP_BASICRESP_new());
  const auto moment = [](Moment when) { return ASN1_TIME_set(nullptr, seconds(when)); };
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> from(moment(plan.this_update));
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> to(plan.next_update ? moment(*plan.next_update) : nullptr);
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> revoked(plan.revoked ? moment(plan.revoked->at) : nullptr);
  const int status = plan.unknown   ? V_OCSP_CERTSTATUS_UNKNOWN
                     : plan.revoked ? V_OCSP_CERTSTATUS_REVOKED
                                    : V_OCSP_CERTSTATUS_GOOD;
  OCSP_CERTID* id = OCSP_cert_to_id(EVP_sha1(), certificate.x509(), issuer.x509());
  must(OCSP_basic_add1_status(basic.get(), id, status, plan.revoked ? plan.revoked->reason : -1, revoked.get(),
                              from.get(), to.get()) != nullptr,
       "OCSP_basic_add1_status");
  OCSP_CERTID_free(id);
  // There is no other way to say when it was produced.
  ASN1_GENERALIZEDTIME_set(const_cast<ASN1_GENERALIZEDTIME*>(OCSP_resp_get0_produced_at(basic.get())),
                           seconds(plan.this_update));
  const unsigned long flags = OCSP_NOTIME | (plan.with_certificate ? 0UL : static_cast<unsigned long>(OCSP_NOCERTS));
  must(OCSP_basic_sign(basic.get(), responder.certificate.x509(), responder.key.get(),
                       EVP_get_digestbyname(plan.digest), nullptr, flags) == 1,
       "OCSP_basic_sign");
  const OcspResponsePtr response(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
  return der_of(i2d_OCSP_RESPONSE, response.get());
}

}  // namespace engross::test
