// In: an OCSPRequest, or the name of a CRL, and how to treat it. Out: the response, true or false in one respect.
// The CRLs of the directory say who is revoked. Refuses: modes that it does not know, by throwing.
#include "support/pki_server/status.hpp"

#include <set>
#include <stdexcept>

#include "support/pki_server/authority.hpp"

namespace engross::test {
namespace {

constexpr std::time_t day = 86400;

struct Period {
  Asn1TimePtr from, to;
};

Period period_of(const std::string& mode, std::time_t now) {
  if (mode == "stale") return {time_of(now - 30 * day), time_of(now - 20 * day)};
  if (mode == "soon") return {time_of(now - day), time_of(now + 600)};
  if (mode == "early") return {time_of(now + day), time_of(now + 7 * day)};
  if (mode == "no-next") return {time_of(now), nullptr};
  return {time_of(now), time_of(now + 7 * day)};
}

std::string bare_response(int status) {
  const OcspResponsePtr response(OCSP_response_create(status, nullptr));
  return der_of(i2d_OCSP_RESPONSE, response.get());
}

// "root" or "intermediate": who issued what is asked after.
std::string issuer_of(const std::string& directory, OCSP_CERTID* id) {
  ASN1_OBJECT* digest = nullptr;
  OCSP_id_get0_info(nullptr, &digest, nullptr, nullptr, id);
  for (const char* name : {"root", "intermediate"}) {
    const X509Ptr issuer = read_certificate(directory + "/" + name + ".pem");
    const CertIdPtr theirs(OCSP_cert_to_id(EVP_get_digestbyobj(digest), nullptr, issuer.get()));
    if (theirs && OCSP_id_issuer_cmp(theirs.get(), id) == 0) return name;
  }
  return {};
}

void add_answer(OCSP_BASICRESP* basic, OCSP_CERTID* id, const std::string& directory, const std::string& issuer,
                const std::string& mode, std::time_t now) {
  const Period period = period_of(mode, now);
  const auto add = [&](int status, int reason, ASN1_TIME* at) {
    OCSP_basic_add1_status(basic, id, status, reason, at, period.from.get(), period.to.get());
  };
  if (mode == "unknown") return add(V_OCSP_CERTSTATUS_UNKNOWN, 0, nullptr);
  if (mode == "revoked" || (mode == "revoked-authority" && issuer == "root"))
    return add(V_OCSP_CERTSTATUS_REVOKED, OCSP_REVOKED_STATUS_CACOMPROMISE, time_of(now - day).get());
  ASN1_INTEGER* serial = nullptr;
  OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, id);
  const CrlPtr list = read_crl(directory + "/" + issuer + ".crl");
  X509_REVOKED* entry = nullptr;
  if (X509_CRL_get0_by_serial(list.get(), &entry, serial) == 0) return add(V_OCSP_CERTSTATUS_GOOD, 0, nullptr);
  const Asn1TimePtr at(ASN1_STRING_dup(X509_REVOKED_get0_revocationDate(entry)));
  const std::unique_ptr<ASN1_ENUMERATED, FreedBy<ASN1_ENUMERATED_free>> reason(
      static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
  add(V_OCSP_CERTSTATUS_REVOKED, reason ? static_cast<int>(ASN1_ENUMERATED_get(reason.get())) : -1, at.get());
}

// The root answers for itself; the intermediate has a responder.
void sign(OCSP_BASICRESP* basic, const std::string& directory, const std::string& issuer, const std::string& mode) {
  if (mode == "other-signer") {
    const Signer& other = stranger("OCSPSigning");
    OCSP_basic_sign(basic, other.certificate.get(), other.key.get(), EVP_sha256(), nullptr, 0);
    return;
  }
  const Signer signer = read_signer(directory, issuer == "root" ? "root" : mode == "checked" ? "ocsp-checked" : "ocsp");
  OCSP_basic_sign(basic, signer.certificate.get(), signer.key.get(), EVP_sha256(), nullptr, 0);
}

// Of the certificate with the next serial number, which nobody asked after.
CertIdPtr neighbour(OCSP_CERTID* id) {
  CertIdPtr other(OCSP_CERTID_dup(id));
  ASN1_INTEGER* serial = nullptr;
  OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, other.get());
  ASN1_INTEGER_set(serial, ASN1_INTEGER_get(serial) + 1);
  return other;
}

void spoil_signature(const OCSP_BASICRESP* basic) {
  const ASN1_OCTET_STRING* value = OCSP_resp_get0_signature(basic);
  auto* bytes = const_cast<unsigned char*>(ASN1_STRING_get0_data(value));
  bytes[ASN1_STRING_length(value) - 1] ^= 1;
}

void issue_anew(X509_CRL* list, const Signer& signer, const Period& period) {
  X509_CRL_set1_lastUpdate(list, period.from.get());
  X509_CRL_set1_nextUpdate(list, period.to.get());
  X509_CRL_sign(list, signer.key.get(), EVP_sha256());
}

}  // namespace

std::string ocsp(const std::string& directory, const std::string& mode, const std::string& request, std::time_t now) {
  static const std::set<std::string> modes{
      "",        "unknown", "try-later", "unauthorized",      "other-signer",      "stale",        "soon", "early",
      "no-next", "revoked", "checked",   "other-certificate", "revoked-authority", "bad-signature"};
  if (!modes.contains(mode)) throw std::runtime_error("no mode " + mode);
  if (mode == "try-later") return bare_response(OCSP_RESPONSE_STATUS_TRYLATER);
  if (mode == "unauthorized") return bare_response(OCSP_RESPONSE_STATUS_UNAUTHORIZED);
  const RequestPtr asked(from_der(d2i_OCSP_REQUEST, request).first);
  if (!asked || OCSP_request_onereq_count(asked.get()) != 1)
    return bare_response(OCSP_RESPONSE_STATUS_MALFORMEDREQUEST);
  OCSP_CERTID* id = OCSP_onereq_get0_id(OCSP_request_onereq_get0(asked.get(), 0));
  const std::string issuer = issuer_of(directory, id);
  if (issuer.empty()) return bare_response(OCSP_RESPONSE_STATUS_UNAUTHORIZED);
  const OcspBasicPtr basic(OCSP_BASICRESP_new());
  const CertIdPtr other = mode == "other-certificate" ? neighbour(id) : nullptr;
  add_answer(basic.get(), other ? other.get() : id, directory, issuer, mode, now);
  sign(basic.get(), directory, issuer, mode);
  if (mode == "bad-signature") spoil_signature(basic.get());
  const OcspResponsePtr response(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
  return der_of(i2d_OCSP_RESPONSE, response.get());
}

std::string crl(const std::string& directory, const std::string& mode, const std::string& name, std::time_t now) {
  const CrlPtr list = read_crl(directory + "/" + name + ".crl");
  if (mode == "other-signer")
    issue_anew(list.get(), stranger("OCSPSigning"), period_of(mode, now));
  else if (mode == "stale" || mode == "soon")
    issue_anew(list.get(), read_signer(directory, name), period_of(mode, now));
  else if (!mode.empty())
    throw std::runtime_error("no mode " + mode);
  return der_of(i2d_X509_CRL, list.get());
}

}  // namespace engross::test
