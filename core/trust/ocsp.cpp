// In: an OCSP response in DER, a certificate and its issuer. Out: the status that it gives.
// Refuses: responses of responders that the issuer did not entitle, weak ones, and those about others.
#include "trust/ocsp.hpp"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include "trust/algorithms.hpp"

namespace engross {
namespace {

using IdPtr = std::unique_ptr<OCSP_CERTID, FreedBy<OCSP_CERTID_free>>;

RevocationStatus disbelieved(std::string why) {
  return {.kind = RevocationStatus::Kind::unknown,
          .reason = {},
          .next_update = {},
          .source = "OCSP",
          .why_not = std::move(why)};
}

OcspBasicPtr basic_of(std::string_view der) {
  const auto [object, whole] = from_der(d2i_OCSP_RESPONSE, der);
  const OcspResponsePtr response(object);
  if (!response || !whole || OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return {};
  return OcspBasicPtr(OCSP_response_get1_basic(response.get()));
}

// Whether an answer is about the certificate, by the digest that the answer itself chose.
bool is_about(OCSP_SINGLERESP* answer, const RevocationQuestion& question) {
  auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(answer));
  ASN1_OBJECT* digest = nullptr;
  if (id == nullptr || OCSP_id_get0_info(nullptr, &digest, nullptr, nullptr, id) != 1) return false;
  const EVP_MD* function = EVP_get_digestbyobj(digest);
  if (function == nullptr) return false;
  const IdPtr ours(OCSP_cert_to_id(function, question.certificate.x509(), question.issuer.x509()));
  return ours && OCSP_id_cmp(ours.get(), id) == 0;
}

OCSP_SINGLERESP* answer_about(OCSP_BASICRESP* basic, const RevocationQuestion& question) {
  for (int i = 0; i < OCSP_resp_count(basic); ++i)
    if (OCSP_SINGLERESP* one = OCSP_resp_get0(basic, i); is_about(one, question)) return one;
  return nullptr;
}

bool signed_by(OCSP_BASICRESP* basic, const Certificate& candidate) {
  const CertificateList alone = list_of({candidate});
  return OCSP_basic_verify(basic, alone.get(), nullptr, OCSP_NOINTERN | OCSP_NOVERIFY) == 1;
}

// Why a responder other than the issuer may not answer for it (RFC 6960, 4.2.2.2); empty when it may.
std::string not_entitled(const Certificate& responder, const Certificate& issuer, std::chrono::sys_seconds produced) {
  X509* leaf = responder.x509();
  const bool issued =
      X509_check_issued(issuer.x509(), leaf) == X509_V_OK && X509_verify(leaf, X509_get0_pubkey(issuer.x509())) == 1;
  if (!issued) return fmt::format("{} answers it, whom the issuer did not certify", responder.name());
  if ((X509_get_extension_flags(leaf) & EXFLAG_XKUSAGE) == 0 ||
      (X509_get_extended_key_usage(leaf) & XKU_OCSP_SIGN) == 0)
    return fmt::format("{} answers it, whose certificate does not allow that", responder.name());
  if (produced < responder.not_before() || produced > responder.not_after())
    return fmt::format("the certificate of its responder {} was not valid then", responder.name());
  const X509_ALGOR* algorithm = nullptr;
  X509_get0_signature(nullptr, &algorithm, leaf);
  if (const std::string weak = weakness_of(algorithm); !weak.empty())
    return fmt::format("the certificate of its responder is signed with {}", weak);
  return {};
}

std::string weakness_of_answer(const OCSP_BASICRESP* basic, const Certificate& responder) {
  if (std::string weak = weakness_of(OCSP_resp_get0_tbs_sigalg(basic)); !weak.empty())
    return "it is signed with " + weak;
  if (std::string weak = weakness_of(X509_get0_pubkey(responder.x509())); !weak.empty())
    return "it is signed with " + weak;
  return {};
}

// The issuer first: most answers that need no other certificate are its own.
std::vector<Certificate> candidates_of(const OCSP_BASICRESP* basic, const RevocationQuestion& question) {
  std::vector<Certificate> all{question.issuer};
  const STACK_OF(X509)* brought = OCSP_resp_get0_certs(basic);
  for (int i = 0; i < sk_X509_num(brought); ++i) all.push_back(Certificate::of(sk_X509_value(brought, i)));
  all.insert(all.end(), question.pool.begin(), question.pool.end());
  return all;
}

// Why nobody who signed it is to be believed; empty when somebody is.
std::string not_believed(OCSP_BASICRESP* basic, const RevocationQuestion& question, std::chrono::sys_seconds produced) {
  std::string why = "nobody is known who signed it";
  for (const Certificate& candidate : candidates_of(basic, question)) {
    if (!signed_by(basic, candidate)) continue;
    why = candidate == question.issuer ? std::string() : not_entitled(candidate, question.issuer, produced);
    if (why.empty()) why = weakness_of_answer(basic, candidate);
    if (why.empty()) return why;
  }
  return why;
}

}  // namespace

std::optional<RevocationStatus> ocsp_says(std::string_view der, const RevocationQuestion& question) {
  const OcspBasicPtr basic = basic_of(der);
  OCSP_SINGLERESP* answer = basic ? answer_about(basic.get(), question) : nullptr;
  forget_openssl_errors();
  if (answer == nullptr) return std::nullopt;
  RevocationStatus status{.reason = {}, .next_update = {}, .source = "OCSP", .why_not = {}};
  int reason = OCSP_REVOKED_STATUS_NOSTATUS;
  ASN1_GENERALIZEDTIME* revoked = nullptr;
  ASN1_GENERALIZEDTIME* produced = nullptr;
  ASN1_GENERALIZEDTIME* next = nullptr;
  const int kind = OCSP_single_get0_status(answer, &reason, &revoked, &produced, &next);
  const auto moment = moment_of(produced);
  if (!moment) return disbelieved("it is damaged");
  std::string why = not_believed(basic.get(), question, *moment);
  forget_openssl_errors();
  if (!why.empty()) return disbelieved(std::move(why));
  if (kind == V_OCSP_CERTSTATUS_UNKNOWN) return disbelieved("the responder does not know the certificate");
  status.kind = kind == V_OCSP_CERTSTATUS_GOOD ? RevocationStatus::Kind::good : RevocationStatus::Kind::revoked;
  status.produced = *moment;
  status.next_update = moment_of(next);
  if (status.kind == RevocationStatus::Kind::revoked) {
    status.revoked_at = moment_of(revoked).value_or(std::chrono::sys_seconds());
    if (reason >= 0) status.reason = OCSP_crl_reason_str(reason);
  }
  forget_openssl_errors();
  return status;
}

}  // namespace engross
