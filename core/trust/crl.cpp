// In: a CRL in DER, a certificate and its issuer. Out: whether it lists the certificate.
// Refuses: CRLs that the issuer did not sign or may not sign, weak ones, and those that cover a part only.
#include "trust/crl.hpp"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "trust/algorithms.hpp"

namespace engross {
namespace {

using PointPtr = std::unique_ptr<ISSUING_DIST_POINT, FreedBy<ISSUING_DIST_POINT_free>>;

RevocationStatus disbelieved(std::string why) {
  return {.kind = RevocationStatus::Kind::unknown,
          .reason = {},
          .next_update = {},
          .source = "CRL",
          .why_not = std::move(why)};
}

// Whether a name that the CRL says it is for is one that the certificate names.
bool is_point_of(const DIST_POINT_NAME* name, const Certificate& certificate) {
  if (name->type != 0) return false;
  const std::vector<std::string> addresses = certificate.crl_addresses();
  for (int i = 0; i < sk_GENERAL_NAME_num(name->name.fullname); ++i) {
    int type = 0;
    const auto* value =
        static_cast<const ASN1_STRING*>(GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(name->name.fullname, i), &type));
    if (type == GEN_URI && std::ranges::find(addresses, bytes_of(value)) != addresses.end()) return true;
  }
  return false;
}

// Why the CRL does not cover the certificate; empty when it does.
std::string_view not_covered(const ISSUING_DIST_POINT& point, const Certificate& certificate) {
  const bool ca = X509_check_ca(certificate.x509()) > 0;
  if (point.indirectCRL > 0) return "it lists certificates of other issuers";
  if (point.onlysomereasons != nullptr) return "it covers some reasons only";
  if (point.onlyattr > 0) return "it covers attribute certificates only";
  if (point.onlyuser > 0 && ca) return "it covers no certificates of authorities";
  if (point.onlyCA > 0 && !ca) return "it covers certificates of authorities only";
  if (point.distpoint != nullptr && !is_point_of(point.distpoint, certificate)) return "it is for another address";
  return {};
}

// Why its extensions keep it from deciding.
std::string_view partial(const X509_CRL* crl, const Certificate& certificate) {
  for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
    X509_EXTENSION* extension = X509_CRL_get_ext(crl, i);
    const int what = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
    if (what == NID_delta_crl) return "it is a delta to another";
    if (what == NID_issuing_distribution_point) {
      const PointPtr point(static_cast<ISSUING_DIST_POINT*>(X509V3_EXT_d2i(extension)));
      if (!point) return "it is damaged";
      if (const std::string_view why = not_covered(*point, certificate); !why.empty()) return why;
    } else if (X509_EXTENSION_get_critical(extension) != 0) {
      return "it has a critical extension that is not known here";
    }
  }
  return {};
}

std::string why_not(X509_CRL* crl, const RevocationQuestion& question) {
  X509* issuer = question.issuer.x509();
  if ((X509_get_key_usage(issuer) & KU_CRL_SIGN) == 0) return "its issuer may not sign CRLs";
  if (X509_CRL_verify(crl, X509_get0_pubkey(issuer)) != 1) return "the issuer did not sign it";
  const X509_ALGOR* algorithm = nullptr;
  X509_CRL_get0_signature(crl, nullptr, &algorithm);
  if (const std::string weak = weakness_of(algorithm); !weak.empty()) return "it is signed with " + weak;
  if (const std::string weak = weakness_of(X509_get0_pubkey(issuer)); !weak.empty()) return "it is signed with " + weak;
  return std::string(partial(crl, question.certificate));
}

std::string reason_of(const X509_REVOKED* entry) {
  const std::unique_ptr<ASN1_ENUMERATED, FreedBy<ASN1_ENUMERATED_free>> code(
      static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
  return code ? OCSP_crl_reason_str(ASN1_ENUMERATED_get(code.get())) : "";
}

RevocationStatus entry_of(X509_CRL* crl, const Certificate& certificate) {
  RevocationStatus status{
      .kind = RevocationStatus::Kind::good, .reason = {}, .next_update = {}, .source = "CRL", .why_not = {}};
  X509_REVOKED* entry = nullptr;
  constexpr int listed = 1;  // 2 is an entry removeFromCRL
  if (X509_CRL_get0_by_cert(crl, &entry, certificate.x509()) != listed) return status;
  status.kind = RevocationStatus::Kind::revoked;
  status.reason = reason_of(entry);
  status.revoked_at = moment_of(X509_REVOKED_get0_revocationDate(entry)).value_or(std::chrono::sys_seconds());
  return status;
}

}  // namespace

std::optional<RevocationStatus> crl_says(std::string_view der, const RevocationQuestion& question) {
  const auto [object, whole] = from_der(d2i_X509_CRL, der);
  const CrlPtr crl(object);
  X509* certificate = question.certificate.x509();
  const bool ours =
      crl && whole && X509_NAME_cmp(X509_CRL_get_issuer(crl.get()), X509_get_issuer_name(certificate)) == 0;
  if (!ours) {
    forget_openssl_errors();
    return std::nullopt;
  }
  std::string why = why_not(crl.get(), question);
  const auto produced = moment_of(X509_CRL_get0_lastUpdate(crl.get()));
  if (why.empty() && !produced) why = "it is damaged";
  forget_openssl_errors();
  if (!why.empty()) return disbelieved(std::move(why));
  RevocationStatus status = entry_of(crl.get(), question.certificate);
  status.produced = *produced;
  status.next_update = moment_of(X509_CRL_get0_nextUpdate(crl.get()));
  forget_openssl_errors();
  return status;
}

}  // namespace engross
